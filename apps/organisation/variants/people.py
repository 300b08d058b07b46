"""Who goes where when a proposed structure is introduced, and who has no place in it yet."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import Q

from apps.accounts.models import Person

from ..models import Employment, VariantMove
from ..staffing.words import amount_of
from .shape import Key, PositionShape, Shape

if TYPE_CHECKING:
    from .reading import Beside

Pair = tuple[int, int]  # a position and a person


@dataclass(frozen=True)
class Seat:
    """A person on a position on the day of the introduction or later, and what is planned for them."""

    person: Person
    position: PositionShape
    unit_name: str
    fte: Decimal
    is_dropped: bool  # the variant does without the position
    move: VariantMove | None
    goal: PositionShape | None
    goal_unit: str

    @property
    def key(self) -> str:
        """As the form of moves names it."""
        return f"{self.position.key[1]}-{self.person.pk}"

    @property
    def is_homeless(self) -> bool:
        return self.is_dropped and self.move is None

    @property
    def words(self) -> str:
        """What happens to the person."""
        left, time = f"„{self.position.name}” ({self.unit_name})", amount_of(self.fte)
        if self.goal is None:
            return f"{self.person} kończy pracę na stanowisku {left}, bez nowego stanowiska."
        return f"{self.person}: ze stanowiska {left} na „{self.goal.name}” ({self.goal_unit}), {time}."


def seats_of(shown: "Beside") -> list[Seat]:
    """Everybody on a position of the day, by surname; two queries."""
    held: dict[Pair, Employment] = {}
    for one in employed_from(shown.variant.centre_id, shown.day):
        held.setdefault((one.position_id, one.person_id), one)
    moves = {(one.position_id, one.person_id): one for one in moves_of(shown.variant.pk)}
    return [_seat(shown, one, moves.get(pair)) for pair, one in held.items() if _key(pair) in shown.before.positions]


def employed_from(centre_id: int, day: date) -> Iterable[Employment]:
    """Employments that last on the day or begin after it."""
    found = Employment.objects.standing().filter(Q(until_on=None) | Q(until_on__gt=day), position__centre=centre_id)
    return found.select_related("person").order_by("person__last_name", "person__first_name", "person", "since_on")


def moves_of(variant_pk: int) -> Iterable[VariantMove]:
    return VariantMove.objects.filter(variant=variant_pk).select_related("target")


def _key(pair: Pair) -> Key:
    return "own", pair[0]


def _seat(shown: "Beside", one: Employment, move: VariantMove | None) -> Seat:
    key = _key((one.position_id, one.person_id))
    position, goal = shown.before.positions[key], _goal(shown.after, move)
    return Seat(
        person=one.person,
        position=position,
        unit_name=shown.before.units[position.unit].name,
        fte=one.fte,
        is_dropped=key not in shown.after.positions,
        move=move,
        goal=goal,
        goal_unit=shown.after.units[goal.unit].name if goal else "",
    )


def _goal(after: Shape, move: VariantMove | None) -> PositionShape | None:
    if move is None or move.target is None:
        return None
    own = move.target.position_id
    return after.positions["own", own] if own else after.positions["new", move.target_id]


def to_decide(shown: "Beside") -> list[Seat]:
    """Whose position is gone or has less time than people, and for whom something is planned already."""
    held: dict[Key, Decimal] = {}
    for seat in shown.seats:
        held[seat.position.key] = held.get(seat.position.key, Decimal(0)) + seat.fte
    left = {key: one.fte for key, one in shown.after.positions.items()}
    return [one for one in shown.seats if one.move or held[one.position.key] > left.get(one.position.key, 0)]


def crowded(shown: "Beside") -> list[str]:
    """Positions of the variant on which more people would sit than it plans."""
    taken: dict[Key, Decimal] = {}
    for seat in shown.seats:
        key = seat.goal.key if seat.goal else None if seat.move else seat.position.key
        if key in shown.after.positions:
            taken[key] = taken.get(key, Decimal(0)) + seat.fte
    over = [(shown.after.positions[key], time) for key, time in taken.items()]
    return [_over(shown.after, position, time) for position, time in over if time > position.fte]


def _over(after: Shape, position: PositionShape, time: Decimal) -> str:
    place = after.units[position.unit].name
    return (
        f"Stanowisko „{position.name}” ({place}): plan {amount_of(position.fte)}, osoby na nim będą miały razem "
        f"{amount_of(time)}."
    )
