"""How the database is emptied after a test that committed. Django's flush truncates every table, which costs more than
most of these tests; here only what was written goes, and what Django itself keeps there stays."""

from functools import cache

from django.db import connection, transaction

KEPT = {"django_content_type", "auth_permission"}


def empty():
    """One transaction, so that foreign keys ask only when all is gone; the guards of the tables do not hold a test."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_asked())
        [filled] = cursor.fetchone()
        if filled:
            cursor.execute(";".join(f"ALTER TABLE {name} DISABLE TRIGGER USER" for name in filled))
            cursor.execute(";".join(f"DELETE FROM {name}" for name in filled))
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(";".join(f"ALTER TABLE {name} ENABLE TRIGGER USER" for name in filled))


def let_nobody_vacuum():
    """PostgreSQL's own vacuum locks a table that was emptied, to shorten its file: whoever empties it next waits a
    second until the vacuum is cancelled, or is the victim of a deadlock."""
    with connection.cursor() as cursor:
        cursor.execute(";".join(f"ALTER TABLE {name} SET (autovacuum_enabled = false)" for name in _ours()))


@cache
def _asked():
    """Which of our tables hold a row."""
    ours = _ours()
    each = ", ".join(f"CASE WHEN EXISTS (SELECT FROM {name}) THEN '{name}' END" for name in ours)
    return f"SELECT array_remove(ARRAY[{each}], NULL)"


def _ours():
    names = connection.introspection.django_table_names(only_existing=True, include_views=False)
    return [connection.ops.quote_name(name) for name in names if name not in KEPT]
