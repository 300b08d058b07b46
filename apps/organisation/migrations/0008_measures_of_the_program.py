from django.db import migrations

MEASURES = {
    "inhabitants": "liczba mieszkańców",
    "families": "liczba rodzin i osób samotnych objętych pracą socjalną",
}


def fill(apps, schema_editor):
    measures = apps.get_model("organisation", "Measure").objects
    for rank, (key, name) in enumerate(MEASURES.items(), 1):
        measures.get_or_create(centre=None, key=key, defaults={"name": name, "rank": rank})
    posts = apps.get_model("organisation", "KeyPost").objects
    posts.filter(centre=None, name="pracownik socjalny").update(is_social_worker=True)


class Migration(migrations.Migration):
    dependencies = [("organisation", "0007_who_counts_as_a_social_worker")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
