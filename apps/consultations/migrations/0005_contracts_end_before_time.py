from django.db import migrations, models
from django.db.models import F, Q

from apps.core.guards import guard, stays

OF_ONE_CENTRE = """
    IF NOT EXISTS (
        SELECT FROM projects_pilot p JOIN accounts_person e ON e.centre_id = p.centre_id
        WHERE p.id = NEW.pilot_id AND e.id = NEW.person_id
    ) THEN
        RAISE EXCEPTION 'Umowę zawiera się z osobą z tego ośrodka.';
    END IF;
    RETURN NEW;"""

OF_ONE_PILOT = """
    IF NOT EXISTS (
        SELECT FROM consultations_contract c JOIN teams_expertdocument d ON d.pilot_id = c.pilot_id
        WHERE c.id = NEW.contract_id AND d.id = NEW.expertdocument_id
    ) THEN
        RAISE EXCEPTION 'Umowa obejmuje tylko dokumenty swojego pilotażu.';
    END IF;
    RETURN NEW;"""

IN_WRITING = "BEFORE INSERT OR UPDATE"


class Migration(migrations.Migration):
    dependencies = [("consultations", "0004_guard_topics_and_concepts")]

    operations = [
        migrations.AlterField(
            "contract",
            "ended_on",
            models.DateField("rozwiązana przed czasem, ostatni dzień", null=True, blank=True),
        ),
        migrations.AddField(
            "contract", "ended_why", models.TextField("dlaczego przed czasem", blank=True, default="")
        ),
        migrations.AddConstraint(
            "contract",
            models.CheckConstraint(
                condition=Q(ended_on=None, ended_why="")
                | (Q(ended_on__gte=F("signed_on"), ended_on__lt=F("until_on")) & ~Q(ended_why="")),
                name="a_contract_ended_before_time_says_why",
            ),
        ),
        *stays("consultations_contract", "pilot_id", "recorded_by_id", "recorded_at"),
        *guard("is_of_one_centre", "consultations_contract", IN_WRITING, OF_ONE_CENTRE),
        *guard("is_of_one_pilot", "consultations_contract_documents", IN_WRITING, OF_ONE_PILOT),
    ]
