"""The units of a version that is a draft order: labelled exactly as the order cites them („§ 2 ust. 1 pkt 3”), those of
an annex after its name („Załącznik nr 1, § 2”)."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from django.utils.html import escape

from apps.core.polish import plain_spaces, typography
from apps.orders.models import Order
from apps.orders.text import (
    AKAPIT,
    NAGLOWEK,
    PARAGRAF,
    PODWOJNE_TIRET,
    TIRET,
    Printed,
    citation,
    from_json,
    order_text,
    printed,
    printed_annexes,
    rich_blocks,
    title,
)
from apps.texts.canonical import parse

from .. import units as kinds
from ..units import Unit
from ..versions import tabling
from ..versions.naming import Names

_KIND = {
    "paragraf": kinds.PARAGRAF, "ustep": kinds.USTEP, "punkt": kinds.PUNKT, "litera": kinds.LITERA,
    TIRET: kinds.TIRET, PODWOJNE_TIRET: kinds.TIRET, NAGLOWEK: kinds.HEADING, AKAPIT: kinds.PLAIN,
}  # fmt: skip
_PART = re.compile(r"(?:rozdział|oddział|dział|część|tytuł)\s(?:\d+[a-z]*|[ivxlc]+)", re.IGNORECASE)
_WHAT = {"table": "tabela", "h3": "nagłówek", "h4": "nagłówek"}
_NO_NUMBER, _NO_DAY = "……", "……………… r."


def units_of(order: Order) -> list[Unit]:
    """Everything that the draft says but its number and day."""
    text = order_text(order)
    front = [
        _unit("tytuł", kinds.HEADING, 0, [title(text)]),
        _unit("podstawa prawna", kinds.PLAIN, 0, [text["opening"]]),
    ]
    body = [unit for one in _placed(printed(from_json(text["body"]))) for unit in _of(*one, 0)]
    return _with_own_keys([*front, *body, *_annexes(text)])


def _annexes(text: dict[str, Any]) -> Iterator[Unit]:
    for annex in printed_annexes(text, _NO_NUMBER, _NO_DAY):
        name = plain_spaces(annex["name"])
        yield _unit(name, kinds.HEADING, 0, [f"{name}. {annex['title']}" if annex["title"] else name])
        yield from _rich(annex["html"], name) if annex["html"] else _tree(annex["provisions"], name)


def _tree(provisions: list[Printed], name: str) -> Iterator[Unit]:
    """Numbers begin anew under each heading, so units other than § are cited after it."""
    under, apart = name, {NAGLOWEK: 0, AKAPIT: 0}
    for above, unit, place in _placed(provisions, name):
        if unit.kind not in apart:
            yield from _of(above if unit.kind == PARAGRAF else under, unit, place, 0)
            continue
        apart[unit.kind] += 1
        label = f"{above}, {_called(unit, apart[unit.kind])}"
        under = label if unit.kind == NAGLOWEK else under
        yield _unit(label, _KIND[unit.kind], 0, [unit.text])
        for below in _placed(unit.units, label):
            yield from _of(*below, 1)


def _called(unit: Printed, place: int) -> str:
    """„Rozdział 1”, „nagłówek 2”, „akapit 3”."""
    if unit.kind == AKAPIT:
        return f"akapit {place}"
    part = _PART.match(unit.text)
    return plain_spaces(part[0]).capitalize() if part else f"nagłówek {place}"


def _placed(units: Iterable[Printed], above: str = "") -> Iterator[tuple[str, Printed, int]]:
    return ((above, unit, place) for place, unit in enumerate(units, start=1))


def _of(above: str, unit: Printed, place: int, depth: int) -> Iterator[Unit]:
    """The unit and those below it. A § of ustępy has no words of its own: its mark stands before the first of them."""
    label = _cited(above, unit, place)
    if unit.text:
        quoted = [line for one in unit.quoted for line in one.lines()]
        yield _unit(label, _KIND[unit.kind], depth, [" ".join([*unit.marks, unit.text]), *quoted])
    for below in _placed(unit.units, label):
        yield from _of(*below, depth + 1)
    if unit.tail:
        yield _unit(f"{label} część wspólna", kinds.PLAIN, depth, [unit.tail])


def _cited(above: str, unit: Printed, place: int) -> str:
    said = plain_spaces(unit.marks[-1]).strip("„§ .)")
    cited = citation(unit.kind, str(place) if unit.kind in (TIRET, PODWOJNE_TIRET) else said)
    if not above:
        return cited
    is_first_in_annex = "§" not in above and not re.search(r"(?:ust\.|pkt|lit\.|tiret) \S+$", above)
    return f"{above}, {cited}" if is_first_in_annex else f"{above} {cited}"


def _rich(html: str, name: str) -> Iterator[Unit]:
    counts: Counter[str] = Counter()
    for block in rich_blocks(html):
        what = _WHAT.get(block.tag, "akapit")
        counts[what] += not block.signs
        label = f"{name}, {block.cited or f'{what} {counts[what]}'}"
        if block.tag == "table":
            [table] = parse(block.html)
            for kind, of, said, text in tabling.units_of(tabling.rows_of(table), label):
                yield Unit("", of, kind, 0, said, text)
        elif block.signs:
            said = f"<p>{' '.join(sign.words for sign in block.signs)} {block.html}</p>"
            yield Unit("", label, _KIND[block.signs[-1].kind], len(block.above), said, block.lines()[0])
        else:
            kind = kinds.HEADING if what == "nagłówek" else kinds.PLAIN
            yield Unit("", label, kind, 0, block.html, "\n".join(block.lines()))


def _unit(label: str, kind: str, depth: int, lines: list[str]) -> Unit:
    said = [plain_spaces(line) for line in lines]
    tag = "h3" if kind == kinds.HEADING else "p"
    html = "".join(f"<{tag}>{escape(typography(line))}</{tag}>" for line in said)
    return Unit("", label, kind, depth, html, "\n".join(said))


def _with_own_keys(units: list[Unit]) -> list[Unit]:
    """Keys made of the labels, so that a unit keeps its key from version to version."""
    names = Names()
    return [replace(unit, key=names.key(unit.label)) for unit in units]
