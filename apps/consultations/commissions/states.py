"""What a document is today, in words that agree with „dokument”."""

from dataclasses import dataclass

from apps.consultations.models import DocumentVersion
from apps.orders.models import ExternalAct, IssuedOrder
from apps.teams.models import ExpertDocument

from .standing import Standing

V, Authority = DocumentVersion.Status, ExpertDocument.Authority
_INSTRUMENTAL = {"zarządzenie": "zarządzeniem", "uchwała": "uchwałą", "rozporządzenie": "rozporządzeniem"}


@dataclass(frozen=True)
class State:
    """`key`: the shape that stands for it (templatetags.page.SHAPES)."""

    key: str
    words: str


def state_of(standing: Standing) -> State:
    document, current = standing.document, standing.current
    if document.withdrawn_at:
        return State("withdrawn", "wycofany")
    if standing.act:
        return State("in_force", f"wprowadzony {by_act(standing.act)}")
    if document.kind == ExpertDocument.Kind.ORDER_DRAFT and standing.order is None:
        return State("withdrawn", "projekt usunięty")
    if standing.issued:
        return State("in_force", f"wydany jako zarządzenie nr {standing.issued.number_text}")
    if current is None:
        return State("draft", "roboczy") if standing.versions else State("to_do", "zamówiony")
    return _SENT[current.status](standing)


def by_act(act: IssuedOrder | ExternalAct) -> str:
    """„zarządzeniem nr 24/2018”, „uchwałą nr 5 Rady Miasta …”."""
    if isinstance(act, IssuedOrder):
        return f"zarządzeniem nr {act.number_text}"
    kind, _, rest = str(act).partition(" ")
    return f"{_INSTRUMENTAL[kind.lower()]} {rest}" if kind.lower() in _INSTRUMENTAL else f"aktem: {act}"


def _answered(standing):
    if standing.is_fully_judged:
        return State("adopted", "zaopiniowany")
    return State("in_work", "uwagi rozpatrzone")


def _accepted(standing):
    document, current = standing.document, standing.current
    if current.forwarded_on:
        return State("handed_over", f"przekazany: {current.forwarded_to}")
    if document.authority == Authority.MAYOR:
        return State("accepted", f"przyjęty przez {document.pilot.centre.director_title_genitive.lower()}")
    return State("accepted", "zatwierdzony")


_SENT = {
    V.COLLECTING: lambda standing: State("circulated", "przekazany do zaopiniowania"),
    V.ANSWERING: lambda standing: State("in_work", "uwagi w rozpatrywaniu"),
    V.ANSWERED: _answered,
    V.ACCEPTED: _accepted,
}
