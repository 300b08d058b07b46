"""What an issued order says on a day, read from the orders that amend it. Nothing of it is stored."""

import datetime
from dataclasses import dataclass
from functools import cached_property, partial

from django.db.models import QuerySet

from apps.core.errors import DomainError
from apps.core.polish import day_in_words
from apps.orders.models import IssuedOrder, Relation
from apps.orders.relations import shown_relations
from apps.orders.text import Node, from_json, labelled

from .changes import Change, Path, change_from_json
from .citing import GENITIVE, cited_act
from .consolidating import Consolidated, consolidate
from .history import Amendment, amended
from .ordering import ordered


def amendments_of(issued: IssuedOrder) -> list[IssuedOrder]:
    """Orders that amend it, by entry into force, then by number. One query."""
    return list(_amendments(issued))


def amendments_named(issued: IssuedOrder) -> list[IssuedOrder]:
    """The same without their long texts, to be named only."""
    return [relation.newer for relation in shown_relations(issued).amended_by]


def _amendments(issued: IssuedOrder) -> QuerySet[IssuedOrder]:
    amending = Relation.objects.filter(older=issued, kind=Relation.Kind.AMENDS).values("newer_id")
    return IssuedOrder.objects.filter(pk__in=amending).order_by("effective_on", "year", "number", "pk")


@dataclass
class Amended:
    """An order with all its amendments read once, to be asked about many days."""

    issued: IssuedOrder

    @cached_property
    def amendments(self) -> list[IssuedOrder]:
        return amendments_of(self.issued)

    @cached_property
    def base(self) -> tuple[Node, ...]:
        return labelled(from_json(self.issued.text.get("body", [])))

    def in_force(self, day: datetime.date) -> list[IssuedOrder]:
        return [one for one in self.amendments if one.effective_on <= day]

    def unknown(self, day: datetime.date) -> list[IssuedOrder]:
        """In force that day, entered from paper, so that what they change is not known to the program."""
        return [one for one in self.in_force(day) if not one.effects.get("changes")]

    def coming(self, day: datetime.date) -> list[IssuedOrder]:
        """Signed by that day, not yet in force."""
        return [one for one in self.amendments if one.signed_on <= day < one.effective_on]

    def tree_on(self, day: datetime.date) -> tuple[Node, ...]:
        return amended(self.base, [what_it_does(one) for one in self.in_force(day)])[0]

    def consolidated_on(self, day: datetime.date) -> Consolidated:
        """With footnotes; an amendment signed by that day and not yet in force is shown beside (ZTP § 106a)."""
        in_force, coming = self.in_force(day), self.coming(day)
        orders = [*in_force, *coming]
        does = [what_it_does(one) for one in orders]
        named = partial(_named, orders, day)
        return consolidate(self.base, does[: len(in_force)], does[len(in_force) :], named)


def refuse_unfit(read: Amended, changes: tuple[Change, ...], day: datetime.date) -> None:
    """DomainError when the changes cannot be made in the text of the day, or an amendment already made that comes into
    force later would then do something else than its words say."""
    before = [what_it_does(one) for one in read.in_force(day)]
    later = [one for one in read.amendments if one.effective_on > day]
    does = [what_it_does(one) for one in later]
    new = Amendment(tuple((change, "") for change in ordered(changes, read.tree_on(day))))
    amended(read.base, [*before, new])
    for count, one in enumerate(later, start=1):
        place = len(before) + count - 1
        as_said = _done_by(place, read.base, [*before, *does[:count]])
        try:
            then = _done_by(place + 1, read.base, [*before, new, *does[:count]])
        except DomainError as broken:
            raise DomainError(_unfit(one, str(broken))) from broken
        if then != as_said:
            raise DomainError(_unfit(one, "zmieniłyby się oznaczenia jednostek, które ono dodaje."))


def _done_by(place: int, base: tuple[Node, ...], amendments: list[Amendment]) -> set[tuple[Path, str, str]]:
    _, history = amended(base, amendments)
    return {
        (path, one.verb, one.provision) for path, events in history.items() for one in events if one.amendment == place
    }


def _unfit(later: IssuedOrder, why: str) -> str:
    return (
        f"Zmian nie da się pogodzić z zarządzeniem nr {later.number_text}, które wejdzie w życie z dniem "
        f"{day_in_words(later.effective_on)}: {why}"
    )


def tree_on(issued: IssuedOrder, day: datetime.date) -> tuple[Node, ...]:
    """Its body that day, labelled, every amendment in force applied."""
    return Amended(issued).tree_on(day)


def consolidated_on(issued: IssuedOrder, day: datetime.date) -> Consolidated:
    return Amended(issued).consolidated_on(day)


def what_it_does(amendment: IssuedOrder) -> Amendment:
    """Its changes, as its frozen effects say."""
    said = amendment.effects.get("changes", [])
    try:
        return Amendment(tuple((change_from_json(one), one["provision"]) for one in said))
    except (KeyError, TypeError, ValueError) as broken:
        raise DomainError(f"Nie da się odczytać zmian z zarządzenia nr {amendment.number_text}.") from broken


def _named(orders: list[IssuedOrder], day: datetime.date, place: int) -> str:
    order = orders[place]
    entered = "weszło" if order.effective_on <= day else "wejdzie"
    return f"{cited_act(order, GENITIVE)}, które {entered} w życie z dniem {day_in_words(order.effective_on)}"
