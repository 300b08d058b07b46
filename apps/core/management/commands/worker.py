from django.core.management import call_command
from django_tasks_db.management.commands import db_worker


class Command(db_worker.Command):
    help = "Do the background work; first of all what a killed worker left behind."

    def handle(self, **options):
        call_command("reap_tasks")
        super().handle(**options)
