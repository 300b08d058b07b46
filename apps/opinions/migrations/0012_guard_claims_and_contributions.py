from django.db import migrations

from apps.core.guards import belongs_together, guard, stays, trigger

CITED = """EXISTS (
        SELECT FROM opinions_opinion o JOIN implementation_evidence e ON e.pilot_id = o.pilot_id
        WHERE o.id = NEW.opinion_id AND e.id = NEW.evidence_id
    ) AND NEW.opinion_id = coalesce(
        (SELECT opinion_id FROM opinions_section WHERE id = NEW.section_id),
        (SELECT opinion_id FROM opinions_finding WHERE id = NEW.finding_id),
        (SELECT opinion_id FROM opinions_recommendation WHERE id = NEW.recommendation_id)
    )"""
CLOSED = """
    IF OLD.closed_at IS NOT NULL AND ROW(NEW.closed_at, NEW.closed_by_id, NEW.deadline_on) IS DISTINCT FROM
        ROW(OLD.closed_at, OLD.closed_by_id, OLD.deadline_on) THEN
        RAISE EXCEPTION 'Zamknięte zbieranie propozycji zostaje zamknięte.' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.deadline_on < OLD.deadline_on THEN
        RAISE EXCEPTION 'Terminu na propozycje nie skraca się.' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;"""
WORDS = "kind recommendation_kind body addressee justification legal_act article proposed_wording version submitted_at"
OLD_WORDS, NEW_WORDS = (", ".join(f"{row}.{column}" for column in WORDS.split()) for row in ("OLD", "NEW"))
SUBMITTED = f"""
    IF TG_OP <> 'INSERT' AND OLD.submitted_at IS NOT NULL
        AND (TG_OP = 'DELETE' OR ROW({OLD_WORDS}) IS DISTINCT FROM ROW({NEW_WORDS})) THEN
        RAISE EXCEPTION 'Złożona propozycja zostaje taka, jaką złożono.' USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP <> 'DELETE' AND (NEW.finding_id IS NOT NULL OR NEW.recommendation_id IS NOT NULL) AND (
        NEW.submitted_at IS NOT NULL
        AND (SELECT opinion_id FROM opinions_contributionround WHERE id = NEW.round_id) = coalesce(
            (SELECT opinion_id FROM opinions_finding WHERE id = NEW.finding_id),
            (SELECT opinion_id FROM opinions_recommendation WHERE id = NEW.recommendation_id)
        )
    ) IS NOT TRUE THEN
        RAISE EXCEPTION 'Z tekstem łączy się złożoną propozycję do tej samej opinii.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN coalesce(NEW, OLD);"""  # noqa: S608  names of our own columns


class Migration(migrations.Migration):
    """A claim cites evidence of its own pilot; what a member submitted stays as it was submitted."""

    dependencies = [("opinions", "0011_guard_the_circulations"), ("implementation", "0001_phases_tasks_evidence")]
    operations = [
        *belongs_together("opinions_citation", CITED, "Powołanie łączy dowód i treść tego samego pilotażu i opinii."),
        trigger(
            "text_is_still_open",
            "opinions_contributionround",
            "BEFORE INSERT OR UPDATE OR DELETE",
            "opinions_text_is_still_open",
        ),
        *stays("opinions_contributionround", "opinion_id", "opened_by_id", "opened_at"),
        *guard("stays_closed", "opinions_contributionround", "BEFORE UPDATE", CLOSED),
        *stays("opinions_contribution", "round_id", "person_id"),
        *guard("stays_submitted", "opinions_contribution", "BEFORE INSERT OR UPDATE OR DELETE", SUBMITTED),
    ]
