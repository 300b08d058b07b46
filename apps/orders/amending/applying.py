"""Changes applied to a tree: labels stay, what is repealed leaves its mark."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from apps.orders.text import PARAGRAF, Node, labelled

from . import checking
from .changes import Add, AddWords, Change, Path, Repeal, ReplaceWords, Reword
from .labels import label_after
from .units import step_of, units_in
from .words import WordChange, reworded


@dataclass
class _Plan:
    """The changes by the unit that they concern."""

    new: dict[Path, Node] = field(default_factory=dict)
    repealed: set[Path] = field(default_factory=set)
    words: dict[Path, list[WordChange]] = field(default_factory=lambda: defaultdict(list))
    added: dict[Path, list[Node]] = field(default_factory=lambda: defaultdict(list))  # by the unit they follow


def apply(tree: tuple[Node, ...], changes: tuple[Change, ...]) -> tuple[Node, ...]:
    """The labelled tree after the changes. Raises DomainError when they are impossible, double or overlapping."""
    tree = labelled(tree)
    checking.refuse_impossible(tree, changes)
    applied = _applied(tree, (), _plan(tree, changes))
    checking.refuse_empty(applied)
    return applied


def followed(tree: tuple[Node, ...], change: Add) -> Path:
    """The unit after which the added ones stand."""
    units = units_in(tree, change.parent)
    label = change.after or units[-1].label
    return (*change.parent, (units[0].kind, label))


def is_at_the_end(tree: tuple[Node, ...], change: Add) -> bool:
    units = units_in(tree, change.parent)
    return units[0].kind != PARAGRAF and followed(tree, change)[-1] == step_of(units[-1])


def added_units(tree: tuple[Node, ...], change: Add) -> tuple[Node, ...]:
    """The units of an addition with their labels."""
    return tuple(_labelled_after(units_in(tree, change.parent), followed(tree, change)[-1][1], change.units))


def _plan(tree: tuple[Node, ...], changes: tuple[Change, ...]) -> _Plan:
    plan = _Plan()
    for change in changes:
        match change:
            case Reword():
                plan.new |= {
                    path: _named(unit, path[-1][1]) for path, unit in zip(change.paths, change.units, strict=True)
                }
            case Repeal():
                plan.repealed |= set(change.paths)
            case Add():
                plan.added[followed(tree, change)] += change.units
            case ReplaceWords() | AddWords():
                plan.words[change.path].append(change)
    return plan


def _applied(units: tuple[Node, ...], parent: Path, plan: _Plan) -> tuple[Node, ...]:
    return tuple(made for unit in units for made in _with_followers(unit, units, parent, plan))


def _with_followers(unit: Node, units: tuple[Node, ...], parent: Path, plan: _Plan) -> Iterator[Node]:
    path = (*parent, step_of(unit))
    yield _changed(unit, path, plan)
    if path in plan.added:
        yield from _labelled_after(units, unit.label, plan.added[path])


def _changed(unit: Node, path: Path, plan: _Plan) -> Node:
    if path in plan.repealed:
        return Node(unit.kind, label=unit.label, repealed=True)
    if path in plan.new:
        return plan.new[path]
    if path in plan.words:
        unit = reworded(unit, plan.words[path], path)
    return replace(unit, children=_applied(unit.children, path, plan))


def _labelled_after(units: tuple[Node, ...], after: str, new: tuple[Node, ...] | list[Node]) -> Iterator[Node]:
    for unit in new:
        label = label_after(units, after)
        yield (unit := _named(unit, label))
        place = [one.label for one in units].index(after) + 1
        units, after = (*units[:place], unit, *units[place:]), label


def _named(unit: Node, label: str) -> Node:
    """With this label and those of its own list, without keys, endings or notes."""
    plain = replace(unit, key="", label=label, ending=None, notes=())
    return replace(plain, children=labelled(tuple(map(_unkeyed, plain.children))))


def _unkeyed(unit: Node) -> Node:
    return replace(unit, key="", label="", ending=None, notes=(), children=tuple(map(_unkeyed, unit.children)))
