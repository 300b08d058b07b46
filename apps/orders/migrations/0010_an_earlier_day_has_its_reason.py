from django.db import migrations

from apps.core.guards import guard

# The owner, who migrates and mends, is let through, as where an order takes its number.
IN_ORDER = """
    IF pg_has_role(current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'USAGE')
       OR NEW.origin = 'recorded' OR btrim(NEW.chronology_reason) <> '' THEN
        RETURN NEW;
    END IF;
    IF EXISTS (SELECT FROM orders_issuedorder i
               WHERE i.centre_id = NEW.centre_id AND i.signed_on > NEW.signed_on
                 AND NOT EXISTS (SELECT FROM orders_struckentry s WHERE s.entry_id = i.id)) THEN
        RAISE EXCEPTION 'Zarządzenie % ma datę wcześniejszą niż poprzednie, a nie podano powodu.', NEW.number_text;
    END IF;
    RETURN NEW;"""


class Migration(migrations.Migration):
    """No order is dated before its predecessor without a stated reason."""

    dependencies = [("orders", "0009_the_legal_adviser")]
    operations = [*guard("days_run_with_numbers", "orders_issuedorder", "BEFORE INSERT", IN_ORDER)]
