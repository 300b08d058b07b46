from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("publication", "0002_what_is_public_is_kept")]

    operations = [
        migrations.AddField(
            model_name="publication",
            name="exclusion",
            field=models.TextField(
                blank=True, default="", help_text="zakres, podstawa i kto wyłączył", verbose_name="wyłączenie jawności"
            ),
            preserve_default=False,
        )
    ]
