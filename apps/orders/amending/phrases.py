"""One change in words, as ZTP § 85, 87 and 89 give them."""

import re
from dataclasses import dataclass, replace

from apps.orders.text import Node, bare, closed

from .applying import added_units, followed, is_at_the_end
from .changes import Add, AddWords, Change, Path, Repeal, ReplaceWords, Reword
from .units import closing_path, endings, listed, locative, unit_at, within
from .words import WordChange, sought, span_in

_ACCUSATIVE = {".": "kropkę", ";": "średnik", ",": "przecinek"}
_INSTRUMENTAL = {".": "kropką", ";": "średnikiem", ",": "przecinkiem"}


@dataclass(frozen=True)
class Phrase:
    """`within`: the unit in whose words or list the change happens („w § 4 w ust. 5”); `text`: what happens there;
    `quoted`: the full new wording, with the final marks that it has in the amended act."""

    within: Path
    text: str
    quoted: tuple[Node, ...] = ()


def phrase(
    change: Change, tree: tuple[Node, ...], changes: tuple[Change, ...], after: tuple[Node, ...], marks: dict[Path, str]
) -> Phrase:
    """`changes`: all of them, ordered; `after`, `marks`: the tree that they make, and its final marks."""
    match change:
        case Reword():
            many = "otrzymują" if len(change.paths) > 1 else "otrzymuje"
            quoted = tuple(_quoted(unit_at(after, path), marks[path]) for path in change.paths)
            return Phrase(change.paths[0][:-1], f"{_names(change.paths)} {many} brzmienie:", quoted)
        case Repeal():
            return Phrase(change.paths[0][:-1], f"uchyla się {_names(change.paths)}")
        case Add():
            return _addition(change, tree, changes, marks)
        case ReplaceWords() | AddWords():
            return Phrase(change.path, _words(change, unit_at(tree, change.path)))


def _quoted(unit: Node, ending: str) -> Node:
    return replace(unit, ending=ending)


def _names(paths: tuple[Path, ...]) -> str:
    return listed(paths[0][-1][0], [path[-1][1] for path in paths])


# Additions


def _addition(change: Add, tree: tuple[Node, ...], changes: tuple[Change, ...], marks: dict[Path, str]) -> Phrase:
    units = added_units(tree, change)
    paths = tuple((*change.parent, (unit.kind, unit.label)) for unit in units)
    quoted = tuple(_quoted(unit, marks[path]) for unit, path in zip(units, paths, strict=True))
    added = f"dodaje się {_names(paths)} w brzmieniu:"
    if not is_at_the_end(tree, change):
        return Phrase(change.parent, f"po {locative(*followed(tree, change)[-1])} {added}", quoted)
    moved = punctuation_of(change, tree, changes, marks)
    return Phrase(change.parent, f"{moved.said(change.parent)} i {added}" if moved else added, quoted)


@dataclass(frozen=True)
class Punctuation:
    """The final mark that an addition moves: in the words of which unit, from what to what."""

    path: Path
    in_tail: bool
    old: str
    new: str

    def said(self, parent: Path) -> str:
        where = within(self.path[len(parent) :]) + (" w części wspólnej" if self.in_tail else "")
        if not self.old:
            return f"{where} na końcu dodaje się {_ACCUSATIVE[self.new]}"
        return f"{where} {_ACCUSATIVE[self.old]} zastępuje się {_INSTRUMENTAL[self.new]}"


def punctuation_of(
    change: Add, tree: tuple[Node, ...], changes: tuple[Change, ...], marks: dict[Path, str]
) -> Punctuation | None:
    """What an addition at the end of a list does to the mark before it; None when that mark stays, is written anew
    with its unit, or moves by another addition."""
    if not is_at_the_end(tree, change):
        return None
    last = followed(tree, change)
    path = closing_path(tree, last)
    if unit_at(tree, path).repealed or path not in marks or _is_written_anew(path, changes):
        return None
    if any(_adds_below(other, last, path, tree) for other in changes):
        return None
    old, new = _mark_moved(unit_at(tree, path), endings(tree)[path], marks[path])
    return Punctuation(path, bool(unit_at(tree, path).tail), old, new) if old != new else None


def _is_written_anew(path: Path, changes: tuple[Change, ...]) -> bool:
    whole = {one for change in changes if isinstance(change, Reword | Repeal) for one in change.paths}
    return any(path[:depth] in whole for depth in range(1, len(path) + 1))


def _adds_below(other: Change, last: Path, path: Path, tree: tuple[Node, ...]) -> bool:
    """Whether another addition at the end stands between the unit and its last words."""
    if not (isinstance(other, Add) and is_at_the_end(tree, other)):
        return False
    return other.parent[: len(last)] == last and other.parent == path[: len(other.parent)] != path


def _mark_moved(unit: Node, before: str, after: str) -> tuple[str, str]:
    """The mark that goes and the one that comes: the dot of „2018 r.” stays and a semicolon is added."""
    words = bare(unit.tail or unit.text)
    old, new = closed(words, before)[len(words) :], closed(words, after)[len(words) :]
    return old, new


# Words


def _words(change: WordChange, unit: Node) -> str:
    part, *_ = span_in(unit, change, change.path)
    where = ""
    if part == "tail":
        where = "w części wspólnej "
    elif unit.children:
        where = "we wprowadzeniu do wyliczenia "
    old = f"„{sought(change)}”"
    new = f"„{' '.join(change.new.split())}”"
    if isinstance(change, AddWords):
        return f"{where}po {_word(old, 'wyrazie', 'wyrazach', 'liczbie')} {old} dodaje się {_accusative(new)} {new}"
    if not change.new.strip():
        return f"{where}skreśla się {_accusative(old)} {old}"
    return f"{where}{_accusative(old)} {old} zastępuje się {_word(new, 'wyrazem', 'wyrazami', 'liczbą')} {new}"


def _accusative(quoted: str) -> str:
    return _word(quoted, "wyraz", "wyrazy", "liczbę")


def _word(quoted: str, one: str, many: str, number: str) -> str:
    words = quoted.strip("„”").split()
    if len(words) > 1:
        return many
    return number if re.fullmatch(r"\d+", words[0]) else one
