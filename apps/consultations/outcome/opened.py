"""Draft orders opened to teams for remarks."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from apps.core.polish import day_in_words, plural
from apps.orders.models import IssuedOrder, Order
from apps.teams.models import ExpertDocument

from ..models import Disposition, DocumentVersion, OrderDraft
from ..rules import open_remarks_of, remarks_still_come

V = DocumentVersion.Status
_TAKEN = (Disposition.ACCEPTED, Disposition.PARTLY)


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
    return ExpertDocument.objects.filter(order_draft__order=order.pk).first()


@dataclass(frozen=True)
class Held:
    """Why a finished draft is not issued yet: what teams say of it. `who` has the move, until `until`; `is_draft`: the
    draft itself waits to be mended. `waits`: the same in a few words, `sentence` in one."""

    who: str
    waits: str
    sentence: str
    until: datetime.date | None = None
    is_draft: bool = False


def waiting_of(order: Order) -> list[str]:
    """Before the order is issued: what teams still say of its draft, what waits for an answer, and what was taken in
    and not yet written."""
    return [held.sentence for held in held_by([order]).get(order.pk, [])]


def held_by(orders: Iterable[Order]) -> dict[int, list[Held]]:
    """By draft, what comes first first. Three queries however many there are, and one more for each that collects."""
    opened = OrderDraft.objects.filter(order__in=[order.pk for order in orders], document__withdrawn_at=None)
    documents = dict(opened.values_list("document", "order"))
    if not documents:
        return {}
    remarks: dict[int, list[tuple[int, str | None, int | None]]] = {}
    said = open_remarks_of(documents).order_by("number")
    for document, *one in said.values_list("document", "number", "answer__disposition", "settlement"):
        remarks.setdefault(document, []).append(tuple(one))
    sent = DocumentVersion.objects.filter(document__in=documents).exclude(status__in=[V.DRAFT, V.WITHDRAWN])
    newest = sent.order_by("document_id", "-number").distinct("document_id").select_related("consultation")
    return {documents[one.document_id]: list(_held(one, remarks.get(one.document_id, []))) for one in newest}


def _held(version: DocumentVersion, remarks: list[tuple[int, str | None, int | None]]) -> Iterator[Held]:
    if version.status == V.COLLECTING:
        yield _collecting(version)
    unanswered = [number for number, disposition, _ in remarks if not disposition]
    if unanswered:
        listed = ", ".join(map(str, unanswered))
        yield Held(
            "odpowiedzi na uwagi zespołów",
            f"uwagi zespołów czekają na odpowiedź: {len(unanswered)}",
            f"Uwagi zespołów do tego projektu czekają na odpowiedź (nr {listed}).",
        )
    if unwritten := [number for number, disposition, settled in remarks if disposition in _TAKEN and not settled]:
        yield _unwritten(unwritten)


def _collecting(version: DocumentVersion) -> Held:
    until = version.consultation.deadline_on
    day = day_in_words(until)
    if remarks_still_come(version):
        said = f"Zespoły zgłaszają uwagi do tego projektu do {day}"
        return Held("uwagi zespołów", f"zespoły zgłaszają uwagi do {day}", said, until)
    said = f"Zbieranie uwag zespołów do tego projektu nie jest zamknięte (termin: {day})."
    return Held("zamknięcie zbierania uwag", "zbieranie uwag zespołów trzeba zamknąć", said)


def _unwritten(numbers: list[int]) -> Held:
    remarks = plural(len(numbers), "uwzględnionej uwagi", "uwzględnionych uwag", "uwzględnionych uwag")
    said = f"{len(numbers)} {remarks} nie ma jeszcze w projekcie"
    listed = ", ".join(map(str, numbers))
    sentence = f"{said} (nr {listed}): nie wskazano, gdzie projekt je załatwia."
    return Held("wpisanie uwzględnionych uwag do projektu", said, sentence, is_draft=True)


def untaken(document: ExpertDocument) -> list[int]:
    """Numbers of remarks that were taken in, for which nobody has said where they are settled."""
    found = open_remarks_of([document]).filter(answer__disposition__in=_TAKEN, settlement=None)
    return list(found.order_by("number").values_list("number", flat=True))
