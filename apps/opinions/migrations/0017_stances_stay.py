import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """A proposal with stances was submitted, so nobody deletes it; a draft has none."""

    dependencies = [("opinions", "0016_evidence_of_proposals")]
    operations = [
        migrations.AlterField(
            "stance",
            "contribution",
            models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="stances",
                to="opinions.contribution",
                verbose_name="propozycja",
            ),
        ),
    ]
