"""Which unit of one version became which of another: the same, changed, moved, come or gone. Numbers of units do not
count, so that a passage is known again when what stands before it is renumbered. Works on units alone."""

import difflib
from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from apps.consultations.units import PLAIN, ROW, TABLE, Unit
from apps.texts.aligning import likeness

from .signs import bare

_CHANGED, _MOVED, _SAME_NAME = 0.5, 0.75, 0.25  # how alike two units are at least
_MOST, _MOST_ELSEWHERE = 900, 4_000  # pairs that are measured in one place, and over the whole text
_UNNUMBERED = frozenset({PLAIN, ROW, TABLE})
_FEWEST = 5  # words of a unit that may have moved and changed at once


@dataclass(frozen=True)
class Pair:
    """A unit of the old version and what became of it; None: it is not in that version. `moved`: it stands elsewhere
    among the others, not only under another number."""

    old: Unit | None
    new: Unit | None
    moved: bool = False

    @property
    def is_same(self) -> bool:
        return self.old is not None and self.new is not None and _said(self.old) == _said(self.new)


def pairs(old: Sequence[Unit], new: Sequence[Unit]) -> list[Pair]:
    """Every unit of both once, in the order of the new version; what went stands where it stood."""
    return list(_in_order(old, new, *_paired(old, new)))


def _paired(old: Sequence[Unit], new: Sequence[Unit]) -> tuple[dict[int, int], dict[int, int]]:
    """(in their place, moved): indices of the old to those of the new."""
    before, after = [_said(unit) for unit in old], [_said(unit) for unit in new]
    stays: dict[int, int] = {}
    for kind, a, b, c, d in difflib.SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes():
        if kind == "equal":
            stays |= zip(range(a, b), range(c, d), strict=True)
        elif kind == "replace":
            stays |= _in_place(old, new, before, after, range(a, b), range(c, d))
    gone = [index for index in range(len(old)) if index not in stays]
    come = sorted(set(range(len(new))) - set(stays.values()))
    return stays, _elsewhere(before, after, gone, come)


def _in_place(old, new, before, after, out: range, came: range) -> dict[int, int]:
    """Changed where it stands: under the same name first, then the most alike of what is left between them."""
    found: dict[int, int] = {}
    names = {new[j].label: j for j in came}
    last = -1
    for i in out:
        j = names.get(old[i].label, -1)
        if j > last and likeness(before[i], after[j], _SAME_NAME):
            found[i] = last = j
    edges = [(out.start - 1, came.start - 1), *found.items(), (out.stop, came.stop)]
    for (i, j), (k, m) in zip(edges, edges[1:], strict=False):
        found |= _most_alike(before, after, range(i + 1, k), range(j + 1, m))
    return found


def _most_alike(before, after, out: range, came: range) -> dict[int, int]:
    found: dict[int, int] = {}
    if len(out) * len(came) > _MOST:
        return found
    last = -1
    for i in out:
        alike = [(likeness(before[i], after[j], _CHANGED), -j) for j in came if j > last]
        best, place = max(alike, default=(0, 0))
        if best:
            found[i] = last = -place
    return found


def _elsewhere(before, after, gone: list[int], come: list[int]) -> dict[int, int]:
    places: dict[str, deque[int]] = defaultdict(deque)
    for j in come:
        places[after[j]].append(j)
    moves = {i: places[before[i]].popleft() for i in gone if places[before[i]]}
    out = [i for i in gone if i not in moves]
    into = [j for j in come if j not in moves.values()]
    if len(out) * len(into) > _MOST_ELSEWHERE:
        return moves
    measured = [(likeness(before[i], after[j], _MOVED, _FEWEST), i, j) for i in out for j in into]
    for alike, i, j in sorted(measured, key=lambda one: (-one[0], one[1], one[2])):
        if alike and i not in moves and j not in moves.values():
            moves[i] = j
    return moves


def _in_order(old, new, stays: dict[int, int], moves: dict[int, int]) -> Iterator[Pair]:
    came_from = {j: (i, False) for i, j in stays.items()} | {j: (i, True) for i, j in moves.items()}
    told = 0
    for j, unit in enumerate(new):
        i, moved = came_from.get(j, (None, False))
        if i is not None and not moved:
            yield from _gone(old, range(told, i), stays, moves)
            told = i + 1
        yield Pair(None if i is None else old[i], unit, moved)
    yield from _gone(old, range(told, len(old)), stays, moves)


def _gone(old, places: range, stays, moves) -> Iterator[Pair]:
    return (Pair(old[i], None) for i in places if i not in stays and i not in moves)


def _said(unit: Unit) -> str:
    """The words without the number; of a unit that is only a number, its name. A plain paragraph has no number, though
    it may begin with a sum."""
    text = unit.text if unit.kind in _UNNUMBERED else bare(unit.text)
    words = " ".join(text.replace("\u00a0", " ").split())
    return words or unit.label
