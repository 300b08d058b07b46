from django.db import migrations
from django.db.migrations import RunSQL

from apps.core.guards import belongs_together, function, guard, stays, trigger, trigger_at_commit

MOVES = [
    "adopted:confirmed",
    "circulated:voting",
    "circulated:working",
    "confirmed:handed_over",
    "handed_over:accepted",
    "handed_over:returned",
    "returned:working",
    "voting:adopted",
    "voting:circulated",
    "working:circulated",
]
MOVE = f"""
CREATE OR REPLACE FUNCTION opinions_opinion_moves_by_the_table() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.status <> 'working' THEN
            RAISE EXCEPTION 'Stan początkowy to „working”, a nie „%”.', NEW.status;
        END IF;
    ELSIF NEW.status <> OLD.status AND OLD.status || ':' || NEW.status <> ALL ('{{{",".join(MOVES)}}}') THEN
        RAISE EXCEPTION 'Nie ma kroku ze stanu „%” do stanu „%”.', OLD.status, NEW.status;
    END IF;
    RETURN NEW;
END $$"""
# Every edition but the last was handed over and returned; the last one is where the state says. The row is locked, so
# that two transactions cannot each see half of what would not hold together.
PROOF = """
    SELECT * INTO opinion FROM opinions_opinion WHERE id = coalesce(
        (said ->> 'opinion_id')::bigint,
        (SELECT v.opinion_id FROM opinions_votedcontent v WHERE v.ballot_id = (said ->> 'ballot_id')::bigint),
        CASE WHEN TG_TABLE_NAME = 'opinions_opinion' THEN (said ->> 'id')::bigint END
    ) FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    SELECT count(*) FILTER (WHERE r.ballot_id IS NULL), count(*) FILTER (WHERE r.outcome = 'adopted')
    INTO open_votes, adopted FROM opinions_votedcontent v LEFT JOIN teams_ballotresult r ON r.ballot_id = v.ballot_id
    WHERE v.opinion_id = opinion.id;
    SELECT count(*), max(id) INTO adoptions, last_adoption FROM opinions_adoption WHERE opinion_id = opinion.id;
    SELECT count(*), max(id) INTO confirmations, last_confirmation FROM opinions_confirmation
    WHERE opinion_id = opinion.id;
    SELECT count(*), max(id) INTO hand_overs, last_hand_over FROM opinions_handover WHERE opinion_id = opinion.id;
    SELECT count(*) FILTER (WHERE outcome = 'returned'), count(*) FILTER (WHERE outcome = 'accepted')
    INTO returned, accepted FROM opinions_review WHERE opinion_id = opinion.id;
    is_handed := opinion.status IN ('handed_over', 'returned', 'accepted');
    IF (
        open_votes, adopted, adoptions, confirmations, returned, accepted,
        opinion.adoption_id, opinion.confirmation_id, opinion.hand_over_id
    ) IS DISTINCT FROM (
        (opinion.status = 'voting')::int::bigint,
        adoptions,
        hand_overs + (opinion.status IN ('adopted', 'confirmed'))::int,
        hand_overs + (opinion.status = 'confirmed')::int,
        hand_overs - (opinion.status IN ('handed_over', 'accepted'))::int,
        (opinion.status = 'accepted')::int::bigint,
        CASE WHEN is_handed OR opinion.status IN ('adopted', 'confirmed') THEN last_adoption END,
        CASE WHEN is_handed OR opinion.status = 'confirmed' THEN last_confirmation END,
        last_hand_over
    ) OR (is_handed AND hand_overs = 0) THEN
        RAISE EXCEPTION 'Stan „%” opinii % nie ma potwierdzenia w głosowaniu, przyjęciu, utrwaleniu albo przekazaniu.',
            opinion.status, opinion.id;
    END IF;
    RETURN NULL;"""
DECLARED = """said jsonb := to_jsonb(NEW); opinion record; is_handed boolean;
    open_votes bigint; adopted bigint; adoptions bigint; confirmations bigint; hand_overs bigint; returned bigint;
    accepted bigint; last_adoption bigint; last_confirmation bigint; last_hand_over bigint;"""
BORN = ["opinions_votedcontent", "opinions_confirmation", "opinions_handover", "opinions_review", "teams_ballotresult"]
WHEN = {"opinions_opinion": "AFTER INSERT OR UPDATE"} | dict.fromkeys(BORN, "AFTER INSERT")
WHERE = [table for table in WHEN if table != "opinions_review"]
OLD_DISSENTED = "opinions_dissentingopinion_belongs_together"
# FOR SHARE: a dissent that comes while the opinion is being confirmed waits, then sees the new state.
DISSENTED = f"""
CREATE OR REPLACE FUNCTION {OLD_DISSENTED}() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF (EXISTS (
        SELECT FROM opinions_opinion o JOIN opinions_adoption a ON a.opinion_id = o.id
        WHERE a.id = NEW.adoption_id AND o.status NOT IN ('confirmed', 'handed_over', 'returned', 'accepted')
        FOR SHARE OF o
    ) AND NOT EXISTS (SELECT FROM opinions_confirmation WHERE adoption_id = NEW.adoption_id) AND EXISTS (
        SELECT FROM opinions_adoption a JOIN opinions_votedcontent v ON v.id = a.voted_id
        JOIN teams_elector e ON e.ballot_id = v.ballot_id
        WHERE a.id = NEW.adoption_id AND e.person_id = NEW.person_id
    )) IS NOT TRUE THEN
        RAISE EXCEPTION 'Zdanie odrębne zgłasza uprawniony do głosowania, zanim opinia zostanie potwierdzona.';
    END IF;
    RETURN NEW;
END $$"""
REVIEWED = """EXISTS (
        SELECT FROM opinions_handover h WHERE h.id = NEW.hand_over_id AND h.opinion_id = NEW.opinion_id
    )"""
ANSWERED = """EXISTS (
        SELECT FROM opinions_reviewremark m JOIN opinions_handover h ON h.id = m.hand_over_id
        JOIN opinions_review r ON r.hand_over_id = h.id
        WHERE m.id = NEW.remark_id AND h.opinion_id = NEW.opinion_id AND r.outcome = 'returned'
    )"""
# The opinion's row is what both lock (nobody has UPDATE on the hand-over's), so that a remark comes wholly before the
# decision or after it.
UNDECIDED = """
    FOR touched IN SELECT DISTINCT one FROM unnest(ARRAY[
        CASE WHEN TG_OP <> 'INSERT' THEN OLD.hand_over_id END, CASE WHEN TG_OP <> 'DELETE' THEN NEW.hand_over_id END
    ]) one WHERE one IS NOT NULL LOOP
        PERFORM FROM opinions_opinion WHERE id = (SELECT opinion_id FROM opinions_handover WHERE id = touched) FOR SHARE;
        IF EXISTS (SELECT FROM opinions_review WHERE hand_over_id = touched) THEN
            RAISE EXCEPTION 'WRZOS już rozstrzygnął: uwagi nie zmieniają się.' USING ERRCODE = 'restrict_violation';
        END IF;
    END LOOP;
    RETURN coalesce(NEW, OLD);"""
DECIDES_ALONE = """
    PERFORM FROM opinions_opinion WHERE id = NEW.opinion_id FOR NO KEY UPDATE;
    RETURN NEW;"""
POINT = """
    UPDATE opinions_opinion o SET
        adoption_id = (SELECT max(a.id) FROM opinions_adoption a WHERE a.opinion_id = o.id),
        confirmation_id = (SELECT max(c.id) FROM opinions_confirmation c WHERE c.opinion_id = o.id),
        hand_over_id = (SELECT max(h.id) FROM opinions_handover h WHERE h.opinion_id = o.id);
    SET CONSTRAINTS ALL IMMEDIATE"""
OPEN_TEXT = ["opinions_citation", "opinions_remarkanswer"]


class Migration(migrations.Migration):
    """An opinion's state has its proof in every edition; remarks of WRZOS stay as they were when it decided."""

    dependencies = [("opinions", "0008_editions_evidence_review")]
    operations = [
        RunSQL(POINT, RunSQL.noop),
        *(RunSQL(f"DROP TRIGGER status_has_its_proof ON {table}", RunSQL.noop) for table in WHERE),
        RunSQL("DROP FUNCTION opinions_status_has_its_proof()", RunSQL.noop),
        function("opinions_status_has_its_proof", PROOF, declare=DECLARED),
        *(
            trigger_at_commit("status_has_its_proof", table, when, "opinions_status_has_its_proof")
            for table, when in WHEN.items()
        ),
        RunSQL(MOVE, RunSQL.noop),
        RunSQL(DISSENTED, RunSQL.noop),
        *belongs_together("opinions_review", REVIEWED, "Rozstrzygnięcie wskazuje przekazanie innej opinii."),
        *guard("decides_alone", "opinions_review", "BEFORE INSERT", DECIDES_ALONE),
        *guard(
            "stays_after_the_decision",
            "opinions_reviewremark",
            "BEFORE INSERT OR UPDATE OR DELETE",
            UNDECIDED,
            declare="touched bigint;",
        ),
        *belongs_together("opinions_remarkanswer", ANSWERED, "Odpowiada się na uwagi do zwróconej opinii."),
        *stays("opinions_remarkanswer", "remark_id", "opinion_id"),
        *stays("opinions_citation", "opinion_id", "evidence_id", "section_id", "finding_id", "recommendation_id"),
        *(
            trigger("text_is_still_open", table, "BEFORE INSERT OR UPDATE OR DELETE", "opinions_text_is_still_open")
            for table in OPEN_TEXT
        ),
    ]
