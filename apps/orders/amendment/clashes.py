"""Drafts that change the same units of the same order: whoever is issued second must be written anew."""

from dataclasses import dataclass

from apps.orders.amending.changes import Path, change_from_json
from apps.orders.amending.checking import touched
from apps.orders.amending.units import cited
from apps.orders.drafting.typed import bound_to
from apps.orders.models import IssuedOrder, Order

from .asked import asked_of


@dataclass(frozen=True)
class Clash:
    """`units`: „§ 2 pkt 3”, as the other draft changes them."""

    order: Order
    units: tuple[str, ...]


def clashes(base: IssuedOrder, paths: list[Path], *, besides: Order | None) -> list[Clash]:
    """Other drafts that change any of these units, or what they are part of, or a part of them."""
    drafts = Order.objects.filter(amends=base, status=Order.Status.DRAFT).select_related("changed_by")
    others = drafts.exclude(pk=besides.pk) if besides else drafts
    found = [(one, _same(paths, paths_of(one))) for one in others.order_by("pk")]
    return [Clash(one, tuple(dict.fromkeys(map(cited, same)))) for one, same in found if same]


def paths_of(draft: Order) -> list[Path]:
    """The units that a draft changes: as composed, or, while it is not complete, as its form has them."""
    if said := draft.effects.get("changes"):
        return [path for one in said for path in touched(change_from_json(one))]
    if draft.kind == Order.Kind.AMENDMENT:
        return [entry.path for entry in asked_of(bound_to(draft.typed))]
    return []


def _same(paths: list[Path], others: list[Path]) -> list[Path]:
    return [other for other in others if any(_meet(path, other) for path in paths)]


def _meet(one: Path, other: Path) -> bool:
    shorter = min(len(one), len(other))
    return bool(shorter) and one[:shorter] == other[:shorter]
