from django.db import migrations

from apps.core.guards import belongs_together, function, guard, stays, trigger_at_commit

WARSAW = "AT TIME ZONE 'Europe/Warsaw')::date"
ASKED = """EXISTS (
        SELECT FROM consultations_documentversion v
        JOIN consultations_consultation c ON c.of_version_id = v.id
        JOIN consultations_askedteam a ON a.consultation_id = c.id
        WHERE v.id = NEW.of_version_id AND a.team_id = NEW.team_id
          AND v.status IN ('collecting', 'answering', 'answered')
    )"""
# A save locks the row, as opening the vote does: it comes before the vote, or sees that the vote is open.
WORDS = """
    IF (OLD.status <> 'working' OR NEW.status <> 'working')
       AND ROW(OLD.conclusion, OLD.body, OLD.version) IS DISTINCT FROM ROW(NEW.conclusion, NEW.body, NEW.version) THEN
        RAISE EXCEPTION 'Treści opinii nie można już zmienić: trwa głosowanie albo opinia została przyjęta.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;"""
VOTED = """EXISTS (
        SELECT FROM teams_ballot b JOIN consultations_documentopinion o ON o.id = NEW.opinion_id
        JOIN consultations_documentversion v ON v.id = o.of_version_id
        WHERE b.id = NEW.ballot_id AND b.team_id = o.team_id AND b.content_hash = NEW.content_hash
          AND o.conclusion = NEW.content ->> 'conclusion' AND o.body = NEW.content ->> 'html'
          AND v.sha256 = NEW.content -> 'version' ->> 'sha256'
    )"""
ADOPTED = f"""EXISTS (
        SELECT FROM consultations_voteddocumentopinion v JOIN teams_ballotresult r ON r.ballot_id = v.ballot_id
        WHERE v.id = NEW.voted_id AND v.opinion_id = NEW.opinion_id AND r.outcome = 'adopted'
          AND NEW.adopted_on = (r.closed_at {WARSAW}
    )"""
ENTITLED = """
        SELECT FROM consultations_documentadoption a
        JOIN consultations_voteddocumentopinion v ON v.id = a.voted_id
        JOIN teams_elector e ON e.ballot_id = v.ballot_id
        LEFT JOIN teams_vote t ON t.elector_id = e.id
        WHERE a.id = NEW.adoption_id AND t.choice IS DISTINCT FROM 'for'"""
# FOR SHARE: a dissent that comes while the opinion is being confirmed waits, then sees the new state.
DISSENTED = f"""EXISTS (
        SELECT FROM consultations_documentopinion o JOIN consultations_documentadoption a ON a.opinion_id = o.id
        WHERE a.id = NEW.adoption_id AND o.status = 'adopted' AND (NEW.filed_at {WARSAW} <= a.dissent_until
        FOR SHARE OF o
    ) AND EXISTS ({ENTITLED} AND e.person_id = NEW.person_id
    )"""
CONFIRMED = """EXISTS (
        SELECT FROM consultations_documentadoption a JOIN consultations_documentopinion o ON o.id = a.opinion_id
        JOIN consultations_documentversion v ON v.id = o.of_version_id
        JOIN teams_expertdocument e ON e.id = v.document_id JOIN projects_pilot p ON p.id = e.pilot_id
        JOIN documents_frozendocument d ON d.id = NEW.document_id
        WHERE a.id = NEW.adoption_id AND d.kind = 'document_opinion' AND d.centre_id = p.centre_id
    )"""
WAITED = f"""
    SELECT a.dissent_until INTO last_day FROM consultations_documentadoption a WHERE a.id = NEW.adoption_id;
    IF (NEW.confirmed_at {WARSAW} <= last_day AND EXISTS ({ENTITLED}
          AND NOT EXISTS (
            SELECT FROM consultations_documentdissent d
            WHERE d.adoption_id = NEW.adoption_id AND d.person_id = e.person_id
        )
    ) THEN
        RAISE EXCEPTION 'Zdania odrębne można zgłaszać do %, więc opinii nie można jeszcze potwierdzić.', last_day
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;"""  # noqa: S608  no words of anybody in it
# The row is locked, so that two transactions cannot each see half of what would not hold together.
PROOF = """
    SELECT * INTO opinion FROM consultations_documentopinion WHERE id = coalesce(
        (said ->> 'opinion_id')::bigint,
        (SELECT v.opinion_id FROM consultations_voteddocumentopinion v
         WHERE v.ballot_id = (said ->> 'ballot_id')::bigint),
        (SELECT a.opinion_id FROM consultations_documentadoption a WHERE a.id = (said ->> 'adoption_id')::bigint),
        CASE WHEN TG_TABLE_NAME = 'consultations_documentopinion' THEN (said ->> 'id')::bigint END
    ) FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    SELECT count(*) FILTER (WHERE r.ballot_id IS NULL), count(*) FILTER (WHERE r.outcome = 'adopted')
    INTO open_votes, adopted
    FROM consultations_voteddocumentopinion v LEFT JOIN teams_ballotresult r ON r.ballot_id = v.ballot_id
    WHERE v.opinion_id = opinion.id;
    SELECT count(*), max(a.id), count(c.id) INTO adoptions, adoption, confirmations
    FROM consultations_documentadoption a LEFT JOIN consultations_documentconfirmation c ON c.adoption_id = a.id
    WHERE a.opinion_id = opinion.id;
    is_adopted := opinion.status IN ('adopted', 'confirmed');
    IF (open_votes, adopted, adoptions, confirmations, opinion.adoption_id) IS DISTINCT FROM (
        (opinion.status = 'voting')::int::bigint,
        is_adopted::int::bigint,
        is_adopted::int::bigint,
        (opinion.status = 'confirmed')::int::bigint,
        adoption
    ) THEN
        RAISE EXCEPTION 'Stan „%” opinii o dokumencie % nie ma potwierdzenia w głosowaniu, przyjęciu albo utrwaleniu.',
            opinion.status, opinion.id;
    END IF;
    RETURN NULL;"""
DECLARED = """said jsonb := to_jsonb(NEW); opinion record; open_votes bigint; adopted bigint; adoptions bigint;
    adoption bigint; confirmations bigint; is_adopted boolean;"""
# Not on adoptions: each needs an adopted result, and that one is asked.
BORN = ["consultations_voteddocumentopinion", "consultations_documentconfirmation", "teams_ballotresult"]
WHEN = {"consultations_documentopinion": "AFTER INSERT OR UPDATE"} | dict.fromkeys(BORN, "AFTER INSERT")


class Migration(migrations.Migration):
    """A team's opinion on a document: its words rest while they are voted on and after, and its state has its proof."""

    dependencies = [
        ("consultations", "0006_drafts_of_dissent_on_documents"),
        ("teams", "0009_votes_come_in_time"),
    ]
    operations = [
        *belongs_together(
            "consultations_documentopinion",
            ASKED,
            "Opinię wydaje zespół, którego o nią poproszono, o wersji, która jest w opiniowaniu.",
        ),
        *guard("words_rest", "consultations_documentopinion", "BEFORE UPDATE", WORDS),
        *belongs_together(
            "consultations_voteddocumentopinion",
            VOTED,
            "To głosowanie nie dotyczy tej treści albo nie jest głosowaniem jej zespołu.",
        ),
        *belongs_together(
            "consultations_documentadoption",
            ADOPTED,
            "Przyjęcie opinii nie wynika z zamkniętego głosowania nad jej treścią.",
        ),
        *belongs_together(
            "consultations_documentdissent",
            DISSENTED,
            "Zdanie odrębne zgłasza w terminie uprawniony, który nie głosował „za”, przed potwierdzeniem opinii.",
        ),
        *stays("consultations_documentdissentdraft", "adoption_id", "person_id"),
        *belongs_together(
            "consultations_documentconfirmation",
            CONFIRMED,
            "Potwierdzenie wskazuje dokument innego ośrodka albo rodzaju.",
        ),
        *guard(
            "waits_for_dissent",
            "consultations_documentconfirmation",
            "BEFORE INSERT",
            WAITED,
            declare="last_day date;",
        ),
        function("consultations_opinion_has_its_proof", PROOF, declare=DECLARED),
        *(
            trigger_at_commit("opinion_on_document_has_its_proof", table, when, "consultations_opinion_has_its_proof")
            for table, when in WHEN.items()
        ),
    ]
