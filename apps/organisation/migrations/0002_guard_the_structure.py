from django.db import migrations

from apps.core.guards import belongs_together, function, guard, stays, trigger_at_commit

TERM = ["since_on", "until_on", "recorded_at", "recorded_by_id"]
UNIT_TERM = ["unit_id", "parent_id", "name", "symbol", "rank"]
POSITION_TERM = ["position_id", "unit_id", "name", "symbol", "fte", "key_post_id", "leads"]
EMPLOYMENT = ["position_id", "person_id", "fte"]


def once_withdrawn(table):
    """A term is born standing, and once withdrawn stays so."""
    body = """
    IF TG_OP = 'INSERT' AND NEW.withdrawn_at IS NOT NULL THEN
        RAISE EXCEPTION 'Nowy zapis nie może być od razu zastąpiony.';
    ELSIF TG_OP = 'UPDATE' AND OLD.withdrawn_at IS NOT NULL THEN
        RAISE EXCEPTION 'Zastąpionego zapisu już się nie zmienia (organizacja, %).', OLD.id;
    END IF;
    RETURN NEW;"""
    return guard("is_withdrawn_once", table, "BEFORE INSERT OR UPDATE", body)


def uncovered(below, key, above, of):
    """Whether a standing row of `below` lasts a day on which what it belongs to does not stand."""
    return f"""NOT coalesce((
        SELECT range_agg(daterange(a.since_on, a.until_on)) FROM {above} a
        WHERE a.{of} = {below}.{key} AND a.withdrawn_at IS NULL
    ) @> daterange({below}.since_on, {below}.until_on), false)"""


def refuse(found, where, words):
    return f"""
    SELECT string_agg(DISTINCT {found}, ', ') INTO said {where};
    IF said IS NOT NULL THEN
        RAISE EXCEPTION '{words}', said;
    END IF;"""


SUBUNITS = refuse(
    "'„' || c.name || '”'",
    f"""FROM organisation_unitterm c WHERE c.withdrawn_at IS NULL AND c.parent_id IS NOT NULL
        AND (c.unit_id = NEW.unit_id OR c.parent_id = NEW.unit_id)
        AND {uncovered("c", "parent_id", "organisation_unitterm", "unit_id")}""",
    "W tym czasie nie byłoby komórki nadrzędnej dla: %. Najpierw zmień ich podległość albo zamknij te komórki.",
)
POSTS = refuse(
    "'„' || p.name || '”'",
    f"""FROM organisation_positionterm p WHERE p.withdrawn_at IS NULL AND p.unit_id = NEW.unit_id
        AND {uncovered("p", "unit_id", "organisation_unitterm", "unit_id")}""",
    "W tym czasie nie byłoby komórki dla stanowisk: %. Najpierw przenieś je albo zamknij.",
)
PEOPLE = refuse(
    "w.first_name || ' ' || w.last_name",
    f"""FROM organisation_employment e JOIN accounts_person w ON w.id = e.person_id
        WHERE e.withdrawn_at IS NULL AND e.position_id = NEW.position_id
        AND {uncovered("e", "position_id", "organisation_positionterm", "position_id")}""",
    "W tym czasie nie byłoby stanowiska dla osób: %. Najpierw zakończ ich zatrudnienie na nim albo je przenieś.",
)
NO_CYCLE = """
    IF NEW.withdrawn_at IS NULL AND EXISTS (
        WITH RECURSIVE above(unit_id, days) AS (
            SELECT NEW.parent_id, daterange(NEW.since_on, NEW.until_on) WHERE NEW.parent_id IS NOT NULL
            UNION
            SELECT t.parent_id, above.days * daterange(t.since_on, t.until_on)
            FROM above JOIN organisation_unitterm t ON t.unit_id = above.unit_id
            WHERE t.withdrawn_at IS NULL AND t.parent_id IS NOT NULL
            AND above.days && daterange(t.since_on, t.until_on) AND above.unit_id <> NEW.unit_id
        ) SELECT FROM above WHERE unit_id = NEW.unit_id
    ) THEN
        RAISE EXCEPTION 'Komórka „%” podlegałaby sama sobie.', NEW.name;
    END IF;"""


def whole(table, body):
    name = f"{table}_structure_is_whole"
    return [
        function(name, body + "\n    RETURN NULL;", declare="said text;"),
        trigger_at_commit(name, table, "AFTER INSERT OR UPDATE", name),
    ]


class Migration(migrations.Migration):
    dependencies = [("organisation", "0001_units_positions_employments")]
    operations = [
        *stays("organisation_unit", "centre_id"),
        *stays("organisation_position", "centre_id"),
        *stays("organisation_keypost", "centre_id"),
        *stays("organisation_unitterm", *TERM, *UNIT_TERM),
        *stays("organisation_positionterm", *TERM, *POSITION_TERM),
        *stays("organisation_employment", *TERM, *EMPLOYMENT),
        *once_withdrawn("organisation_unitterm"),
        *once_withdrawn("organisation_positionterm"),
        *once_withdrawn("organisation_employment"),
        *belongs_together(
            "organisation_unitterm",
            """NEW.parent_id IS NULL OR EXISTS (SELECT FROM organisation_unit u JOIN organisation_unit p
                ON p.centre_id = u.centre_id WHERE u.id = NEW.unit_id AND p.id = NEW.parent_id)""",
            "Komórka nadrzędna jest z innego ośrodka.",
        ),
        *belongs_together(
            "organisation_positionterm",
            """EXISTS (SELECT FROM organisation_position p JOIN organisation_unit u ON u.centre_id = p.centre_id
                WHERE p.id = NEW.position_id AND u.id = NEW.unit_id AND (NEW.key_post_id IS NULL OR EXISTS (
                SELECT FROM organisation_keypost k WHERE k.id = NEW.key_post_id
                AND coalesce(k.centre_id, p.centre_id) = p.centre_id)))""",
            "Stanowisko, komórka i stanowisko kluczowe muszą być z jednego ośrodka.",
        ),
        *belongs_together(
            "organisation_employment",
            """EXISTS (SELECT FROM organisation_position p JOIN accounts_person w ON w.centre_id = p.centre_id
                WHERE p.id = NEW.position_id AND w.id = NEW.person_id)""",
            "Osoba i stanowisko są z różnych ośrodków.",
        ),
        *whole("organisation_unitterm", SUBUNITS + POSTS + NO_CYCLE),
        *whole("organisation_positionterm", POSTS + PEOPLE),
        *whole("organisation_employment", PEOPLE),
    ]
