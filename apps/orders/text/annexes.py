"""Annexes of an order: a title and a text of its own. Besides the units of an order a text of an annex may have
headings and paragraphs without a number. An annex whose text units cannot say (a table) has `html` in place of `body`:
rich text in canonical form (ADR 0021)."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from apps.core.polish import typography

from .marks import PARAGRAF
from .nodes import Node, bare
from .printing import Printed, printed
from .rich import printed_rich, rich_lines
from .storing import from_json

NAGLOWEK, AKAPIT = "naglowek", "akapit"


def printed_annex(tree: tuple[Node, ...]) -> list[Printed]:
    """As `printed`, with headings and unnumbered paragraphs; § run through the whole annex, other numbers begin anew
    after a heading."""
    places: dict[str, int] = {}
    units = []
    for before, node in zip((None, *tree), tree, strict=False):
        if node.kind != PARAGRAF and (before is None or before.kind != node.kind):
            places[node.kind] = 0
        places[node.kind] = places.get(node.kind, 0) + 1
        units.append(_printed(node, places[node.kind]))
    return units


def _printed(node: Node, place: int) -> Printed:
    if node.kind == NAGLOWEK:
        return Printed(NAGLOWEK, (), typography(bare(node.text)))
    if node.kind == AKAPIT:
        [unit] = printed((replace(node, kind=PARAGRAF),))
        return replace(unit, kind=AKAPIT, marks=())
    if node.kind != PARAGRAF or place > 1:
        node = replace(node, label=node.label or str(place))
    return printed((node,))[0]


def annex_name(place: int, count: int) -> str:
    """„Załącznik nr 2”; the only one has no number."""
    return f"Załącznik nr {place}" if count > 1 else "Załącznik"


def printed_annexes(text: dict[str, Any], number_text: str, day: str) -> list[dict[str, Any]]:
    """Each annex of a frozen or drafted text as printed: its name, what it belongs to, title and units."""
    annexes = text.get("annexes", [])
    return [
        {
            "name": typography(annex_name(place, len(annexes))),
            "of": [typography(line) for line in _belongs_to(text, number_text, day)],
            "title": typography(bare(annex["title"])),
            "provisions": printed_annex(from_json(annex.get("body", []))),
            "html": annex.get("html", ""),
            "rich": printed_rich(annex["html"]) if annex.get("html") else "",
        }
        for place, annex in enumerate(annexes, start=1)
    ]


def _belongs_to(text: dict[str, Any], number_text: str, day: str) -> list[str]:
    return [f"do zarządzenia nr {number_text}", text["issuer"], f"z dnia {day}"]


def annex_lines(text: dict[str, Any], number_text: str, day: str) -> Iterable[str]:
    """The annexes in reading order, with non-breaking spaces."""
    for annex in printed_annexes(text, number_text, day):
        yield from [annex["name"], *annex["of"]]
        if annex["title"]:
            yield annex["title"]
        yield from rich_lines(annex["html"]) if annex["html"] else ()
        for unit in annex["provisions"]:
            yield from unit.lines()
