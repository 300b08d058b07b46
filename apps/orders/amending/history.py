"""What each unit has been through, for the footnotes of a consolidated text (ZTP § 106–107). Labels never change, so a
unit's path is its identity."""

from dataclasses import dataclass

from apps.orders.text import Node, labelled

from .applying import added_units, apply
from .changes import Add, AddWords, Change, Path, Repeal, ReplaceWords, Reword
from .ordering import ordered
from .phrases import punctuation_of
from .units import endings

ADDED, REWORDED, CHANGED, REPEALED = "added", "reworded", "changed", "repealed"


@dataclass(frozen=True)
class Event:
    """One change of one unit: what happened, by which provision of which amendment (its place among them)."""

    verb: str
    provision: str
    amendment: int


History = dict[Path, tuple[Event, ...]]


@dataclass(frozen=True)
class Amendment:
    """The changes that an order makes, each with the provision that makes it."""

    changes: tuple[tuple[Change, str], ...]


def amended(tree: tuple[Node, ...], amendments: list[Amendment]) -> tuple[tuple[Node, ...], History]:
    """The tree after all amendments, one after another, and what its units went through."""
    tree, history = labelled(tree), {}
    for place, amendment in enumerate(amendments):
        if not amendment.changes:  # of an entry from paper, whose changes the program does not know
            continue
        changes = ordered(tuple(change for change, _ in amendment.changes), tree)
        after = apply(tree, changes)
        marks = endings(after)
        for change, provision in amendment.changes:
            for path, verb in _events(change, tree, changes, marks):
                history = _noted(history, path, Event(verb, provision, place))
        tree = after
    return tree, history


def _events(change: Change, tree: tuple[Node, ...], changes: tuple[Change, ...], marks: dict[Path, str]):
    match change:
        case Reword():
            yield from ((path, REWORDED) for path in change.paths)
        case Repeal():
            yield from ((path, REPEALED) for path in change.paths)
        case ReplaceWords() | AddWords():
            yield change.path, CHANGED
        case Add():
            if moved := punctuation_of(change, tree, changes, marks):
                yield moved.path, CHANGED
            yield from (((*change.parent, (unit.kind, unit.label)), ADDED) for unit in added_units(tree, change))


def _noted(history: History, path: Path, event: Event) -> History:
    """New wording and repeal make what happened before, and below, a thing of the past; that a unit was added stays."""
    before = history.get(path, ())
    if event.verb in (REWORDED, REPEALED):
        history = {other: events for other, events in history.items() if other[: len(path)] != path}
        before = tuple(one for one in before if one.verb == ADDED and event.verb == REWORDED)
    return history | {path: before if event in before else (*before, event)}
