"""Who sits where after the change, as changes of the units that list the composition (ZTP § 85–94)."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import takewhile

from apps.accounts.models import Gender
from apps.core.errors import DomainError
from apps.orders.amending.changes import Add, Change, Path, Repeal, ReplaceWords, Reword
from apps.orders.amending.labels import label_after
from apps.orders.amending.units import unit_at, units_in
from apps.orders.text import LITERA, PARAGRAF, PUNKT, Node, bare
from apps.teams.appointment.content import Appointee
from apps.teams.models import Function
from apps.teams.words import function_word, members_word

from .content import Seat, TeamChange

_OFFICERS = (Function.CHAIR, Function.DEPUTY, Function.SECRETARY)


@dataclass
class Seating:
    """The changes, and where each person of the new composition was put: the new unit that names them."""

    changes: list[Change] = field(default_factory=list)
    placed: list[tuple[Appointee, Node]] = field(default_factory=list)

    def reword(self, path: Path, unit: Node, *people: Appointee) -> None:
        self.changes.append(Reword((path,), (unit,)))
        self._place(people, unit)

    def append(self, parent: Path, after: str, unit: Node, *people: Appointee) -> None:
        self.changes.append(Add(parent, after, (unit,)))
        self._place(people, unit)

    def _place(self, people: tuple[Appointee, ...], unit: Node) -> None:
        self.placed += zip(people, unit.children or [unit], strict=True)


def seating(said: TeamChange) -> Seating:
    """Changes of the composition alone. In the place of who leaves an office comes who takes it."""
    seats, taken, joins = said.seats, list(said.taken), list(said.joins)
    _fill_offices(seats, taken, joins)
    if not joins and all(someone == seat.holder for someone, seat in zip(taken, seats, strict=True)):
        return Seating()
    if any(len(seat.path) == 1 for seat in seats):
        return _in_one_sentence(said)
    made, chair = Seating(), said.chair_after
    for seat, someone in zip(seats, taken, strict=True):
        if someone and someone != seat.holder:
            made.reword(seat.path, _unit(seat.path[-1][0], someone, chair), someone)
    members = [(seat, someone) for seat, someone in zip(seats, taken, strict=True) if _is_member(seat.holder)]
    _vacate(said, taken, made)
    for someone in (someone for someone in joins if not _is_member(someone)):
        _open_office(said, someone, made)
    _seat_members(said, members, [someone for someone in joins if _is_member(someone)], made)
    return made


def _fill_offices(seats: tuple[Seat, ...], taken: list[Appointee | None], joins: list[Appointee]) -> None:
    for place, seat in enumerate(seats):
        office = seat.holder.function
        if taken[place] is None and office in _OFFICERS:
            taken[place] = next((someone for someone in joins if someone.function == office), None)
            joins[:] = [someone for someone in joins if someone != taken[place]]


def _is_member(someone: Appointee) -> bool:
    return someone.function == Function.MEMBER


def _vacate(said: TeamChange, taken: list[Appointee | None], made: Seating) -> None:
    """Offices and places in the list of members that nobody holds any more; a single member is seen to later."""
    lists = {seat.path[:-1] for seat in said.seats if _is_listed(seat)}
    emptied = {above for above in lists if not any(_stays_in(above, said, taken))}
    newcomers = any(_is_member(someone) for someone in said.joins)
    for seat, someone in zip(said.seats, taken, strict=True):
        if someone is not None or (_is_member(seat.holder) and not _is_listed(seat)):
            continue
        if _is_listed(seat) and seat.path[:-1] in emptied and not newcomers:
            continue
        made.changes.append(Repeal((seat.path,)))
    if not newcomers:
        made.changes += [Repeal((above,)) for above in sorted(emptied)]


def _stays_in(above: Path, said: TeamChange, taken: list[Appointee | None]) -> Iterator[bool]:
    for seat, someone in zip(said.seats, taken, strict=True):
        if seat.path[:-1] == above:
            yield someone is not None


def _is_listed(seat: Seat) -> bool:
    return _is_member(seat.holder) and seat.path[-1][0] == LITERA


# Units


def titled(someone: Appointee, chair: Appointee | None) -> str:
    word = function_word(someone.function, someone.gender, chair.gender if chair else Gender.MASCULINE)
    return f"{word} – {named(someone)}"


def named(someone: Appointee) -> str:
    return f"{someone.name}, {bare(someone.description)}" if bare(someone.description) else someone.name


def _unit(kind: str, someone: Appointee, chair: Appointee | None) -> Node:
    in_list = kind == LITERA and _is_member(someone)
    return Node(kind, named(someone) if in_list else titled(someone, chair))


def _list_of(kind: str, members: list[Appointee], chair: Appointee | None) -> Node:
    """„członek – …” for one, „członkowie:” with letters for more."""
    if len(members) == 1:
        return _unit(kind, members[0], chair)
    listed = tuple(Node(LITERA, named(someone)) for someone in members)
    return Node(kind, f"{members_word([someone.gender for someone in members])}:", listed)


# Offices and members


def _open_office(said: TeamChange, someone: Appointee, made: Seating) -> None:
    """An office that nobody held: after the one before it in the order of functions and after what was repealed there,
    or further on, when between two units no mark is left (there is none between 1 and 1a)."""
    before = _OFFICERS[: _OFFICERS.index(Function(someone.function))]
    last = [seat for seat in said.seats if seat.holder.function in before][-1]
    above, (kind, label) = last.path[:-1], last.path[-1]
    units = units_in(said.tree, above)
    place = [unit.label for unit in units].index(label)
    place += len(list(takewhile(lambda unit: unit.repealed, units[place + 1 :])))
    after = next(unit.label for unit in units[place:] if _has_room(units, unit.label))
    made.append(above, after, _unit(kind, someone, said.chair_after), someone)


def _has_room(units: tuple[Node, ...], after: str) -> bool:
    try:
        return bool(label_after(units, after))
    except DomainError:
        return False


def _seat_members(
    said: TeamChange, members: list[tuple[Seat, Appointee | None]], joins: list[Appointee], made: Seating
) -> None:
    listed = [seat for seat, _ in members if _is_listed(seat)]
    if listed:
        if joins:
            _join_list(said, listed[0].path[:-1], joins, made)
        return
    staying = [(seat, someone) for seat, someone in members if someone]
    empty = [seat for seat, someone in members if someone is None]
    if len(staying) == 1 and joins:
        [(seat, someone)] = staying
        made.changes = [change for change in made.changes if getattr(change, "paths", ()) != (seat.path,)]
        made.placed = [placed for placed in made.placed if placed[0] != someone]
        together = [someone, *joins]
        made.reword(seat.path, _list_of(seat.path[-1][0], together, said.chair_after), *together)
    elif not staying and empty and joins:
        first = empty.pop(0)
        made.reword(first.path, _list_of(first.path[-1][0], joins, said.chair_after), *joins)
    elif joins:
        _join_at_the_end(said, joins, bool(staying), made)
    made.changes += [Repeal((seat.path,)) for seat in empty]


def _join_list(said: TeamChange, above: Path, joins: list[Appointee], made: Seating) -> None:
    for someone in joins:
        made.append(above, "", _unit(LITERA, someone, said.chair_after), someone)
    women = bare(unit_at(said.tree, above).text)
    if women == "członkinie" and any(someone.gender == Gender.MASCULINE for someone in joins):
        made.changes.append(ReplaceWords(above, "członkinie", "członkowie"))


def _join_at_the_end(said: TeamChange, joins: list[Appointee], each_alone: bool, made: Seating) -> None:
    """A new unit at the end of the list of offices."""
    office = next(seat for seat in said.seats if seat.holder.function == Function.CHAIR)
    above, kind = office.path[:-1], office.path[-1][0]
    for together in [[someone] for someone in joins] if each_alone else [joins]:
        made.append(above, "", _list_of(kind, together, said.chair_after), *together)


def _in_one_sentence(said: TeamChange) -> Seating:
    """„W skład Zespołu wchodzi …” is one sentence: it becomes a list."""
    made, people = Seating(), sorted(said.people_after, key=lambda someone: Function.values.index(someone.function))
    path, chair = said.seats[0].path, said.chair_after
    if len(people) == 1:
        made.reword(path, Node(PARAGRAF, f"W skład Zespołu wchodzi {titled(people[0], chair)}"), people[0])
        return made
    officers = [Node(PUNKT, titled(someone, chair)) for someone in people if not _is_member(someone)]
    members = [someone for someone in people if _is_member(someone)]
    listed = [_list_of(PUNKT, members, chair)] if members else []
    unit = Node(PARAGRAF, "W skład Zespołu wchodzą:", (*officers, *listed))
    made.changes.append(Reword((path,), (unit,)))
    made.placed += [(someone, leaf) for someone, leaf in zip(people, _leaves(unit), strict=True)]
    return made


def _leaves(unit: Node) -> list[Node]:
    return [leaf for child in unit.children for leaf in _leaves(child)] if unit.children else [unit]
