"""A draft is made of people, documents and names that change after it was saved. Before it is shown to be issued, and
again when it is issued, its form composes it anew, so that nobody is appointed who has left or under an old name."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.module_loading import import_string

from apps.core import clock
from apps.core.errors import DomainError

from .amending.changes import change_from_json
from .amending.reading import Amended, refuse_unfit
from .kinds import KINDS
from .models import Order
from .rules import effective_day


class ChangedSinceShown(DomainError):
    """The draft differs from what somebody was shown; `text` is what it says now."""

    def __init__(self, text: dict[str, Any]):
        super().__init__("Projekt zmienił się od chwili, gdy strona została otwarta. Zobacz, co się zmieniło.")
        self.text = text


@dataclass(frozen=True)
class Composed:
    """What the form says today: fields of the draft, or why they cannot be made of it any more."""

    fields: dict[str, Any] = field(default_factory=dict)
    refusals: list[str] = field(default_factory=list)


def bring_up_to_date(order: Order) -> list[str]:
    """Let a complete draft say, in memory, what its form says today; the reasons when the form no longer stands."""
    if not order.body:
        return []
    composed: Composed = import_string(KINDS[Order.Kind(order.kind)].compose)(order)
    for name, value in composed.fields.items():
        setattr(order, name, value)
    return composed.refusals or _unfit(order)


def _unfit(order: Order) -> list[str]:
    """Why the changes that an amending order makes, of whatever kind, do not go with the text that it amends."""
    changes = tuple(change_from_json(one) for one in order.effects.get("changes", []))
    if not (changes and order.amends):
        return []
    try:
        refuse_unfit(Amended(order.amends), changes, effective_day(order, clock.today()))
    except DomainError as refusal:
        return [str(refusal)]
    return []
