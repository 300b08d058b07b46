import time

from django.core.management.base import BaseCommand, CommandError

from apps.core.errors import DomainError
from apps.desk.demo.builder import build


class Command(BaseCommand):
    help = "Build the example centres by the project's own actions; does nothing when they are already there."

    def handle(self, **options):
        began = time.monotonic()
        try:
            built = build()
        except DomainError as refusal:
            raise CommandError(str(refusal)) from refusal
        took = f"{time.monotonic() - began:.0f} s"
        self.stdout.write(f"Ośrodki przykładowe: zbudowane ({took})." if built else "Ośrodki przykładowe: już są.")
