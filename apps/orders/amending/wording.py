"""The text of an amending provision (ZTP § 82–96)."""

from dataclasses import dataclass
from itertools import groupby, takewhile
from typing import Any

from apps.orders.text import LITERA, PARAGRAF, PODWOJNE_TIRET, PUNKT, TIRET, Node, labelled

from .applying import apply
from .changes import Change, Path
from .ordering import ordered
from .phrases import Phrase, phrase
from .units import endings, within

__all__ = ["amending_provision", "changes_in_effects", "ordered"]

_LEVELS = (PUNKT, LITERA, TIRET, PODWOJNE_TIRET)  # ZTP § 94


@dataclass(frozen=True)
class _Item:
    """One change as it will stand in the list."""

    number: int
    said: Phrase

    @property
    def within(self) -> Path:
        return self.said.within


def amending_provision(changes: tuple[Change, ...], tree: tuple[Node, ...], act: str) -> Node:
    """The § that amends. `tree`: the amended text as it stands; `act`: „zarządzeniu nr 23/2018 Dyrektora … z dnia …
    w sprawie …”. Its units carry keys „change 0”, „change 1” … for `citations`, counted over `ordered(changes)`."""
    tree = labelled(tree)
    after = apply(tree, changes)
    changes = ordered(changes, tree)
    marks = endings(after)
    items = [_Item(n, phrase(change, tree, changes, after, marks)) for n, change in enumerate(changes)]
    if len(items) == 1:
        return _alone(items[0], (), PARAGRAF, f"W {act}")
    common = _common(items)
    text = " ".join(filter(None, [f"W {act}", within(common), "wprowadza się następujące zmiany:"]))
    return Node(PARAGRAF, text, _listed(items, common, 0))


def changes_in_effects(changes: tuple[Change, ...], cited: dict[str, str]) -> list[dict[str, Any]]:
    """For effects["changes"]: each change as JSON with the provision that makes it. `changes` ordered, `cited` of the
    whole body."""
    return [{**change.to_json(), "provision": cited[f"change {n}"]} for n, change in enumerate(changes)]


def _listed(items: list[_Item], prefix: Path, level: int) -> tuple[Node, ...]:
    """A unit for each unit of the next level that changes, one more level below it when it changes in several ways."""
    made: list[Node] = []
    for deeper, group in groupby(items, lambda item: item.within[: len(prefix) + 1]):
        together = list(group)
        is_alone = len(together) == 1 or deeper == prefix or level + 1 == len(_LEVELS)
        if is_alone:
            made += [_alone(item, prefix, _LEVELS[level]) for item in together]
        else:
            common = _common(together)
            below = _listed(together, common, level + 1)
            made.append(Node(_LEVELS[level], within(common[len(prefix) :]), below))
    return tuple(made)


def _alone(item: _Item, prefix: Path, kind: str, before: str = "") -> Node:
    where = within(item.within[len(prefix) :])
    text = " ".join(filter(None, [before, where, item.said.text]))
    return Node(kind, text, key=f"change {item.number}", quoted=item.said.quoted)


def _common(items: list[_Item]) -> Path:
    """The deepest unit within which all of them are."""
    paths = [item.within for item in items]
    same = takewhile(lambda steps: len(set(steps)) == 1, zip(*paths, strict=False))
    return tuple(steps[0] for steps in same)
