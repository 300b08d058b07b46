import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from apps.core.guards import belongs_together

OF_OPINION = """NEW.opinion_id = CASE NEW.thing
        WHEN 'finding' THEN (SELECT opinion_id FROM opinions_finding WHERE id = NEW.thing_id)
        WHEN 'recommendation' THEN (SELECT opinion_id FROM opinions_recommendation WHERE id = NEW.thing_id)
        WHEN 'contribution' THEN (
            SELECT r.opinion_id FROM opinions_contribution c JOIN opinions_contributionround r ON r.id = c.round_id
            WHERE c.id = NEW.thing_id
        )
        WHEN 'reviewremark' THEN (
            SELECT h.opinion_id FROM opinions_reviewremark m JOIN opinions_handover h ON h.id = m.hand_over_id
            WHERE m.id = NEW.thing_id
        )
    END"""


class Migration(migrations.Migration):
    """What somebody removed is kept whole, so that it can come back."""

    dependencies = [
        ("opinions", "0014_handed_recommendations_are_those_adopted"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="Removal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "thing",
                    models.CharField(
                        choices=[
                            ("finding", "plus albo minus"),
                            ("recommendation", "rekomendacja"),
                            ("contribution", "propozycja"),
                            ("reviewremark", "uwaga WRZOS"),
                        ],
                        max_length=20,
                        verbose_name="co usunięto",
                    ),
                ),
                ("thing_id", models.BigIntegerField(verbose_name="identyfikator")),
                ("body", models.TextField(verbose_name="treść")),
                ("rows", models.JSONField(verbose_name="całość")),
                ("merged", models.JSONField(default=list, verbose_name="połączone propozycje")),
                ("removed_at", models.DateTimeField(verbose_name="usunięto")),
                (
                    "opinion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="removals",
                        to="opinions.opinion",
                        verbose_name="opinia",
                    ),
                ),
                (
                    "removed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="usunął/usunęła",
                    ),
                ),
            ],
            options={
                "verbose_name": "usunięcie",
                "verbose_name_plural": "usunięcia",
                "ordering": ["-pk"],
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="removal",
            trigger=pgtrigger.compiler.Trigger(
                name="is_written_once",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="46083b4a16fe1dc157fb31b50088872aafe9bd10",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_is_written_once_7a966",
                    table="opinions_removal",
                    when="BEFORE",
                ),
            ),
        ),
        *belongs_together("opinions_removal", OF_OPINION, "Zachowuje się to, co w tej opinii jest i znika."),
    ]
