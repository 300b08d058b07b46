from django.db import migrations, models

from apps.core.guards import guard

# The counter is raised by one and the order is inserted in the same transaction; a counter that runs ahead of the
# register would leave a gap.
NO_JUMP = """
    SELECT coalesce(max(i.number), 0) INTO highest FROM orders_issuedorder i
    WHERE i.centre_id = NEW.centre_id AND i.year = NEW.year;
    IF highest > 0 AND NEW.last > highest + 1 THEN
        RAISE EXCEPTION 'W %. roku ostatnie zarządzenie ma nr %, więc licznik nie może wskazywać %.',
            NEW.year, highest, NEW.last;
    END IF;
    RETURN NEW;"""


class Migration(migrations.Migration):
    """Numbers leave no gap once the program counts and are written once in a centre; two clicks make one draft."""

    dependencies = [("orders", "0005_guards_nobody_switches_off")]
    operations = [
        migrations.AddField(
            model_name="order",
            name="form_key",
            field=models.UUIDField(
                blank=True, editable=False, null=True, unique=True, verbose_name="klucz formularza"
            ),
        ),
        migrations.AddConstraint(
            model_name="issuedorder",
            constraint=models.UniqueConstraint(
                fields=("centre", "number_text"),
                name="order_number_is_written_once_in_a_centre",
                violation_error_message="Ten numer zarządzenia jest już zajęty.",
            ),
        ),
        migrations.AddConstraint(
            model_name="ordercounter",
            constraint=models.CheckConstraint(
                condition=models.Q(("last__lte", 999999), ("year__range", (1990, 2200))),
                name="a_counter_is_a_number_of_a_year",
            ),
        ),
        *guard(
            "never_jumps", "orders_ordercounter", "BEFORE INSERT OR UPDATE", NO_JUMP, declare="highest integer;"
        ),
    ]
