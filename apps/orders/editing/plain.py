"""A tree as the plain text that people type: printed marks and words, each level two spaces deeper, so that reading
it back gives the same tree."""

from collections.abc import Iterable, Iterator

from apps.core.polish import plain_spaces
from apps.orders.text import AKAPIT, NAGLOWEK, Node, Printed, printed, printed_annex

STEP = "  "


def to_plain(tree: tuple[Node, ...]) -> str:
    return _joined(line for unit in printed(tree) for line in _lines(unit, 0))


def annex_to_plain(tree: tuple[Node, ...]) -> str:
    """Headings and unnumbered paragraphs stand between empty lines."""
    lines: list[str] = []
    apart = False
    for unit in printed_annex(tree):
        was, apart = apart, unit.kind in (AKAPIT, NAGLOWEK)
        lines += [""] * bool(lines and (apart or was)) + list(_lines(unit, 0))
    return _joined(lines)


def _joined(lines: Iterable[str]) -> str:
    return plain_spaces("\n".join(lines))


def _lines(unit: Printed, depth: int) -> Iterator[str]:
    """The first ustęp stands on the line of its §, as printed, yet the others one step in."""
    if unit.text:
        yield STEP * (depth - max(len(unit.marks), 1) + 1) + " ".join([*unit.marks, unit.text])
    for below in unit.units:
        yield from _lines(below, depth + 1)
    if unit.tail:
        yield STEP * depth + unit.tail
