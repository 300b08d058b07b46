"""Draft orders opened to teams for remarks."""

from dataclasses import dataclass

from apps.core.polish import day_in_words
from apps.orders.models import IssuedOrder, Order
from apps.teams.models import ExpertDocument

from ..models import Disposition, DocumentVersion, OrderDraft
from ..rules import open_remarks, unanswered

V = DocumentVersion.Status


@dataclass(frozen=True)
class Opened:
    """The order whose draft was opened: still a draft, issued, or thrown away (`order` None)."""

    draft: OrderDraft
    order: Order | None

    @property
    def issued(self) -> IssuedOrder | None:
        return getattr(self.order, "issued", None) if self.order else None

    @property
    def words(self) -> str:
        if self.order is None:
            return "Projekt tego zarządzenia został usunięty."
        if self.issued:
            return (
                f"Zarządzenie zostało wydane: nr {self.issued.number_text} z dnia {day_in_words(self.issued.signed_on)}"
            )
        return "Projekt zarządzenia nie jest jeszcze wydany."


def opened_order(document: ExpertDocument) -> Opened | None:
    """Of a document that is a draft order; None of any other."""
    if document.kind != ExpertDocument.Kind.ORDER_DRAFT:
        return None
    draft = OrderDraft.objects.filter(document=document).select_related("introduces").first()
    order = draft and Order.objects.filter(pk=draft.order_id).select_related("issued").first()
    return Opened(draft, order) if draft else None


def document_of(order: Order) -> ExpertDocument | None:
    """The document by which the draft order was opened to teams."""
    opened = OrderDraft.objects.filter(order=order.pk).select_related("document__pilot").first()
    return opened and opened.document


def waiting_of(order: Order) -> list[str]:
    """Before the order is issued: what teams still say of its draft, and what waits for an answer."""
    document = document_of(order)
    if document is None or document.withdrawn_at:
        return []
    latest = document.versions.order_by("-number").first()
    said = []
    if numbers := untaken(document):
        listed = ", ".join(map(str, numbers))
        said.append(f"Uwagi uwzględnione, których miejsca w projekcie jeszcze nie wskazano: nr {listed}.")
    if numbers := unanswered(document):
        listed = ", ".join(map(str, numbers))
        said.append(f"Uwagi zespołów do tego projektu czekają na odpowiedź (nr {listed}).")
    if latest and latest.status == V.COLLECTING:
        day = day_in_words(latest.consultation.deadline_on)
        said.append(f"Zespoły zgłaszają uwagi do tego projektu do {day}")
    return said


def untaken(document: ExpertDocument) -> list[int]:
    """Numbers of remarks that were taken in, for which nobody has said where they are settled."""
    taken = [Disposition.ACCEPTED, Disposition.PARTLY]
    found = open_remarks(document).filter(answer__disposition__in=taken, settlement=None)
    return list(found.order_by("number").values_list("number", flat=True))
