"""Opinie cząstkowe: which ones Tabela 1 wants before a final opinion, how far they are, and who reads them."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from apps.catalogue.models import FinalProduct, ImplementationStep
from apps.documents.models import FrozenDocument

from ..models import HandOver, Opinion

EDITABLE = frozenset({Opinion.Status.WORKING, Opinion.Status.CIRCULATED})  # as in rules, which ask this module


@dataclass(frozen=True)
class Row:
    """One step that asks for an opinion of its own, and the opinion if it was begun."""

    step: ImplementationStep
    opinion: Opinion | None

    @property
    def is_confirmed(self) -> bool:
        return self.opinion is not None and self.opinion.confirmation_id is not None


def steps_of(product: FinalProduct) -> QuerySet[ImplementationStep]:
    """Steps of the product whose words ask for an intermediate opinion, in the order of Tabela 1."""
    return product.steps.exclude(intermediate_title="").order_by("rank")


def rows_of(opinion: Opinion) -> list[Row]:
    """What a final opinion draws on; empty for an intermediate one and for most products (one query). Kept on the
    instance as Django keeps what it has prefetched: its page, its content and its steps ask for the same."""
    if "drawn_on" not in vars(opinion):
        opinion.drawn_on = _read(opinion)
    return opinion.drawn_on


def _read(opinion):
    steps = [] if opinion.is_intermediate else list(steps_of(opinion.product))
    if not steps:
        return []
    begun = Opinion.objects.filter(pilot=opinion.pilot_id, step__in=steps)
    by_step = {one.step_id: one for one in begun.select_related("product", "step", "confirmation__document")}
    return [Row(step, by_step.get(step.pk)) for step in steps]


def can_draw_on(opinion: Opinion) -> bool:
    """Whether its page shows them: while it is written, and later when its frozen content names any."""
    if opinion.status in EDITABLE:
        return True
    frozen = opinion.voted.all()[0] if opinion.status == Opinion.Status.VOTING else opinion.adoption.voted
    return bool(frozen.content.get("intermediates"))


def unconfirmed(opinion: Opinion) -> list[str]:
    """Why a final opinion waits: Tabela 1 lets it draw on its intermediate opinions, so each is confirmed first."""
    return [
        f"Opinia cząstkowa „{row.step.intermediate_title}” nie jest jeszcze potwierdzona."
        for row in rows_of(opinion)
        if not row.is_confirmed
    ]


def named_in(opinion: Opinion) -> dict[str, Any]:
    """What the content of a final opinion says of its confirmed intermediate ones; nothing without any."""
    confirmed = [row for row in rows_of(opinion) if row.is_confirmed]
    said = [_named(row.step, row.opinion.confirmation) for row in confirmed]
    return {"intermediates": said} if said else {}


def _named(step, confirmation):
    document = confirmation.document
    return {
        "title": step.intermediate_title,
        "code": document.code,
        "sha256": document.blob_id,
        "adopted_on": document.dated_on.isoformat(),
    }


def documents_named_by(hand_over: HandOver) -> QuerySet[FrozenDocument]:
    """Frozen PDFs of the intermediate opinions that what was handed over names: who may read it may read these, and no
    other paper of an intermediate opinion leaves the centre."""
    named = hand_over.confirmation.adoption.voted.content.get("intermediates", [])
    return FrozenDocument.objects.filter(
        code__in=[one["code"] for one in named],
        centre=hand_over.opinion.pilot.centre_id,
        kind=FrozenDocument.Kind.OPINION,
    )
