from django.db import migrations

from apps.core.guards import belongs_together, guard, stays

WARSAW = "AT TIME ZONE 'Europe/Warsaw')::date"
OPENED = """EXISTS (
        SELECT FROM opinions_opinion o WHERE o.id = NEW.opinion_id AND o.status IN ('working', 'circulated')
    )"""
# The extension is written first, in the same transaction.
EXTENDED = """
    IF OLD.closed_at IS NOT NULL AND ROW(NEW.closed_at, NEW.closed_by_id) IS DISTINCT FROM
        ROW(OLD.closed_at, OLD.closed_by_id) THEN
        RAISE EXCEPTION 'Zakończone uzgodnienia zostają zakończone.' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.deadline_on <> OLD.deadline_on AND NOT EXISTS (
        SELECT FROM opinions_circulationextension e
        WHERE e.circulation_id = NEW.id AND e.from_on = OLD.deadline_on AND e.to_on = NEW.deadline_on
    ) THEN
        RAISE EXCEPTION 'Termin uwag zmienia się tylko przez przedłużenie z podanym powodem.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;"""
# FOR SHARE: a remark or an answer that comes while the vote is being opened waits, then sees the new state.
IN_TIME = f"""
    SELECT o.id, o.status, c.opened_at, c.closed_at, c.deadline_on INTO circulated
    FROM opinions_circulation c JOIN opinions_opinion o ON o.id = c.opinion_id
    WHERE c.id = NEW.circulation_id FOR SHARE OF o;
    IF TG_OP = 'INSERT' AND (
        circulated.status = 'circulated' AND circulated.closed_at IS NULL AND NEW.disposition = ''
        AND (NEW.written_at {WARSAW} <= circulated.deadline_on
    ) IS NOT TRUE THEN
        RAISE EXCEPTION 'Uwagi można zgłaszać tylko podczas uzgodnień, do końca ich terminu.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'UPDATE' AND (circulated.status NOT IN ('working', 'circulated') OR EXISTS (
        SELECT FROM opinions_votedcontent v JOIN teams_ballot b ON b.id = v.ballot_id
        WHERE v.opinion_id = circulated.id AND b.opened_at >= circulated.opened_at
    )) THEN
        RAISE EXCEPTION 'Uwagi i odpowiedzi zostają takie, jakie były, gdy zespół poddał treść pod głosowanie.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;"""


class Migration(migrations.Migration):
    """What a member said in a circulation stays as it was said and when; answers stand once the text went to the vote."""

    dependencies = [("opinions", "0010_circulations_and_drafts_of_dissent"), ("teams", "0008_ballots_with_a_deadline")]
    operations = [
        *belongs_together("opinions_circulation", OPENED, "Uzgadnia się tylko treść, którą można jeszcze zmienić."),
        *stays("opinions_circulation", "opinion_id", "working_days", "opened_by_id", "opened_at"),
        *guard("is_extended_with_a_reason", "opinions_circulation", "BEFORE UPDATE", EXTENDED),
        *stays(
            "opinions_circulationremark",
            *("circulation_id", "number", "section_id", "quote", "nature", "body", "justification"),
            *("proposed_wording", "author_id", "written_at"),
        ),
        *guard(
            "in_time",
            "opinions_circulationremark",
            "BEFORE INSERT OR UPDATE",
            IN_TIME,
            declare="circulated record;",
        ),
    ]
