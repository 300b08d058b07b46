"""The text of an order on a day with its footnotes (ZTP § 106): what was made of it, by whom, and what is coming."""

from collections.abc import Callable
from dataclasses import dataclass

from apps.orders.text import Node

from .ahead import coming_in, side_by_side
from .footnotes import Footnote, Footnotes
from .history import Amendment, amended


@dataclass(frozen=True)
class Consolidated:
    tree: tuple[Node, ...]
    footnotes: list[Footnote]


def consolidate(
    tree: tuple[Node, ...], in_force: list[Amendment], coming: list[Amendment], named: Callable[[int], str]
) -> Consolidated:
    """`named(place)` names an amendment, in force or coming, by its place among both („zarządzenia nr … zmieniającego
    …, które weszło w życie z dniem …”)."""
    now, made = amended(tree, in_force)
    later, all_made = amended(tree, [*in_force, *coming])
    ahead = len(in_force)
    notes = Footnotes(named, ahead)
    shown = side_by_side(now, later, coming_in(all_made, ahead)) if coming else now
    return Consolidated(notes.on(shown, made, all_made), notes.written)
