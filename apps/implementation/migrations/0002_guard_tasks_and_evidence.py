from django.db import migrations

from apps.core.guards import belongs_together, function, guard, stays, trigger_at_commit

MOVES = ["done:in_work", "in_work:done", "in_work:to_do", "to_do:done", "to_do:in_work"]
MOVE = f"""
    IF TG_OP = 'INSERT' THEN
        IF NEW.state <> 'to_do' THEN
            RAISE EXCEPTION 'Zadanie zaczyna się od stanu „to_do”, a nie „%”.', NEW.state;
        END IF;
    ELSIF NEW.state <> OLD.state AND OLD.state || ':' || NEW.state <> ALL ('{{{",".join(MOVES)}}}') THEN
        RAISE EXCEPTION 'Nie ma kroku ze stanu „%” do stanu „%”.', OLD.state, NEW.state;
    END IF;
    RETURN NEW;"""
OF_ITS_TABLE = """EXISTS (
        SELECT FROM projects_pilot p JOIN catalogue_finalproduct f ON f.version_id = p.catalogue_version_id
        JOIN catalogue_implementationstep s ON s.product_id = f.id WHERE p.id = NEW.pilot_id AND s.id = NEW.step_id
    )"""
PHASE = """
    IF NEW.phase_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM implementation_phase WHERE id = NEW.phase_id AND pilot_id = NEW.pilot_id
    ) THEN
        RAISE EXCEPTION 'Etap należy do innego pilotażu.';
    END IF;
    RETURN NEW;"""
OF_THE_CENTRE = """EXISTS (
        SELECT FROM implementation_task t JOIN projects_pilot p ON p.id = t.pilot_id
        JOIN accounts_person o ON o.centre_id = p.centre_id WHERE t.id = NEW.task_id AND o.id = NEW.person_id
    )"""
# The piece's row is locked, so that it is not withdrawn while it is being linked.
SHOWS = """
    PERFORM FROM implementation_evidence WHERE id = NEW.evidence_id FOR SHARE;
    IF NOT EXISTS (
        SELECT FROM implementation_task t JOIN implementation_evidence e ON e.pilot_id = t.pilot_id
        WHERE t.id = NEW.task_id AND e.id = NEW.evidence_id AND e.withdrawn_at IS NULL
    ) THEN
        RAISE EXCEPTION 'Zadanie pokazuje dowód tego samego pilotażu, który nie został wycofany.';
    END IF;
    RETURN NEW;"""
# The pilot's row is locked, so that two pieces added at once follow one another.
NUMBER = """
    PERFORM FROM projects_pilot WHERE id = NEW.pilot_id FOR NO KEY UPDATE;
    IF NEW.number <> 1 + coalesce((SELECT max(number) FROM implementation_evidence WHERE pilot_id = NEW.pilot_id), 0)
    THEN
        RAISE EXCEPTION 'Numery dowodów w pilotażu idą po kolei.';
    END IF;
    RETURN NEW;"""
VERSION = """
    SELECT kind, withdrawn_at INTO piece FROM implementation_evidence WHERE id = NEW.evidence_id FOR NO KEY UPDATE;
    IF piece.withdrawn_at IS NOT NULL THEN
        RAISE EXCEPTION 'Wycofany dowód nie ma następnych wersji.';
    END IF;
    IF NEW.version <> 1 + coalesce(
        (SELECT max(version) FROM implementation_evidenceversion WHERE evidence_id = NEW.evidence_id), 0
    ) THEN
        RAISE EXCEPTION 'Wersje dowodu idą po kolei.';
    END IF;
    IF (NEW.blob_id IS NULL, NEW.address = '', NEW.statement = '') IS DISTINCT FROM
        (piece.kind = 'statement', piece.kind <> 'link', piece.kind <> 'statement') THEN
        RAISE EXCEPTION 'Wersja dowodu nie jest tym, czym jest dowód.';
    END IF;
    IF NEW.sha256 <> coalesce(NEW.blob_id, encode(sha256(convert_to(NEW.statement, 'UTF8')), 'hex')) THEN
        RAISE EXCEPTION 'SHA-256 nie zgadza się z treścią dowodu.';
    END IF;
    RETURN NEW;"""
WITHDRAWN = """
    IF OLD.withdrawn_at IS NOT NULL AND NEW IS DISTINCT FROM OLD THEN
        RAISE EXCEPTION 'Wycofany dowód się nie zmienia.';
    END IF;
    RETURN NEW;"""
CURRENT = """
    piece := coalesce((said ->> 'evidence_id')::bigint, (said ->> 'id')::bigint);
    IF (SELECT current_id FROM implementation_evidence WHERE id = piece) IS DISTINCT FROM (
        SELECT id FROM implementation_evidenceversion WHERE evidence_id = piece ORDER BY version DESC LIMIT 1
    ) OR NOT EXISTS (SELECT FROM implementation_evidenceversion WHERE evidence_id = piece) THEN
        RAISE EXCEPTION 'Obowiązuje ostatnia wersja dowodu %.', piece;
    END IF;
    RETURN NULL;"""
EVIDENCE, KEPT = "implementation_evidence", "implementation_evidenceversion"
TASK = "implementation_task"


class Migration(migrations.Migration):
    """Tasks move by their table and stay in their pilot; evidence is numbered without gaps and its versions last."""

    dependencies = [("implementation", "0001_phases_tasks_evidence")]
    operations = [
        *stays("implementation_phase", "pilot_id"),
        *stays(TASK, "pilot_id", "step_id"),
        *guard("moves_by_the_table", TASK, "BEFORE INSERT OR UPDATE", MOVE),
        *belongs_together(TASK, OF_ITS_TABLE, "Zadanie jest krokiem innej wersji Tabeli 1 niż wersja pilotażu."),
        *guard("phase_is_of_the_pilot", TASK, "BEFORE INSERT OR UPDATE", PHASE),
        *stays("implementation_taskholder", "task_id", "person_id"),
        *belongs_together("implementation_taskholder", OF_THE_CENTRE, "Zadanie wykonuje osoba z innego ośrodka."),
        *stays("implementation_taskevidence", "task_id", "evidence_id"),
        *guard("shows_its_own", "implementation_taskevidence", "BEFORE INSERT", SHOWS),
        *stays(EVIDENCE, "pilot_id", "number", "kind", "added_by_id", "added_at"),
        *guard("is_numbered_in_order", EVIDENCE, "BEFORE INSERT", NUMBER),
        *guard("withdrawn_stays", EVIDENCE, "BEFORE UPDATE", WITHDRAWN),
        *guard("follows_the_last", KEPT, "BEFORE INSERT", VERSION, declare="piece record;"),
        function(f"{EVIDENCE}_last_version_holds", CURRENT, declare="said jsonb := to_jsonb(NEW); piece bigint;"),
        trigger_at_commit(
            "last_version_holds", EVIDENCE, "AFTER INSERT OR UPDATE", f"{EVIDENCE}_last_version_holds"
        ),
        trigger_at_commit("last_version_holds", KEPT, "AFTER INSERT", f"{EVIDENCE}_last_version_holds"),
    ]
