from django.db import migrations

from apps.core.guards import guard

# The lock is that of apps.core.audit, so that who writes past the program waits for its turn too.
FOLLOWS = """
    PERFORM pg_advisory_xact_lock(7301, coalesce(NEW.centre_id, 0)::int);
    IF NEW.centre_id IS NULL THEN
        SELECT e.sequence, e.hash INTO last_sequence, last_hash FROM core_auditevent e
        WHERE e.centre_id IS NULL ORDER BY e.sequence DESC LIMIT 1;
    ELSE
        SELECT e.sequence, e.hash INTO last_sequence, last_hash FROM core_auditevent e
        WHERE e.centre_id = NEW.centre_id ORDER BY e.sequence DESC LIMIT 1;
    END IF;
    IF NEW.sequence <> coalesce(last_sequence, 0) + 1 OR NEW.previous_hash <> coalesce(last_hash, repeat('0', 64)) THEN
        RAISE EXCEPTION 'Zdarzenie nr % nie następuje po ostatnim zdarzeniu rejestru.', NEW.sequence;
    END IF;
    IF abs(extract(epoch FROM clock_timestamp() - NEW.at)) > 600 THEN
        RAISE EXCEPTION 'Zdarzenie ma inny czas niż zegar bazy: %.', NEW.at;
    END IF;
    RETURN NEW;"""


class Migration(migrations.Migration):
    """Nobody adds to the register of deeds out of turn or in another time."""

    dependencies = [("core", "0002_cache_table")]
    operations = guard(
        "follows_the_last_one",
        "core_auditevent",
        "BEFORE INSERT",
        FOLLOWS,
        declare="last_sequence bigint; last_hash text;",
    )
