"""Which paragraph of one text became which of the other: equal ones, changed ones, moved ones, and what came or went.
Works on any strings; what „alike” means is measured in words."""

import difflib
import re
from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

WORD = re.compile(r"\s+|[\w\u00ad'’-]+|[^\w\s]", re.UNICODE)
_TAG = re.compile(r"<[^>]*>")
_CHANGED, _MOVED = 0.5, 0.75  # how alike two paragraphs are at least
_MOST = 900  # pairs that are measured in one place; beyond that paragraphs are paired in order
_FEWEST = 5  # words of a paragraph that may have moved and changed at once
_LONGEST = 4_000  # words; a longer paragraph is taken as changed where it stands


@dataclass(frozen=True)
class Row:
    """A paragraph of the old text and what became of it in the new one; None: it is not in that text, here.
    `moved`: the same paragraph stands elsewhere in the other text."""

    old: str | None
    new: str | None
    moved: bool = False
    was: str | None = None  # of a moved one that came here: its old wording

    @property
    def is_same(self) -> bool:
        return self.old == self.new


def rows(old: Sequence[str], new: Sequence[str]) -> list[Row]:
    """Both texts paragraph by paragraph, in an order that keeps that of each: those with `old` give the old text back,
    those with `new` the new one."""
    runs = [(a, b, c, d) for kind, a, b, c, d in _opcodes(old, new) if kind != "equal"]
    out = [index for a, b, _, _ in runs for index in range(a, b)]
    came = [index for _, _, c, d in runs for index in range(c, d)]
    moves = _equal(old, new, out, came)
    pairs = {}
    for a, b, c, d in runs:
        free_old = [index for index in range(a, b) if index not in moves]
        free_new = [index for index in range(c, d) if index not in moves.values()]
        pairs |= _alike_in_order(old, new, free_old, free_new)
    moves |= _alike_elsewhere(
        old,
        new,
        [index for index in out if index not in moves and index not in pairs],
        [index for index in came if index not in moves.values() and index not in pairs.values()],
    )
    return list(_written(old, new, moves, pairs))


def _opcodes(old, new):
    return difflib.SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes()


def _equal(old, new, out, came) -> dict[int, int]:
    """Word for word the same, in another place."""
    places: dict[str, deque[int]] = defaultdict(deque)
    for index in came:
        places[new[index]].append(index)
    return {index: places[old[index]].popleft() for index in out if places[old[index]]}


def _alike_in_order(old, new, out, came) -> dict[int, int]:
    """The most alike pairs that do not cross; two that stand alone in one place belong together."""
    if len(out) == len(came) == 1:
        return {out[0]: came[0]}
    if len(out) * len(came) > _MOST:
        return dict(zip(out, came, strict=False))
    best = _best_of([[likeness(old[i], new[j], _CHANGED) for j in came] for i in out])
    return {out[i]: came[j] for i, j in best}


def _best_of(likeness: list[list[float]]) -> list[tuple[int, int]]:
    """Pairs in order with the greatest sum, as the longest common subsequence is found."""
    height, width = len(likeness), len(likeness[0]) if likeness else 0
    sums = [[0.0] * (width + 1) for _ in range(height + 1)]
    for i in range(height - 1, -1, -1):
        for j in range(width - 1, -1, -1):
            together = likeness[i][j] + sums[i + 1][j + 1] if likeness[i][j] else 0
            sums[i][j] = max(sums[i + 1][j], sums[i][j + 1], together)
    pairs, i, j = [], 0, 0
    while i < height and j < width:
        if likeness[i][j] and sums[i][j] == likeness[i][j] + sums[i + 1][j + 1]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        else:
            i, j = (i + 1, j) if sums[i][j] == sums[i + 1][j] else (i, j + 1)
    return pairs


def _alike_elsewhere(old, new, out, came) -> dict[int, int]:
    """Moved and changed a little, the most alike first."""
    if len(out) * len(came) > _MOST:
        return {}
    measured = [(likeness(old[i], new[j], _MOVED, _FEWEST), i, j) for i in out for j in came]
    moves: dict[int, int] = {}
    for alike, i, j in sorted(measured, key=lambda one: (-one[0], one[1], one[2])):
        if alike and i not in moves and j not in moves.values():
            moves[i] = j
    return moves


def likeness(one: str, other: str, least: float, fewest: int = 1) -> float:
    """How alike two paragraphs are, from 0 to 1; 0 when less than `least`, or when one has too few words."""
    first, second = (_words(text) for text in (one, other))
    if not fewest <= min(len(first), len(second)) or max(len(first), len(second)) > _LONGEST:
        return 0
    matcher = difflib.SequenceMatcher(a=first, b=second, autojunk=False)
    if matcher.real_quick_ratio() < least or matcher.quick_ratio() < least:
        return 0
    ratio = matcher.ratio()
    return ratio if ratio >= least else 0


def _words(text: str) -> list[str]:
    return [word for word in WORD.findall(_TAG.sub(" ", text)) if not word.isspace()]


def _written(old, new, moves, pairs) -> Iterator[Row]:
    came_from = {after: before for before, after in moves.items()}
    for kind, a, b, c, d in _opcodes(old, new):
        if kind == "equal":
            yield from (Row(text, text) for text in new[c:d])
            continue
        j = c
        for i in range(a, b):
            if i in pairs:
                yield from (_came(old, new, index, came_from) for index in range(j, pairs[i]))
                yield Row(old[i], new[pairs[i]])
                j = pairs[i] + 1
            else:
                yield Row(old[i], None, moved=i in moves)
        yield from (_came(old, new, index, came_from) for index in range(j, d))


def _came(old, new, index, came_from) -> Row:
    moved = index in came_from
    return Row(None, new[index], moved, old[came_from[index]] if moved else None)
