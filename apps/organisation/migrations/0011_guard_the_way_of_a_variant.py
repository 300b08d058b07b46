from django.db import migrations
from django.db.migrations import RunSQL

from apps.core.guards import OUR_TABLES, belongs_together, guard, stays

BEFORE = ["working:dropped", "working:introduced"]
MOVES = ["introduced:working", "submitted:introduced", "submitted:working", "working:dropped", "working:submitted"]


def moves(of):
    return f"""
CREATE OR REPLACE FUNCTION organisation_variant_moves_by_the_table() RETURNS trigger LANGUAGE plpgsql
{OUR_TABLES} AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.status <> 'working' THEN
            RAISE EXCEPTION 'Stan początkowy to „working”, a nie „%”.', NEW.status;
        END IF;
    ELSIF NEW.status <> OLD.status AND OLD.status || ':' || NEW.status <> ALL ('{{{",".join(of)}}}') THEN
        RAISE EXCEPTION 'Nie ma kroku ze stanu „%” do stanu „%”.', OLD.status, NEW.status;
    END IF;
    RETURN NEW;
END $$"""


# What the director reads is not changed; introducing it only says which unit or position of the centre each new row is.
UNTOUCHED = """ AND NOT (v.status = 'submitted' AND TG_OP = 'UPDATE' AND to_jsonb(OLD) ->> '{link}' IS NULL
        AND to_jsonb(NEW) - '{link}' = to_jsonb(OLD) - '{link}')"""


def only_while_proposed(table, but=""):
    body = f"""
    IF EXISTS (SELECT FROM organisation_variant v WHERE v.status <> 'working'{but}
        AND v.id = CASE WHEN TG_OP = 'DELETE' THEN OLD.variant_id ELSE NEW.variant_id END) THEN
        RAISE EXCEPTION 'Wariant został już rozstrzygnięty i nie zmienia się.';
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.variant_id <> NEW.variant_id THEN
        RAISE EXCEPTION 'Raz zapisane nie zmienia się: variant_id (%).', OLD.id;
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;"""
    return (
        f"CREATE OR REPLACE FUNCTION {table}_only_while_proposed() RETURNS trigger LANGUAGE plpgsql {OUR_TABLES} "
        f"AS $$\nBEGIN\n{body}\nEND\n$$"
    )


def of_rows(table, link):
    return RunSQL(only_while_proposed(table, UNTOUCHED.format(link=link)), only_while_proposed(table))


IN_FORCE = """
    IF OLD.status = 'introduced' AND NEW.status <> 'introduced'
        AND OLD.introduced_on <= (now() AT TIME ZONE 'Europe/Warsaw')::date THEN
        RAISE EXCEPTION 'Struktura już obowiązuje. Wprowadzenie można wycofać tylko przed jego dniem.';
    END IF;
    RETURN NEW;"""


class Migration(migrations.Migration):
    dependencies = [("organisation", "0010_variants_are_handed_over_and_people_move")]
    operations = [
        RunSQL(moves(MOVES), moves(BEFORE)),
        *guard("what_is_in_force_stays", "organisation_variant", "BEFORE UPDATE", IN_FORCE),
        of_rows("organisation_variantunit", "unit_id"),
        of_rows("organisation_variantposition", "position_id"),
        RunSQL(
            [
                only_while_proposed("organisation_variantmove"),
                "CREATE TRIGGER only_while_proposed BEFORE INSERT OR UPDATE OR DELETE ON organisation_variantmove "
                "FOR EACH ROW EXECUTE FUNCTION organisation_variantmove_only_while_proposed()",
            ],
            [
                "DROP TRIGGER only_while_proposed ON organisation_variantmove",
                "DROP FUNCTION organisation_variantmove_only_while_proposed()",
            ],
        ),
        *stays("organisation_variantmove", "variant_id", "person_id", "position_id", "target_id"),
        *belongs_together(
            "organisation_variantmove",
            """EXISTS (SELECT FROM organisation_variant v
                JOIN accounts_person w ON w.centre_id = v.centre_id
                JOIN organisation_position p ON p.centre_id = v.centre_id
                WHERE v.id = NEW.variant_id AND w.id = NEW.person_id AND p.id = NEW.position_id)
            AND (NEW.target_id IS NULL OR EXISTS (SELECT FROM organisation_variantposition t
                WHERE t.id = NEW.target_id AND t.variant_id = NEW.variant_id
                AND t.position_id IS DISTINCT FROM NEW.position_id))""",
            "Osoba, jej stanowisko i stanowisko w wariancie muszą do siebie należeć.",
        ),
    ]
