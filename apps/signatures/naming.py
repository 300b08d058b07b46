"""Which document of ours a wrong file belongs to."""

from django.db.models import Q, QuerySet

from apps.accounts.models import Centre
from apps.core.polish import day_in_words
from apps.documents.models import FrozenDocument

from .inspecting.said import Reading

OF_NOBODY_HERE = "Ten plik to inny dokument utworzony w programie, a nie skan tego zarządzenia."


def refusal(reading: Reading, document: FrozenDocument) -> str:
    """The reading's refusal; alone the document of the same centre that the file belongs to, if any: how to mend a file
    of another document is no help."""
    other = belongs_to(reading, document.centre).exclude(pk=document.pk).first()
    return of_another(other) if other else reading.refusal


def of_another_scan(reading: Reading, document: FrozenDocument) -> str:
    """Why this is no scan of the document: the file is another document of the program, or its foot bears the code of
    another. Empty when it may be. A document of another centre is not named."""
    found = list(FrozenDocument.objects.filter(_told_by(reading)).select_related("centre").order_by("pk"))
    if not found or document in found:
        return ""
    ours = next((one for one in found if one.centre_id == document.centre_id), None)
    return of_another(ours) if ours else OF_NOBODY_HERE


def is_ours(reading: Reading) -> bool:
    """Whether the program itself made the file, or a document with the code that stands on it."""
    made = FrozenDocument.objects.exclude(kind=FrozenDocument.Kind.SCAN)
    return made.filter(_told_by(reading)).exists()


def _told_by(reading: Reading) -> Q:
    return Q(blob_id__in=reading.hashes) | Q(code__in=reading.codes)


def of_another(document: FrozenDocument) -> str:
    said = f"Ten plik dotyczy innego dokumentu ośrodka: {named(document)}"
    return said if said.endswith(".") else f"{said}."


def belongs_to(reading: Reading, centre: Centre) -> QuerySet[FrozenDocument]:
    return FrozenDocument.objects.filter(centre=centre, blob_id__in=reading.hashes).order_by("pk")


def named(document: FrozenDocument) -> str:
    number = f" nr {document.number}" if document.number else ""
    return f"{document.get_kind_display()}{number} z dnia {day_in_words(document.dated_on)}"
