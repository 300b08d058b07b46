from django.db import migrations

from apps.core.guards import belongs_together, guard, stays

TERM = ["since_on", "until_on", "recorded_at", "recorded_by_id", "centre_id"]


def once_withdrawn(table):
    """A term is born standing, and once withdrawn stays so."""
    body = """
    IF TG_OP = 'INSERT' AND NEW.withdrawn_at IS NOT NULL THEN
        RAISE EXCEPTION 'Nowy zapis nie może być od razu zastąpiony.';
    ELSIF TG_OP = 'UPDATE' AND OLD.withdrawn_at IS NOT NULL THEN
        RAISE EXCEPTION 'Zastąpionego zapisu już się nie zmienia (zatrudnienie, %).', OLD.id;
    END IF;
    RETURN NEW;"""
    return guard("is_withdrawn_once", table, "BEFORE INSERT OR UPDATE", body)


def known_to_the_centre(table, column, of):
    return f"EXISTS (SELECT FROM {table} k WHERE k.id = NEW.{column} AND coalesce(k.centre_id, {of}) = {of})"


def only_while_proposed(table):
    """What was introduced or dropped is kept as it was."""
    body = """
    IF EXISTS (SELECT FROM organisation_variant v WHERE v.status <> 'working'
        AND v.id = CASE WHEN TG_OP = 'DELETE' THEN OLD.variant_id ELSE NEW.variant_id END) THEN
        RAISE EXCEPTION 'Wariant został już rozstrzygnięty i nie zmienia się.';
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.variant_id <> NEW.variant_id THEN
        RAISE EXCEPTION 'Raz zapisane nie zmienia się: variant_id (%).', OLD.id;
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;"""
    return guard("only_while_proposed", table, "BEFORE INSERT OR UPDATE OR DELETE", body)


class Migration(migrations.Migration):
    dependencies = [("organisation", "0008_measures_of_the_program")]
    operations = [
        *stays("organisation_measure", "centre_id", "key"),
        *stays("organisation_measureterm", *TERM, "measure_id", "value", "source"),
        *stays("organisation_indicatorterm", *TERM, "key_post_id", "measure_id", "per", "at_least", "source"),
        *stays("organisation_socialworkerterm", *TERM, "key_post_id", "counts"),
        *once_withdrawn("organisation_measureterm"),
        *once_withdrawn("organisation_indicatorterm"),
        *once_withdrawn("organisation_socialworkerterm"),
        *belongs_together(
            "organisation_measureterm",
            known_to_the_centre("organisation_measure", "measure_id", "NEW.centre_id"),
            "Ta wielkość jest z innego ośrodka.",
        ),
        *belongs_together(
            "organisation_indicatorterm",
            known_to_the_centre("organisation_measure", "measure_id", "NEW.centre_id")
            + " AND "
            + known_to_the_centre("organisation_keypost", "key_post_id", "NEW.centre_id"),
            "Wskaźnik, stanowisko kluczowe i wielkość muszą być z jednego ośrodka.",
        ),
        *belongs_together(
            "organisation_socialworkerterm",
            known_to_the_centre("organisation_keypost", "key_post_id", "NEW.centre_id"),
            "To stanowisko kluczowe jest z innego ośrodka.",
        ),
        *belongs_together(
            "organisation_variantunit",
            """(NEW.unit_id IS NULL OR EXISTS (SELECT FROM organisation_unit u
                JOIN organisation_variant v ON v.centre_id = u.centre_id
                WHERE u.id = NEW.unit_id AND v.id = NEW.variant_id))
            AND (NEW.parent_id IS NULL OR EXISTS (SELECT FROM organisation_variantunit p
                WHERE p.id = NEW.parent_id AND p.variant_id = NEW.variant_id))""",
            "Komórka wariantu, jej komórka nadrzędna i ośrodek muszą do siebie należeć.",
        ),
        *belongs_together(
            "organisation_variantposition",
            """(NEW.position_id IS NULL OR EXISTS (SELECT FROM organisation_position p
                JOIN organisation_variant v ON v.centre_id = p.centre_id
                WHERE p.id = NEW.position_id AND v.id = NEW.variant_id))
            AND EXISTS (SELECT FROM organisation_variantunit u
                WHERE u.id = NEW.unit_id AND u.variant_id = NEW.variant_id)""",
            "Stanowisko wariantu, jego komórka i ośrodek muszą do siebie należeć.",
        ),
        *only_while_proposed("organisation_variantunit"),
        *only_while_proposed("organisation_variantposition"),
    ]
