"""Experts' documents that an order concerns: remarks of teams to its draft, and an annex that says something else than
the accepted version it was made of."""

from apps.consultations.outcome.annexing import annex_of
from apps.consultations.outcome.opened import waiting_of
from apps.consultations.outcome.reading import introduced_by, introduced_with
from apps.orders.models import Order

OTHER = (
    "Treść załącznika różni się od zatwierdzonej wersji {number} dokumentu „{document}”. Opinie zespołów dotyczą "
    "tamtej treści."
)
AGAIN = "Dokument „{document}” wprowadzono już zarządzeniem nr {number}."


def warnings_of(order: Order) -> list[str]:
    """Sentences for who is about to issue it."""
    said = waiting_of(order)
    for version in introduced_with(order):
        if order.annexes and annex_of(version) not in order.annexes:
            said.append(OTHER.format(number=version.number, document=version.document))
        earlier = introduced_by([version.document]).get(version.document_id, [])
        said += [AGAIN.format(document=version.document, number=one.number_text) for one in earlier]
    return said
