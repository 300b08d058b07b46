from django.core.management.base import BaseCommand, CommandError

from apps.accounts.factors.actions import remove_second_factor
from apps.accounts.models import User
from apps.core.errors import DomainError


class Command(BaseCommand):
    help = "Switch two-step log-in off for an operator who lost the phone, and whom nobody else can help."

    def add_arguments(self, parser):
        parser.add_argument("email")

    def handle(self, *, email, **options):
        account = User.objects.filter(email=email.strip().lower()).first()
        if account is None:
            raise CommandError("Nie ma konta z tym adresem.")
        try:
            remove_second_factor(account, by=None)
        except DomainError as refusal:
            raise CommandError(str(refusal))
        self.stdout.write(f"Wyłączono logowanie dwuetapowe: {account}.")
