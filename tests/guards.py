"""Trying the database's guards: with every trigger ignored that pgtrigger can ignore, and behind temporary tables."""

from contextlib import contextmanager

import psycopg2
from django.conf import settings
from django.db import connection

IGNORABLE = "SELECT tgname FROM pg_trigger WHERE tgname LIKE 'pgtrigger\\_%' ORDER BY tgname"


def ignoring_everything() -> str:
    """The statement that switches off every trigger of pgtrigger until the transaction ends, by its name in the
    database; a name it does not know it ignores silently. Proven in tests/test_guards.py."""
    with connection.cursor() as cursor:
        cursor.execute(IGNORABLE)
        names = [name for (name,) in cursor.fetchall()]
    assert names
    return f"SET LOCAL pgtrigger.ignore = '{{{','.join(names)}}}'; "


def attempt(cursor, attack: str, *, before: str = "") -> str:
    """Run the attack as one transaction, to its end, and say why it was refused."""
    try:
        cursor.execute(f"BEGIN; {before} {attack}; COMMIT")
    except psycopg2.Error as refusal:
        cursor.execute("ROLLBACK")
        return refusal.diag.message_primary
    raise AssertionError(f"not refused: {attack}")


@contextmanager
def temporary_tables_allowed():
    """As if the right that `grant_app_role` takes away were given: for tests of the second line."""
    database, role = map(connection.ops.quote_name, (connection.settings_dict["NAME"], settings.APP_ROLE))
    _run(f"GRANT TEMPORARY ON DATABASE {database} TO {role}")
    try:
        yield
    finally:
        _run(f"REVOKE TEMPORARY ON DATABASE {database} FROM {role}")


def _run(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)
