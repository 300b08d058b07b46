"""A draft is made of people, documents and names that change after it was saved. Before it is shown to be issued, and
again when it is issued, its form composes it anew, so that nobody is appointed who has left or under an old name."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.module_loading import import_string

from .kinds import KINDS
from .models import Order


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
    return composed.refusals
