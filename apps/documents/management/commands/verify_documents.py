from django.core.management.base import BaseCommand, CommandError

from apps.documents.models import FrozenDocument
from apps.documents.reading import damaged_blobs, documents_without_blob, orphaned_blobs


class Command(BaseCommand):
    help = "Check every stored file against its SHA-256 and every document against its file; exits 1 and names them."

    def handle(self, **options):
        faults = [
            *(f"{blob.pk}: zmieniona treść ({_documents_of(blob)})" for blob in damaged_blobs()),
            *(f"{document.code}: brak pliku" for document in documents_without_blob()),
            *(f"{blob.pk}: plik bez dokumentu" for blob in orphaned_blobs()),
        ]
        if faults:
            raise CommandError("Naruszone dokumenty:\n" + "\n".join(faults))
        self.stdout.write(f"Dokumenty są nienaruszone ({FrozenDocument.objects.count()}).")


def _documents_of(blob):
    return ", ".join(FrozenDocument.objects.filter(blob=blob).values_list("code", flat=True)) or "bez dokumentu"
