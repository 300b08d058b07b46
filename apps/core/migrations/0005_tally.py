from django.db import migrations, models


class Migration(migrations.Migration):
    """How often costly pages are asked for. Unlogged: cheap to write, empty after a crash, in no backup."""

    dependencies = [("core", "0004_pulse")]

    operations = [
        migrations.CreateModel(
            name="Tally",
            fields=[
                ("key", models.CharField(max_length=40, primary_key=True, serialize=False)),
                ("began_at", models.DateTimeField(verbose_name="od kiedy")),
                ("requests", models.PositiveIntegerField(verbose_name="liczba żądań")),
            ],
        ),
        migrations.RunSQL("ALTER TABLE core_tally SET UNLOGGED", migrations.RunSQL.noop),
    ]
