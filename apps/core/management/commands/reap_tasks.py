from django.core.management.base import BaseCommand

from apps.core.actions import revive_abandoned_tasks


class Command(BaseCommand):
    help = "Put tasks of a killed worker back into the queue (run when a worker starts)."

    def handle(self, **options):
        if revived := revive_abandoned_tasks(by=None):
            self.stdout.write(f"Wznowione zadania: {revived}.")
