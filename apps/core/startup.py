"""The application refuses to work as the owner of the tables or as a superuser: they could change what was issued."""

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db.backends.signals import connection_created
from django.dispatch import receiver

_POWERS = """
SELECT rolsuper OR EXISTS (
    SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = current_schema() AND c.relkind = 'r' AND pg_has_role(current_user, c.relowner, 'USAGE'))
FROM pg_roles WHERE rolname = current_user
"""


@receiver(connection_created)
def refuse_a_powerful_role(connection, **kwargs):
    if settings.AS_OWNER:
        return
    with connection.cursor() as cursor:
        cursor.execute(_POWERS)
        if cursor.fetchone()[0]:
            connection.close()
            raise ImproperlyConfigured(
                "DATABASE_URL wskazuje właściciela tabel albo superużytkownika. Ustaw w nim zwykłą rolę aplikacji, "
                "a adres właściciela wpisz w DATABASE_OWNER_URL."
            )
