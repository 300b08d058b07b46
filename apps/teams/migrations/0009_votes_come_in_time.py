from django.db import migrations, models
from django.db.models import Q

from apps.core.guards import guard

WARSAW = "AT TIME ZONE 'Europe/Warsaw')::date"
IN_TIME = f"""
    SELECT b.deadline_on INTO last_day FROM teams_elector e JOIN teams_ballot b ON b.id = e.ballot_id
    WHERE e.id = NEW.elector_id;
    IF (NEW.cast_at {WARSAW} > last_day THEN
        RAISE EXCEPTION 'Termin głosowania minął: głosy można było oddawać do %.', last_day
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;"""
WAITED = f"""
    SELECT b.deadline_on INTO last_day FROM teams_ballot b WHERE b.id = NEW.ballot_id;
    IF NEW.outcome <> 'withdrawn' AND (NEW.closed_at {WARSAW} <= last_day AND EXISTS (
        SELECT FROM teams_elector e LEFT JOIN teams_vote v ON v.elector_id = e.id
        WHERE e.ballot_id = NEW.ballot_id AND v.id IS NULL
    ) THEN
        RAISE EXCEPTION 'Głosowanie trwa do %, a nie zagłosowali jeszcze wszyscy.', last_day
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;"""


class Migration(migrations.Migration):
    """A ballot with a deadline takes votes until its last day and is counted no sooner, unless all have voted."""

    dependencies = [("teams", "0008_ballots_with_a_deadline")]
    operations = [
        migrations.AddConstraint(
            "ballot",
            models.CheckConstraint(
                condition=Q(deadline_on=None) | Q(mode="circular"), name="only_a_circular_ballot_has_a_deadline"
            ),
        ),
        *guard("in_time", "teams_vote", "BEFORE INSERT", IN_TIME, declare="last_day date;"),
        *guard("waits_for_the_deadline", "teams_ballotresult", "BEFORE INSERT", WAITED, declare="last_day date;"),
    ]
