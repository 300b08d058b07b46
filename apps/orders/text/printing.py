"""A tree as printed and as cited: marks, final punctuation, quotations, footnotes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from apps.core.polish import plain_spaces, typography

from .marks import LITERA, PODWOJNE_TIRET, PUNKT, TIRET, USTEP, citation, mark
from .nodes import Node, closed, own_label

_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_PART = re.compile(r"((?:rozdział|oddział|dział|część|tytuł)\s(?:\d+[a-z]*|[ivxlc]+))\.\s(.+)", re.IGNORECASE)
_REPEALED = {LITERA: "(uchylona)", TIRET: "(uchylone)", PODWOJNE_TIRET: "(uchylone)"}


class Mark(str):
    """A mark with the numbers of the footnotes that stand after it."""

    notes: tuple[int, ...] = ()

    def __new__(cls, text: str, notes: tuple[int, ...] = ()) -> "Mark":
        made = super().__new__(cls, text)
        made.notes = notes
        return made

    def said(self) -> str:
        return f"{self}{superscripts(self.notes)}"


def superscripts(notes: tuple[int, ...]) -> str:
    """„¹⁾ ²⁾” (ZTP § 163)."""
    return " ".join(f"{note}".translate(_SUPERSCRIPT) + "⁾" for note in notes)


@dataclass(frozen=True)
class Printed:
    """One unit as printed: the marks that stand before its text („§ 1.”, „1.”), the text with its final punctuation,
    footnotes after it, the units below it, the common part after them, and the new wording that it quotes."""

    kind: str
    marks: tuple[Mark, ...]
    text: str
    units: tuple["Printed", ...] = ()
    tail: str = ""
    notes: tuple[int, ...] = ()
    quoted: tuple["Printed", ...] = ()
    repealed: bool = False
    ahead: bool = False

    @property
    def heading(self) -> list[str]:
        """A heading as it stands on the paper: „Rozdział 1” and below it the title."""
        found = _PART.fullmatch(self.text)
        return [found[1], found[2]] if found else [self.text]

    def lines(self) -> Iterator[str]:
        if self.text:
            yield " ".join([*(mark.said() for mark in self.marks), self.text]) + superscripts(self.notes)
        for unit in (*self.quoted, *self.units):
            yield from unit.lines()
        if self.tail:
            yield self.tail


def printed(tree: tuple[Node, ...]) -> list[Printed]:
    """The tree as printed, with non-breaking spaces."""
    return [_printed(node, n, ".") for n, node in enumerate(tree, start=1)]


def _printed(node: Node, n: int, ending: str, before: tuple[Mark, ...] = ()) -> Printed:
    ending = ending if node.ending is None else node.ending
    marks = (*before, Mark(typography(mark(node.kind, own_label(node, n))), () if node.repealed else node.notes))
    if node.repealed:
        said = _REPEALED.get(node.kind, "(uchylony)") + ending
        return Printed(node.kind, marks, said, notes=node.notes, repealed=True, ahead=node.ahead)
    text = typography(closed(node.text, ":" if node.children or node.quoted else ending))
    opening = () if text else marks  # „§ 1. 1. …”: a § of ustępy opens with the first of them
    last = len(node.children)
    units = tuple(
        _printed(child, place, ending_of(child, node, place == last, ending), opening if place == 1 else ())
        for place, child in enumerate(node.children, start=1)
    )
    tail = typography(closed(node.tail, ending))
    return Printed(node.kind, marks, text, units, tail, quoted=_quotation(node.quoted, ending), ahead=node.ahead)


def ending_of(child: Node, parent: Node, is_last: bool, ending: str) -> str:
    """ZTP § 57: points end with „;”, deeper units with „,”, the last as its place in the higher list asks; before a
    common part all but the last with „,” and the last with nothing. `ending`: the parent's own."""
    if child.kind == USTEP:
        return "."
    if parent.tail:
        return "" if is_last else ","
    if is_last:
        return ending
    return ";" if child.kind == PUNKT else ","


def _quotation(units: tuple[Node, ...], ending: str) -> tuple[Printed, ...]:
    """New wording in „ ”, followed by the mark of the amending list."""
    if not units:
        return ()
    first, *rest = (_printed(unit, n, ".") for n, unit in enumerate(units, start=1))
    *others, last = [_opened(first), *rest]
    return (*others, _shut(last, f"”{ending}"))


def _opened(unit: Printed) -> Printed:
    if unit.text:
        return replace(unit, marks=(Mark(f"„{unit.marks[0]}", unit.marks[0].notes), *unit.marks[1:]))
    first, *rest = unit.units
    return replace(unit, units=(_opened(first), *rest))


def _shut(unit: Printed, closing: str) -> Printed:
    """With the closing after the last words of the unit."""
    if unit.tail:
        return replace(unit, tail=unit.tail + closing)
    if unit.units:
        return replace(unit, units=(*unit.units[:-1], _shut(unit.units[-1], closing)))
    return replace(unit, text=unit.text + closing)


def to_text(tree: tuple[Node, ...]) -> str:
    """Exactly the printed words, with ordinary spaces."""
    return plain_spaces("\n".join(line for unit in printed(tree) for line in unit.lines()))


def citations(tree: tuple[Node, ...]) -> dict[str, str]:
    """„§ 2 pkt 4 lit. a” for every unit that has a key (ZTP § 59: no commas)."""
    return {node.key: cited for node, cited in _cited(tree, "") if node.key}


def _cited(units: tuple[Node, ...], above: str) -> Iterator[tuple[Node, str]]:
    for n, node in enumerate(units, start=1):
        here = f"{above} {citation(node.kind, own_label(node, n))}".strip()
        yield node, here
        yield from _cited(node.children, here)
