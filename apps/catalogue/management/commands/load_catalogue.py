from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from apps.catalogue.actions import load_catalogue
from apps.catalogue.content import is_loaded, read
from apps.core.errors import DomainError

FIRST = settings.BASE_DIR / "fixtures" / "catalogue" / "tabela1.json"


class Command(BaseCommand):
    help = "Load and publish a version of Tabela 1; a version already loaded in the same wording is left alone."

    def add_arguments(self, parser):
        parser.add_argument("path", nargs="?", default=FIRST)

    def handle(self, *, path, **options):
        data = read(path)
        if is_loaded(data):
            self.stdout.write(f"Tabela 1, wersja {data['number']}: już jest.")
            return
        try:
            self.stdout.write(f"{load_catalogue(data, by=None)}: wczytana i opublikowana.")
        except DomainError as refusal:
            raise CommandError(str(refusal)) from refusal
