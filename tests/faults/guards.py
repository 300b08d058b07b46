"""What goes wrong in the database of a test: a trigger that fails or dawdles, and is taken away after it."""

from contextlib import contextmanager

from django.db import connection


@contextmanager
def spoiled(table, body, when="BEFORE INSERT"):
    """While the block lasts, each row written to the table runs `body` (PL/pgSQL) first."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE SEQUENCE IF NOT EXISTS spoiled_tries")
        cursor.execute("GRANT USAGE ON SEQUENCE spoiled_tries TO PUBLIC")
        cursor.execute(
            f"CREATE FUNCTION spoiled() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} RETURN NEW; END $$"
        )
        cursor.execute(f"CREATE TRIGGER aaa_spoiled {when} ON {table} FOR EACH ROW EXECUTE FUNCTION spoiled()")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP TRIGGER aaa_spoiled ON {table}")
            cursor.execute("DROP FUNCTION spoiled()")
            cursor.execute("DROP SEQUENCE spoiled_tries")


def tries():
    """How many rows were tried since the block began; sequences forget no rollback."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM spoiled_tries")
        return cursor.fetchone()[0]


def raising(sqlstate, words):
    return f"PERFORM nextval('spoiled_tries'); RAISE EXCEPTION '{words}' USING ERRCODE = '{sqlstate}';"
