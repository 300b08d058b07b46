"""The application refuses to work with more power over the database than it needs: it could change what was issued."""

import sys

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db.backends.signals import connection_created
from django.dispatch import receiver

# Asked about every role it may become, inherited or by SET ROLE, and about who logged in, whatever `-c role=` says.
_POWERS = """
SELECT EXISTS (
    SELECT FROM pg_roles r
    WHERE pg_has_role(session_user, r.oid, 'MEMBER') AND (
        r.rolsuper OR r.rolcreaterole OR r.rolcreatedb OR r.rolreplication OR r.rolbypassrls
        OR r.rolname IN ('pg_write_all_data', 'pg_execute_server_program', 'pg_write_server_files')
        OR r.oid = (SELECT datdba FROM pg_database WHERE datname = current_database())
        OR r.oid IN (SELECT nspowner FROM pg_namespace WHERE nspname = 'public')
        OR r.oid IN (SELECT c.relowner FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace)))
"""
_SERVERS = {"worker", "db_worker", "runserver"}


@receiver(connection_created)
def refuse_a_powerful_role(connection, **kwargs):
    if settings.AS_OWNER:
        return
    with connection.cursor() as cursor:
        cursor.execute(_POWERS)
        if cursor.fetchone()[0]:
            connection.close()
            raise ImproperlyConfigured(
                "DATABASE_URL wskazuje właściciela tabel albo bazy, superużytkownika albo rolę, która może się nimi "
                "stać. Ustaw w nim zwykłą rolę aplikacji, a adres właściciela wpisz w DATABASE_OWNER_URL."
            )


def refuse_to_serve_as_owner():
    """Who migrates is the owner; who answers people or works in the background never is."""
    if settings.AS_OWNER:
        raise ImproperlyConfigured(
            "MOPS_AS_OWNER=1 służy tylko poleceniom właściciela bazy, np. migrate. Serwer WWW i zadania w tle "
            "uruchom bez tej zmiennej."
        )


def refuse_to_run_servers_as_owner():
    """The same for the servers that manage.py starts."""
    if _SERVERS & set(sys.argv[1:2]):
        refuse_to_serve_as_owner()
