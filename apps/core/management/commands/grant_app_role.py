from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import connection


class Command(BaseCommand):
    help = "Give the application's database role what it needs, and no more (run as the owner after each migrate)."

    def add_arguments(self, parser):
        parser.add_argument("--role", default=settings.APP_ROLE)

    def handle(self, *, role, **options):
        with connection.cursor() as cursor:
            for statement in statements(connection.ops.quote_name(role)):
                cursor.execute(statement)


def statements(role):
    once = [model._meta.db_table for model in apps.get_models() if getattr(model, "INSERT_ONLY", False)]
    yield f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role}"
    yield f"GRANT USAGE ON SCHEMA public TO {role}"
    yield f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}"
    yield f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}"
    yield f"REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {role}"
    for table in once:
        yield f"REVOKE UPDATE, DELETE ON {connection.ops.quote_name(table)} FROM {role}"
