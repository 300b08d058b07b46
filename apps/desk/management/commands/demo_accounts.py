from itertools import groupby

from django.core.management.base import BaseCommand

from apps.desk.demo.source import PASSWORD, accounts


class Command(BaseCommand):
    help = "Print addresses of the example accounts and their one password."

    def handle(self, **options):
        self.stdout.write(f"Konta przykładowe (hasło każdego: {PASSWORD})")
        for where, people in groupby(accounts(), key=lambda account: account[0]):
            self.stdout.write(f"  {where}")
            for _, who, email in people:
                self.stdout.write(f"    {email:<42} {who}")
