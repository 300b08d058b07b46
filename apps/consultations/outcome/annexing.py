"""The text of a version as an annex of an order: as units of the order's own text when they print the very same words,
else as rich text, word for word (ADR 0021)."""

from collections.abc import Iterable
from typing import Any

from apps.core.errors import DomainError
from apps.core.polish import plain_spaces
from apps.orders.editing import parse_annex
from apps.orders.text import Node, Printed, bare, printed_annex, to_json
from apps.texts import rich

from ..models import DocumentVersion
from ..units import HEADING, ITEM, NOTE, PLAIN, ROW, TABLE, Unit, from_json

_APART, _ONLY_RICH = {HEADING, PLAIN}, {TABLE, ROW, NOTE, ITEM}
TOO_LONG = "Treść dokumentu jest za długa na jeden załącznik. Poproś eksperta, aby podzielił dokument na części."


def annex_of(version: DocumentVersion) -> dict[str, Any]:
    """The annex, as orders keep them, that says what the version says."""
    units, title = from_json(version.units), bare(version.document.title)
    tree = None if any(unit.kind in _ONLY_RICH for unit in units) else _tree(units)
    if tree is not None:
        return {"title": title, "body": to_json(tree)}
    try:
        return {"title": title, "html": rich.clean("".join(unit.html for unit in units if unit.kind != ROW))}
    except rich.TextRefused as refusal:
        raise DomainError(TOO_LONG) from refusal


def _tree(units: list[Unit]) -> tuple[Node, ...] | None:
    """None when a tree would not print the very same words; punctuation and spaces follow from the place."""
    tree = parse_annex("\n".join(_typed(units))).tree
    said = [line for unit in printed_annex(tree) for line in _lines(unit)]
    return tree if _words(said) == _words(unit.text for unit in units) else None


def _typed(units: list[Unit]) -> Iterable[str]:
    """Headings and paragraphs without a number stand between empty lines."""
    was = False
    for unit in units:
        apart = unit.kind in _APART
        line = unit.text if unit.kind == HEADING else " ".join(unit.text.split())
        yield from ["", line] if apart or was else [line]
        was = apart


def _lines(unit: Printed) -> Iterable[str]:
    return unit.heading if unit.kind == "naglowek" else unit.lines()


def _words(lines: Iterable[str]) -> list[str]:
    """Without the marks at their ends, which follow from the place: „Rozdział 1. Cele” is „Rozdział 1 Cele”."""
    words = (word.strip(".,;:") for line in lines for word in plain_spaces(line).split())
    return [word for word in words if word]
