from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import connection, transaction

ALL = "SELECT, INSERT, UPDATE, DELETE"


class Command(BaseCommand):
    help = "Give the application's database role what it needs, and no more (run as the owner after each migrate)."

    def add_arguments(self, parser):
        parser.add_argument("--role", default=settings.APP_ROLE)

    def handle(self, *, role, **options):
        with transaction.atomic(), connection.cursor() as cursor:
            for statement in statements(connection.ops.quote_name(role)):
                cursor.execute(statement)


def statements(role):
    database = connection.ops.quote_name(connection.settings_dict["NAME"])
    # A temporary table of a name of ours would be read in its place.
    yield f"REVOKE TEMPORARY ON DATABASE {database} FROM PUBLIC, {role}"
    yield f"REVOKE CREATE ON SCHEMA public FROM PUBLIC, {role}"
    yield f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role}"
    yield f"GRANT USAGE ON SCHEMA public TO {role}"
    yield f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}"
    for table, rights in sorted(needed().items()):
        yield f"GRANT {rights} ON {connection.ops.quote_name(table)} TO {role}"


def needed():
    """{table: rights}. The limits on log-in attempts are counted in a table without a model."""
    wanted = {model._meta.db_table: rights_on(model) for model in apps.get_models(include_auto_created=True)}
    return wanted | {settings.CACHES["default"]["LOCATION"]: ALL, "django_migrations": "SELECT"}


def rights_on(model):
    """A view may only be read: what is written through it would be written with its owner's rights. Of our tables
    rows are deleted only where the model says so (`DELETABLE`)."""
    if not model._meta.managed:
        return "SELECT"
    if getattr(model, "INSERT_ONLY", False):
        return "SELECT, INSERT"
    is_ours = model._meta.app_config.name.startswith("apps.")
    return "SELECT, INSERT, UPDATE" if is_ours and not getattr(model, "DELETABLE", False) else ALL
