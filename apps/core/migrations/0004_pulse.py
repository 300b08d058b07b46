from django.db import migrations, models


class Migration(migrations.Migration):
    """How often a centre's data has changed, so that what was worked out from it may be remembered."""

    dependencies = [("core", "0003_events_follow_one_another")]
    operations = [
        migrations.CreateModel(
            name="Pulse",
            fields=[
                ("centre_id", models.BigIntegerField(primary_key=True, serialize=False, verbose_name="ośrodek")),
                ("beats", models.BigIntegerField(verbose_name="liczba zmian")),
            ],
        ),
    ]
