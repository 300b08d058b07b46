from django.db import migrations

from apps.core.guards import guard

AT_WORK = """
    IF EXISTS (SELECT FROM opinions_opinion o JOIN orders_issuedorder i ON i.order_id = o.team_id
               WHERE i.id = NEW.entry_id) THEN
        RAISE EXCEPTION 'Zespół z wpisu % pracuje w programie.', NEW.entry_id;
    END IF;
    RETURN NEW;"""


class Migration(migrations.Migration):
    """An entry from paper whose team has begun an opinion is not struck."""

    dependencies = [
        ("opinions", "0006_proof_is_of_this_opinion"),
        ("orders", "0008_entries_of_orders_from_paper"),
    ]
    operations = [*guard("has_no_team_at_work", "orders_struckentry", "BEFORE INSERT", AT_WORK)]
