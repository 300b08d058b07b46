import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from apps.core.guards import belongs_together

OF_ONE_OPINION = """(
        SELECT count(DISTINCT r.opinion_id) = 1 AND count(c.submitted_at) = 2
        FROM opinions_contribution c JOIN opinions_contributionround r ON r.id = c.round_id
        WHERE c.id IN (NEW.one_id, NEW.other_id)
    )"""


class Migration(migrations.Migration):
    """Two submitted proposals of one opinion may be marked as contrary."""

    dependencies = [("opinions", "0017_stances_stay"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]
    operations = [
        migrations.CreateModel(
            name="Contradiction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.TextField(blank=True, verbose_name="na czym polega sprzeczność")),
                ("marked_at", models.DateTimeField(verbose_name="oznaczono")),
                (
                    "marked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="oznaczył(a)",
                    ),
                ),
                (
                    "one",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="opinions.contribution",
                        verbose_name="propozycja",
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="opinions.contribution",
                        verbose_name="propozycja sprzeczna",
                    ),
                ),
            ],
            options={
                "verbose_name": "sprzeczność propozycji",
                "verbose_name_plural": "sprzeczności propozycji",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("one", "other"), name="a_contradiction_is_marked_once"),
                    models.CheckConstraint(
                        condition=models.Q(("one__lt", models.F("other"))), name="a_contradiction_is_of_two"
                    ),
                ],
            },
        ),
        *belongs_together("opinions_contradiction", OF_ONE_OPINION, "Sprzeczne są dwie złożone propozycje jednej opinii."),
    ]
