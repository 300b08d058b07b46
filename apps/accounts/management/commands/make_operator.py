from django.core.management.base import BaseCommand, CommandError

from apps.accounts.actions import make_first_operator
from apps.accounts.notifications import invitation_link
from apps.core.errors import DomainError


class Command(BaseCommand):
    help = "Make the installation's administrator, who then makes centres in the browser; prints the invitation link."

    def add_arguments(self, parser):
        parser.add_argument("email")
        parser.add_argument("full_name")
        parser.add_argument("--another", action="store_true", help="add one although there is an administrator already")

    def handle(self, *, email, full_name, another, **options):
        try:
            invitation = make_first_operator(email, full_name, another=another, by=None)
        except DomainError as refusal:
            raise CommandError(str(refusal))
        self.stdout.write(f"Konto: {invitation.user.email}")
        self.stdout.write(f"Ustaw hasło w ciągu 7 dni: {invitation_link(invitation.token)}")
