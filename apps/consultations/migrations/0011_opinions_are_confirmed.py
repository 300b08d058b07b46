from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("consultations", "0010_extensions_and_files_have_their_place")]

    operations = [
        migrations.AlterField(
            model_name="documentopinion",
            name="status",
            field=models.CharField(
                choices=[
                    ("working", "robocza"),
                    ("voting", "głosowana"),
                    ("adopted", "przyjęta"),
                    ("confirmed", "potwierdzona"),
                ],
                default="working",
                max_length=10,
                verbose_name="stan",
            ),
        ),
    ]
