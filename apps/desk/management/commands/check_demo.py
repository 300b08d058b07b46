from django.core.management.base import BaseCommand, CommandError

from apps.desk.demo.checking import defects


class Command(BaseCommand):
    help = "Refuse (exit 1) when any row of the example centres lacks its action's audit event."

    def handle(self, **options):
        if found := defects():
            raise CommandError("\n".join(["Dane przykładowe nie powstały w całości z czynności programu.", *found]))
        self.stdout.write("Dane przykładowe: każdy zapis ma swój ślad.")
