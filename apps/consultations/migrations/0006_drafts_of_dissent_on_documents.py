import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_legal_advisers"),
        ("consultations", "0005_contracts_end_before_time"),
    ]

    operations = [
        migrations.CreateModel(
            name="DocumentDissentDraft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("body", models.TextField(blank=True, verbose_name="treść")),
                ("saved_at", models.DateTimeField(verbose_name="zapisano")),
                (
                    "adoption",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="consultations.documentadoption",
                        verbose_name="przyjęcie",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.person",
                        verbose_name="autor",
                    ),
                ),
            ],
            options={
                "verbose_name": "szkic zdania odrębnego",
                "verbose_name_plural": "szkice zdań odrębnych",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("adoption", "person"), name="one_draft_of_document_dissent_a_person"
                    )
                ],
            },
        ),
    ]
