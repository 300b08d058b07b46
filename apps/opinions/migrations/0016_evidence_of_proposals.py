import django.db.models.deletion
from django.db import migrations, models

from apps.core.guards import belongs_together, guard

OF_ONE_PILOT = """EXISTS (
        SELECT FROM opinions_contribution c
        JOIN opinions_contributionround r ON r.id = c.round_id
        JOIN opinions_opinion o ON o.id = r.opinion_id
        JOIN implementation_evidence e ON e.pilot_id = o.pilot_id
        WHERE c.id = NEW.contribution_id AND e.id = NEW.evidence_id
    )"""
SUBMITTED = """
    IF (SELECT submitted_at FROM opinions_contribution WHERE id = coalesce(NEW.contribution_id, OLD.contribution_id))
        IS NOT NULL THEN
        RAISE EXCEPTION 'Złożona propozycja zostaje taka, jaką złożono.' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN coalesce(NEW, OLD);"""


class Migration(migrations.Migration):
    """A proposal stands on evidence of its own pilot, and once submitted keeps it."""

    dependencies = [("implementation", "0002_guard_tasks_and_evidence"), ("opinions", "0015_removals")]
    operations = [
        migrations.CreateModel(
            name="ContributionEvidence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("contribution", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="supports", to="opinions.contribution", verbose_name="propozycja")),
                ("evidence", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="implementation.evidence", verbose_name="dowód")),
            ],
            options={
                "verbose_name": "dowód propozycji",
                "verbose_name_plural": "dowody propozycji",
                "ordering": ["evidence__number"],
                "constraints": [models.UniqueConstraint(fields=("contribution", "evidence"), name="a_proposal_stands_on_evidence_once")],
            },
        ),
        *belongs_together("opinions_contributionevidence", OF_ONE_PILOT, "Propozycja opiera się na dowodach swojego pilotażu."),
        *guard("stays_submitted", "opinions_contributionevidence", "BEFORE INSERT OR UPDATE OR DELETE", SUBMITTED),
    ]
