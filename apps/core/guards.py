"""Guards that the database itself keeps, as SQL for migrations (ADR 0009).

Plain triggers: `SET pgtrigger.ignore` does not switch them off. Their functions look only at our tables, so that a
temporary table of the same name deceives none of them."""

from django.db.migrations import RunSQL

OUR_TABLES = "SET search_path = pg_catalog, public, pg_temp"


def function(name: str, body: str, *, declare: str = "") -> RunSQL:
    """A trigger's function."""
    code = f"DECLARE {declare}\nBEGIN\n{body}\nEND"
    return RunSQL(
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql {OUR_TABLES} AS $$\n{code}\n$$",
        f"DROP FUNCTION {name}()",
    )


def trigger(name: str, table: str, when: str, calls: str) -> RunSQL:
    """`when`: e.g. BEFORE INSERT."""
    return RunSQL(
        f"CREATE TRIGGER {name} {when} ON {table} FOR EACH ROW EXECUTE FUNCTION {calls}()",
        f"DROP TRIGGER {name} ON {table}",
    )


def trigger_at_commit(name: str, table: str, when: str, calls: str) -> RunSQL:
    """Asked at the end of the transaction, when all that belongs together has been written. `when`: AFTER …"""
    return RunSQL(
        f"CREATE CONSTRAINT TRIGGER {name} {when} ON {table} DEFERRABLE INITIALLY DEFERRED "
        f"FOR EACH ROW EXECUTE FUNCTION {calls}()",
        f"DROP TRIGGER {name} ON {table}",
    )


def guard(name: str, table: str, when: str, body: str, *, declare: str = "") -> list[RunSQL]:
    """A trigger with a function of its own."""
    own = f"{table}_{name}"
    return [function(own, body, declare=declare), trigger(name, table, when, own)]


def moves_by_the_table(table: str, born: str, moves: list[str]) -> list[RunSQL]:
    """`moves`: „from:to”, what `Workflow.transitions` says; a test holds the two against each other."""
    body = f"""
    IF TG_OP = 'INSERT' THEN
        IF NEW.status <> '{born}' THEN
            RAISE EXCEPTION 'Stan początkowy to „{born}”, a nie „%”.', NEW.status;
        END IF;
    ELSIF NEW.status <> OLD.status AND OLD.status || ':' || NEW.status <> ALL ('{{{",".join(moves)}}}') THEN
        RAISE EXCEPTION 'Nie ma kroku ze stanu „%” do stanu „%”.', OLD.status, NEW.status;
    END IF;
    RETURN NEW;"""
    return guard("moves_by_the_table", table, "BEFORE INSERT OR UPDATE", body)


def stays(table: str, *columns: str) -> list[RunSQL]:
    """These columns keep what they were born with."""
    old, new = (", ".join(f"{row}.{column}" for column in columns) for row in ("OLD", "NEW"))
    body = f"""
    IF ROW({old}) IS DISTINCT FROM ROW({new}) THEN
        RAISE EXCEPTION 'Raz zapisane nie zmienia się: {", ".join(columns)} ({table} %).', OLD.id;
    END IF;
    RETURN NEW;"""
    return guard("stays_where_it_is", table, "BEFORE UPDATE", body)


def belongs_together(table: str, only_when: str, refusal: str) -> list[RunSQL]:
    """A new row is refused unless the condition (over NEW and our tables) holds."""
    body = f"""
    IF ({only_when}) IS NOT TRUE THEN
        RAISE EXCEPTION '{refusal}';
    END IF;
    RETURN NEW;"""
    return guard("belongs_together", table, "BEFORE INSERT", body)


def looks_only_at_our_tables(*functions: str) -> list[RunSQL]:
    """The same for functions that earlier migrations made."""
    return [RunSQL(f"ALTER FUNCTION {name}() {OUR_TABLES}", RunSQL.noop) for name in functions]
