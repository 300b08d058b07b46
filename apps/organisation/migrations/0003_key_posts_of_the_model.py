from django.db import migrations

OF_THE_MODEL = [
    "pracownik socjalny",
    "pracownik ds. świadczeń",
    "pracownik pierwszego kontaktu",
    "koordynator usług pomocy społecznej",
]


def fill(apps, schema_editor):
    posts = apps.get_model("organisation", "KeyPost").objects
    for rank, name in enumerate(OF_THE_MODEL, 1):
        posts.get_or_create(centre=None, name=name, defaults={"rank": rank})


class Migration(migrations.Migration):
    dependencies = [("organisation", "0002_guard_the_structure")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
