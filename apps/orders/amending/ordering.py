"""Changes in the order of the amended act; those of consecutive units taken together (ZTP § 94)."""

from dataclasses import replace
from functools import reduce

from apps.orders.text import Node, labelled

from .applying import followed
from .changes import Add, AddWords, Change, Repeal, ReplaceWords, Reword
from .units import place_of, unit_at
from .words import span_in

_AFTER_ALL = 1_000_000


def ordered(changes: tuple[Change, ...], tree: tuple[Node, ...]) -> tuple[Change, ...]:
    """In the order of the amended act, changes of consecutive units joined. Keep these, not what was typed."""
    tree = labelled(tree)
    in_order = sorted(changes, key=lambda change: _place(change, tree))
    return tuple(reduce(lambda made, change: _joined(made, change, tree), in_order, []))


def _place(change: Change, tree: tuple[Node, ...]) -> tuple[int, ...]:
    match change:
        case Reword() | Repeal():
            return place_of(tree, change.paths[0])
        case Add():
            return (*place_of(tree, followed(tree, change)), _AFTER_ALL)
        case ReplaceWords() | AddWords():
            part, start, _ = span_in(unit_at(tree, change.path), change, change.path)
            return (*place_of(tree, change.path), -1 if part == "text" else _AFTER_ALL - 1, start)


def _joined(made: list[Change], change: Change, tree: tuple[Node, ...]) -> list[Change]:
    before = made[-1] if made else None
    match before, change:
        case (Reword(), Reword()) if _adjacent(before, change, tree):
            return [*made[:-1], Reword((*before.paths, *change.paths), (*before.units, *change.units))]
        case (Repeal(), Repeal()) if _adjacent(before, change, tree):
            return [*made[:-1], Repeal((*before.paths, *change.paths))]
        case (Add(), Add()) if followed(tree, before) == followed(tree, change):
            return [*made[:-1], replace(before, units=(*before.units, *change.units))]
    return [*made, change]


def _adjacent(before: Reword | Repeal, after: Reword | Repeal, tree: tuple[Node, ...]) -> bool:
    *above, last = place_of(tree, before.paths[-1])
    return (*above, last + 1) == place_of(tree, after.paths[0])
