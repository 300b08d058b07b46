from django.db import migrations

# Plain triggers, which `SET LOCAL pgtrigger.ignore` does not switch off. The owner, who migrates and mends, is let
# through where an order enters the register; the application's role never is.

REFUSE_CHANGE = """
CREATE FUNCTION orders_refuse_change_of_issued() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Zarządzenie % jest wydane i nie można go zmienić ani usunąć.', OLD.id;
END $$;
CREATE TRIGGER issued_is_issued BEFORE UPDATE OR DELETE ON orders_order
    FOR EACH ROW WHEN (OLD.status = 'issued') EXECUTE FUNCTION orders_refuse_change_of_issued();
"""

NUMBER_COMES_FROM_THE_COUNTER = """
CREATE FUNCTION orders_number_comes_from_the_counter() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF pg_has_role(current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'USAGE') THEN
        RETURN NEW;
    END IF;
    IF NOT EXISTS (SELECT FROM orders_ordercounter c
                   WHERE c.centre_id = NEW.centre_id AND c.year = NEW.year AND c.last = NEW.number) THEN
        RAISE EXCEPTION 'Numer %/% nie pochodzi z licznika zarządzeń ośrodka.', NEW.number, NEW.year;
    END IF;
    IF NOT EXISTS (SELECT FROM orders_order o
                   WHERE o.id = NEW.order_id AND o.centre_id = NEW.centre_id AND o.status = 'draft') THEN
        RAISE EXCEPTION 'Zarządzenie % nie jest projektem tego ośrodka.', NEW.order_id;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER number_comes_from_the_counter BEFORE INSERT ON orders_issuedorder
    FOR EACH ROW EXECUTE FUNCTION orders_number_comes_from_the_counter();
"""

# Checked at commit: never half an order.
BOTH_OR_NEITHER = """
CREATE FUNCTION orders_issued_has_its_text() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM orders_issuedorder i WHERE i.order_id = NEW.id) THEN
        RAISE EXCEPTION 'Zarządzenie % oznaczono jako wydane bez wydanej treści.', NEW.id;
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER issued_has_its_text AFTER UPDATE ON orders_order
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NEW.status = 'issued') EXECUTE FUNCTION orders_issued_has_its_text();

CREATE FUNCTION orders_text_is_of_an_issued_order() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT pg_has_role(current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'USAGE')
       AND NOT EXISTS (SELECT FROM orders_order o WHERE o.id = NEW.order_id AND o.status = 'issued') THEN
        RAISE EXCEPTION 'Treść zarządzenia % zapisano, a zarządzenia nie wydano.', NEW.order_id;
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER text_is_of_an_issued_order AFTER INSERT ON orders_issuedorder
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION orders_text_is_of_an_issued_order();
"""

COUNTER_NEVER_FALLS_BELOW = """
CREATE FUNCTION orders_counter_never_falls_below() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    highest integer;
BEGIN
    SELECT coalesce(max(i.number), 0) INTO highest FROM orders_issuedorder i
    WHERE i.centre_id = OLD.centre_id AND i.year = OLD.year;
    IF TG_OP = 'DELETE' AND highest = 0 THEN
        RETURN OLD;
    END IF;
    IF TG_OP = 'DELETE' OR (NEW.centre_id, NEW.year) <> (OLD.centre_id, OLD.year) OR NEW.last < highest THEN
        RAISE EXCEPTION 'W %. roku wydano już zarządzenie nr %.', OLD.year, highest;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER counter_never_falls_below BEFORE UPDATE OR DELETE ON orders_ordercounter
    FOR EACH ROW EXECUTE FUNCTION orders_counter_never_falls_below();
"""


class Migration(migrations.Migration):
    """An issued order is never changed, never half issued, and takes its number from its centre's counter."""

    dependencies = [("orders", "0003_orders_follow_their_workflow")]
    operations = [
        migrations.RunSQL(REFUSE_CHANGE, "DROP FUNCTION orders_refuse_change_of_issued CASCADE"),
        migrations.RunSQL(
            NUMBER_COMES_FROM_THE_COUNTER, "DROP FUNCTION orders_number_comes_from_the_counter CASCADE"
        ),
        migrations.RunSQL(
            BOTH_OR_NEITHER,
            "DROP FUNCTION orders_issued_has_its_text CASCADE; DROP FUNCTION orders_text_is_of_an_issued_order CASCADE",
        ),
        migrations.RunSQL(COUNTER_NEVER_FALLS_BELOW, "DROP FUNCTION orders_counter_never_falls_below CASCADE"),
    ]
