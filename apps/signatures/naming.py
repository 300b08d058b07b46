"""Which document of ours a wrong file belongs to."""

from django.db.models import QuerySet

from apps.accounts.models import Centre
from apps.core.polish import day_in_words
from apps.documents.models import FrozenDocument

from .inspecting.said import Reading


def refusal(reading: Reading, document: FrozenDocument) -> str:
    """The reading's refusal; alone the document of the same centre that the file belongs to, if any: how to mend a file
    of another document is no help."""
    other = belongs_to(reading, document.centre).exclude(pk=document.pk).first()
    return of_another(other) if other else reading.refusal


def of_another(document: FrozenDocument) -> str:
    said = f"Ten plik dotyczy innego dokumentu ośrodka: {named(document)}"
    return said if said.endswith(".") else f"{said}."


def belongs_to(reading: Reading, centre: Centre) -> QuerySet[FrozenDocument]:
    return FrozenDocument.objects.filter(centre=centre, blob_id__in=reading.hashes).order_by("pk")


def named(document: FrozenDocument) -> str:
    number = f" nr {document.number}" if document.number else ""
    return f"{document.get_kind_display()}{number} z dnia {day_in_words(document.dated_on)}"
