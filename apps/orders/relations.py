"""How issued orders act on one another, and how each stands on a day. Nothing of it is stored: it follows from what
the orders say they do (view `orders_relation`)."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from apps.core.polish import day_in_words

from .models import IssuedOrder, Relation, StruckEntry

AWAITS, IN_FORCE, CHANGED, REPEALED, STRUCK = KEYS = ("awaits", "in_force", "changed", "repealed", "struck")
ANY_IN_FORCE = "any_in_force"  # asked of `standing_so`: in force, changed or not
WORDS = {
    AWAITS: "czeka na wejście w życie",
    IN_FORCE: "obowiązuje",
    CHANGED: "obowiązuje ze zmianami",
    REPEALED: "uchylone",
    STRUCK: "wpis unieważniony",
}
_HEAVY = ["text", "effects"]


@dataclass(frozen=True)
class Standing:
    """How an order stands on a day: the key, the words, since when, and the orders that made it so."""

    key: str
    words: str
    since: datetime.date
    by: tuple[IssuedOrder, ...] = ()

    @property
    def is_in_force(self) -> bool:
        return self.key in (IN_FORCE, CHANGED)


@dataclass(frozen=True)
class Relations:
    """What one order does to others and others do to it, each list in the order of coming into force."""

    amends: list[Relation] = field(default_factory=list)
    amended_by: list[Relation] = field(default_factory=list)
    repeals: list[Relation] = field(default_factory=list)
    repealed_by: list[Relation] = field(default_factory=list)
    struck: StruckEntry | None = None

    def __bool__(self) -> bool:
        return bool(self.amends or self.amended_by or self.repeals or self.repealed_by)


def relations_of(issued: IssuedOrder) -> Relations:
    return relations_of_many([issued])[issued.pk]


def shown_relations(issued: IssuedOrder) -> Relations:
    """The same for a page that shows the order: read once for this instance, however many parts of the page ask."""
    if "_shown_relations" not in vars(issued):
        issued._shown_relations = relations_of(issued)
    return issued._shown_relations


def relations_of_many(orders: Iterable[IssuedOrder]) -> dict[int, Relations]:
    """By primary key of the issued order; one query for all of them, one for the orders on the other side, and one
    when entries from paper are there. The orders are of one centre."""
    orders = list(orders)
    struck = _struck(orders)
    found = {one.pk: Relations(struck=struck.get(one.pk)) for one in orders}
    for relation in _relations(orders) if orders else []:
        amends = relation.kind == Relation.Kind.AMENDS
        if relation.newer_id in found:
            mine = found[relation.newer_id]
            (mine.amends if amends else mine.repeals).append(relation)
        if relation.older_id in found:
            mine = found[relation.older_id]
            (mine.amended_by if amends else mine.repealed_by).append(relation)
    return found


def _struck(orders: list[IssuedOrder]) -> dict[int, StruckEntry]:
    entries = [one.pk for one in orders if one.origin == IssuedOrder.Origin.RECORDED]
    return {struck.entry_id: struck for struck in StruckEntry.objects.filter(entry__in=entries)} if entries else {}


def _relations(orders: list[IssuedOrder]) -> list[Relation]:
    """With both orders, in the order of coming into force. Read apart: the view is planned and the many columns of an
    order are read anew for each join."""
    known = {one.pk: one for one in orders}
    of_any = Q(newer__in=known) | Q(older__in=known)
    relations = list(Relation.objects.filter(of_any, centre=orders[0].centre_id).order_by())
    others = {pk for one in relations for pk in (one.newer_id, one.older_id)} - known.keys()
    known |= {one.pk: one for one in IssuedOrder.objects.filter(pk__in=others).defer(*_HEAVY).order_by()}
    for relation in relations:
        relation.newer, relation.older = known[relation.newer_id], known[relation.older_id]
    return sorted(relations, key=lambda one: (one.since_on, one.newer.year, one.newer.number, one.pk))


def acts_on_struck(effects: dict[str, Any], centre_id: int) -> str:
    """Why an order of these effects may not enter the register: an entry that it acts on was struck. Empty when it
    may. Whoever enters or strikes holds the lock of the centre, so that not both succeed."""
    said = [effects.get("amends") or {}, *effects.get("repeals", [])]
    older = {one.get("order") for one in said} | {effects.get("team", {}).get("id")}
    struck = StruckEntry.objects.filter(entry__centre=centre_id, entry__order__in=older - {None})
    if number := struck.values_list("entry__number_text", flat=True).first():
        return f"Wpis zarządzenia nr {number} unieważniono, więc nie można go zmienić ani uchylić. Popraw projekt."
    return ""


def standing_on(issued: IssuedOrder, day: datetime.date) -> Standing:
    """How the order stands on the day."""
    return standing(issued, relations_of(issued), day)


def standings_on(orders: Iterable[IssuedOrder], day: datetime.date) -> dict[int, Standing]:
    """The same for many, by primary key of the issued order; one query."""
    orders = list(orders)
    related = relations_of_many(orders)
    return {one.pk: standing(one, related[one.pk], day) for one in orders}


def standing(issued: IssuedOrder, related: Relations, day: datetime.date) -> Standing:
    """The same of relations already read."""
    if related.struck:
        return Standing(STRUCK, WORDS[STRUCK], timezone.localtime(related.struck.struck_at).date())
    if repealed := [relation for relation in related.repealed_by if relation.since_on <= day]:
        first = repealed[0]
        return Standing(REPEALED, f"uchylone dnia {day_in_words(first.since_on)}", first.since_on, (first.newer,))
    if issued.effective_on > day:
        return Standing(AWAITS, WORDS[AWAITS], issued.effective_on)
    if changed := [relation for relation in related.amended_by if relation.since_on <= day]:
        return Standing(CHANGED, WORDS[CHANGED], changed[-1].since_on, tuple(one.newer for one in changed))
    return Standing(IN_FORCE, WORDS[IN_FORCE], issued.effective_on)


def standing_so(orders: QuerySet[IssuedOrder], key: str, day: datetime.date) -> QuerySet[IssuedOrder]:
    """Those of the orders that stand so on the day."""
    if key == STRUCK:
        return orders.exclude(struck=None)
    orders = orders.not_struck()
    repealed, changed = (_acted_on(kind, day) for kind in (Relation.Kind.REPEALS, Relation.Kind.AMENDS))
    if key == REPEALED:
        return orders.filter(pk__in=repealed)
    standing_still = orders.exclude(pk__in=repealed)
    if key == AWAITS:
        return standing_still.filter(effective_on__gt=day)
    in_force = standing_still.filter(effective_on__lte=day)
    if key == ANY_IN_FORCE:
        return in_force
    return in_force.filter(pk__in=changed) if key == CHANGED else in_force.exclude(pk__in=changed)


def _acted_on(kind: str, day: datetime.date) -> QuerySet[Relation]:
    return Relation.objects.filter(kind=kind, since_on__lte=day).values("older_id")
