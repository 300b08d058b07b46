"""What a document is today, in words that agree with its kind."""

from dataclasses import dataclass

from apps.consultations.models import DocumentVersion
from apps.orders.models import ExternalAct, IssuedOrder
from apps.teams.models import ExpertDocument

from .standing import Standing

V, Authority = DocumentVersion.Status, ExpertDocument.Authority
_INSTRUMENTAL = {"zarządzenie": "zarządzeniem", "uchwała": "uchwałą", "rozporządzenie": "rozporządzeniem"}


_Kind = ExpertDocument.Kind
_ENDINGS = dict.fromkeys([_Kind.STUDY, _Kind.BENEFITS_POLICY, _Kind.INSTRUCTION], "a") | dict.fromkeys(
    [_Kind.DUTIES, _Kind.PROCEDURE_RULES], "e"
)  # ekspertyza, polityka, instrukcja; zakresy, zasady; the rest are masculine


@dataclass(frozen=True)
class State:
    """`key`: the shape that stands for it (templatetags.page.SHAPES)."""

    key: str
    words: str


def state_of(standing: Standing) -> State:
    document, current, end = standing.document, standing.current, _ending(standing)
    if document.withdrawn_at:
        return State("withdrawn", f"wycofan{end}")
    if standing.act:
        return State("in_force", f"wprowadzon{end} {by_act(standing.act)}")
    if document.kind == ExpertDocument.Kind.ORDER_DRAFT and standing.order is None:
        return State("withdrawn", "projekt usunięty")
    if standing.issued:
        return State("in_force", f"wydany jako zarządzenie nr {standing.issued.number_text}")
    if current is None:
        return State("draft", f"robocz{end}") if standing.versions else State("to_do", f"zamówion{end}")
    return _SENT[current.status](standing)


def _ending(standing):
    return _ENDINGS.get(standing.document.kind, "y")


def by_act(act: IssuedOrder | ExternalAct) -> str:
    """„zarządzeniem nr 24/2018”, „uchwałą nr 5 Rady Miasta …”."""
    if isinstance(act, IssuedOrder):
        return f"zarządzeniem nr {act.number_text}"
    kind, _, rest = str(act).partition(" ")
    return f"{_INSTRUMENTAL[kind.lower()]} {rest}" if kind.lower() in _INSTRUMENTAL else f"aktem: {act}"


def _answered(standing):
    if standing.is_fully_judged:
        return State("adopted", f"zaopiniowan{_ending(standing)}")
    return State("in_work", "uwagi rozpatrzone")


def _accepted(standing):
    document, current = standing.document, standing.current
    if current.forwarded_on:
        return State("handed_over", f"przekazan{_ending(standing)}: {current.forwarded_to}")
    if document.authority == Authority.MAYOR:
        return State(
            "accepted", f"przyjęt{_ending(standing)} przez {document.pilot.centre.director_title_genitive.lower()}"
        )
    return State("accepted", f"zatwierdzon{_ending(standing)}")


_SENT = {
    V.COLLECTING: lambda standing: State("circulated", f"przekazan{_ending(standing)} do zaopiniowania"),
    V.ANSWERING: lambda standing: State("in_work", "uwagi w rozpatrywaniu"),
    V.ANSWERED: _answered,
    V.ACCEPTED: _accepted,
}
