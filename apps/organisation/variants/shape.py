"""A structure as plain values, so that any two can be held against each other: of a day, or proposed."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from ..models import KeyPost
from ..reading import Node, Post, Structure

Key = tuple[str, int]  # what goes on from the centre's own structure: („own”, its number); new: („new”, its row's)


@dataclass(frozen=True)
class UnitShape:
    key: Key
    name: str
    symbol: str
    rank: int
    parent: Key | None


@dataclass(frozen=True)
class PositionShape:
    key: Key
    unit: Key
    name: str
    symbol: str
    fte: Decimal
    key_post: KeyPost | None
    leads: bool
    people: tuple[str, ...]


@dataclass(frozen=True)
class Shape:
    units: dict[Key, UnitShape]
    positions: dict[Key, PositionShape]

    @property
    def fte(self) -> Decimal:
        return sum((one.fte for one in self.positions.values()), Decimal(0))

    @property
    def unnamed(self) -> "Shape":
        """Without who works on what."""
        return Shape(self.units, {key: replace(one, people=()) for key, one in self.positions.items()})

    def head_of(self, unit: Key) -> PositionShape | None:
        return next((one for one in self.positions.values() if one.unit == unit and one.leads), None)

    def fte_by_key_post(self) -> dict[KeyPost | None, Decimal]:
        found: dict[KeyPost | None, Decimal] = {}
        for one in self.positions.values():
            found[one.key_post] = found.get(one.key_post, Decimal(0)) + one.fte
        return found


def unit_key(node: Node) -> Key:
    """Of a unit of a day (its term) or of a variant (its row), which both say what unit they are of."""
    return ("own", node.term.unit_id) if node.term.unit_id else ("new", node.term.pk)


def position_key(post: Post) -> Key:
    return ("own", post.term.position_id) if post.term.position_id else ("new", post.term.pk)


def shape_of(structure: Structure) -> Shape:
    units, positions = {}, {}
    for node, above in _with_parent(structure.roots, None):
        term, key = node.term, unit_key(node)
        units[key] = UnitShape(key, term.name, term.symbol, term.rank, above)
        for post in node.posts:
            positions[position_key(post)] = _position(post, key)
    return Shape(units, positions)


def _with_parent(nodes: Iterable[Node], above: Key | None):
    for node in nodes:
        yield node, above
        yield from _with_parent(node.children, unit_key(node))


def _position(post: Post, unit: Key) -> PositionShape:
    term, people = post.term, tuple(str(one.person) for one in post.people)
    return PositionShape(position_key(post), unit, term.name, term.symbol, term.fte, term.key_post, term.leads, people)


def aligned(shape: Shape, to: Shape) -> Shape:
    """What is new in both and called the same is the same: two variants are compared so."""
    units = {one.name.casefold(): key for key, one in to.units.items() if key[0] == "new"}
    same = {key: units.get(one.name.casefold(), key) for key, one in shape.units.items() if key[0] == "new"}

    def now(key: Key | None) -> Key | None:
        return same.get(key, key) if key else key

    positions = {(one.unit, one.name.casefold()): key for key, one in to.positions.items() if key[0] == "new"}
    moved = [replace(one, unit=now(one.unit)) for one in shape.positions.values()]
    placed = [
        replace(one, key=positions.get((one.unit, one.name.casefold()), one.key)) if one.key[0] == "new" else one
        for one in moved
    ]
    kept = [replace(one, key=now(one.key), parent=now(one.parent)) for one in shape.units.values()]
    return Shape({one.key: one for one in kept}, {one.key: one for one in placed})
