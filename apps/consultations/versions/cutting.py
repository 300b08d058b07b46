"""Cuts a text into editorial units and calls each by its name: „Załącznik nr 1, § 5 ust. 2 pkt 1 lit. a”. Takes blocks
as apps.documents.inspecting.blocks writes them, or rich text written here."""

import html
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from lxml.html import HtmlElement, tostring

from apps.consultations.units import HEADING, ITEM, KINDS, NOTE, PARAGRAF, PLAIN, PUNKT, TIRET, Unit
from apps.orders.text import ordinal
from apps.texts import rich
from apps.texts.canonical import parse

from . import headings, naming, signs, tabling
from .signs import DOUBLE, Mark, Step, bare
from .tabling import words

MOST_UNITS = 6_000
TOO_MANY = f"W tym dokumencie jest więcej niż {MOST_UNITS} jednostek. Podziel go na części albo prześlij jako PDF."
_LINE = re.compile(r"<br>(?=\s*(?:§|\d+[a-z]{0,3}[.)]\s|\d{1,3}(?:\.\d{1,3})+\.\s|\(?[a-z]{1,2}\)\s|[–—•-]\s))")
_INLINE = re.compile(r"<(/?)(strong|em|a)\b")


@dataclass
class Cutter:
    """Goes through the text and remembers where it is."""

    units: list[Unit] = field(default_factory=list)
    annex: str = ""
    chapter: str = ""
    part: int = 0  # the last „II.” that stood as a heading
    path: list[Step] = field(default_factory=list)
    plain: Counter = field(default_factory=Counter)
    indents: Counter = field(default_factory=Counter)
    tables: Counter = field(default_factory=Counter)
    names: naming.Names = field(default_factory=naming.Names)

    def cut(self, blocks: Iterable[dict[str, Any]]) -> list[Unit]:
        for block in blocks:
            if block["kind"] == "table":
                self._table(block)
            elif block["kind"] == "note":
                self._add(NOTE, f"przypis {block['mark']}", 0, f"<p>{_raised(block['mark'])} {block['html']}</p>")
            else:
                for piece in _lines(block):
                    self._paragraph(piece)
            if len(self.units) > MOST_UNITS:
                raise rich.TextRefused(TOO_MANY)
        return self.units

    def _paragraph(self, block: dict[str, Any]) -> None:
        mark = "•" if block.get("is_bullet") else block.get("mark", "")
        markup = rich.tidy(f"{html.escape(mark, quote=False)} {block['html']}".strip())
        said = words(markup)
        if not said:
            return
        form, series = block.get("form", ""), block.get("series", "")
        found = signs.signs(said, Mark(mark, form, series, block.get("depth", 0)), self.path)
        if self._is_heading(said, found, block.get("level", 0)):
            self._heading(said, markup, found)
        elif found:
            self._marked(found, markup)
        else:
            self._unmarked(said, markup, block.get("depth", 0))

    def _is_heading(self, said: str, found: list[Step], level: int) -> bool:
        if found and found[0].kind == PARAGRAF:
            return False
        if headings.is_chapter(said) or headings.is_annex(said) or level:
            return True
        if part := headings.part_of(said, found, self.part):
            self.part = part
        return bool(part)

    def _heading(self, said: str, markup: str, found: list[Step]) -> None:
        label = headings.label_of(said, found)
        if headings.is_annex(said):
            self.annex, self.chapter = label, ""
        elif self._goes_on_a_heading(said):
            return self._join(markup, "h3")
        elif headings.rank_of(label) <= headings.rank_of(self.chapter):
            self.chapter = label
        self.path = []
        scope = "" if headings.is_annex(said) else self.annex
        return self._add(HEADING, naming.within(scope, label), 0, f"<h3>{markup}</h3>")

    def _goes_on_a_heading(self, said: str) -> bool:
        """„Rozdział 1”, and its title on the next line."""
        last = self.units[-1] if self.units else None
        is_bare = last is not None and last.kind == HEADING and headings.is_bare(last.text)
        return is_bare and not headings.is_chapter(said) and len(said) <= headings.LONGEST

    def _marked(self, found: list[Step], markup: str) -> None:
        for step in found:
            above = signs.within(self.path, step)
            self.path = [*above, self._counted(step.inside(above), above)]
        depth = 0 if found[0].kind == PARAGRAF else signs.depth_of(self.path)
        if self.path[0].kind == TIRET:
            deep, self.path = found[0].deep, []
            return self._plain(ITEM, min(1 + deep, 4), markup)
        kind = self.path[-1].kind
        return self._add(kind if kind in KINDS else PUNKT, self._named(), depth, f"<p>{markup}</p>")

    def _counted(self, step: Step, above: list[Step]) -> Step:
        """A tiret has no number of its own: it is counted where it stands."""
        if step.kind not in (TIRET, DOUBLE):
            return step
        place = (self.annex, len(self.names.used) if not above else 0, *above)
        goes_on = self.path[: len(above)] == above and [one.kind for one in self.path[len(above) :]][:1] == [step.kind]
        self.indents[place] = self.indents[place] + 1 if goes_on else 1
        return replace(step, number=ordinal(str(self.indents[place])))

    def _named(self) -> str:
        return naming.within(self.annex, naming.path_label(self.path))

    def _unmarked(self, said: str, markup: str, depth: int) -> None:
        last = self.units[-1] if self.units else None
        if last and last.kind == PARAGRAF and not bare(last.text):
            return self._join(markup, "p")
        if last and self._goes_on_a_heading(said) and not said.endswith("."):
            return self._join(markup, "h3")
        if self.path and self.path[0].kind == PARAGRAF:
            act = naming.within(self.annex, naming.path_label(self.path[:1]))
            self.plain[act] += 1
            return self._add(PLAIN, f"{act}, akapit {self.plain[act] + 1}", 1, f"<p>{markup}</p>")
        return self._plain(PLAIN, min(depth, 4), markup)

    def _plain(self, kind: str, depth: int, markup: str) -> None:
        self.plain[self.annex] += 1
        label = naming.within(self.annex, f"akapit {self.plain[self.annex]}")
        self._add(kind, label, depth, f"<p>{markup}</p>")

    def _join(self, markup: str, tag: str) -> None:
        """More of the last unit."""
        last = self.units[-1]
        inner = f"{last.html.removesuffix('</h3>')}<br>{markup}</h3>" if tag == "h3" else f"{last.html}<p>{markup}</p>"
        written = rich.clean(inner)
        self.units[-1] = replace(last, html=written, text=words(written))

    def _table(self, block: dict[str, Any]) -> None:
        self.tables[self.annex] += 1
        label = naming.within(self.annex, f"tabela {self.tables[self.annex]}")
        for kind, name, markup, text in tabling.units_of(block["rows"], label):
            self.units.append(Unit(self.names.key(name), name, kind, 0, markup, text))

    def _add(self, kind: str, label: str, depth: int, markup: str) -> None:
        written = rich.clean(markup)
        if not (text := words(written)):
            return
        label = self.names.own(label, self.chapter, self.annex)
        self.units.append(Unit(self.names.key(label), label, kind, depth, written, text))


def units_of_blocks(blocks: Iterable[dict[str, Any]]) -> list[Unit]:
    """Raises TextRefused when there are too many."""
    return Cutter().cut(blocks)


def units_of_html(markup: str) -> list[Unit]:
    """Units of rich text (apps.texts)."""
    return units_of_blocks(block for element in parse(rich.clean(markup)) for block in _blocks(element))


def _raised(mark: str) -> str:
    return f"{mark})".translate(str.maketrans("0123456789)", "⁰¹²³⁴⁵⁶⁷⁸⁹⁾"))


def _lines(block: dict[str, Any]) -> list[dict[str, Any]]:
    """A paragraph whose lines begin units is as many paragraphs."""
    pieces = _LINE.split(block["html"])
    if len(pieces) == 1 or any(_is_torn(piece) for piece in pieces):
        return [block]
    rest = {"level": 0, "mark": "", "is_bullet": False, "form": "", "series": ""}
    return [block | {"html": piece} | (rest if place else {}) for place, piece in enumerate(pieces)]


def _is_torn(piece: str) -> bool:
    return sum(-1 if closes else 1 for closes, _ in _INLINE.findall(piece)) != 0


def _blocks(element: HtmlElement, depth: int = 0, series: str = "") -> Iterable[dict[str, Any]]:
    """Blocks of canonical rich text. A list in a list is counted with it."""
    if element.tag in ("ul", "ol"):
        series = series or element.getroottree().getpath(element)
        is_bullet = element.tag == "ul"
        for number, item in enumerate(element, start=int(element.get("start", 1))):
            marked = {"mark": "•" if is_bullet else f"{number}.", "is_bullet": is_bullet, "form": "decimal"}
            yield from _item(item, marked | {"depth": depth, "series": series})
    elif element.tag == "table":
        yield {"kind": "table", "rows": tabling.rows_of(element)}
    elif element.tag == "blockquote":
        for inner in element:
            yield from _blocks(inner, depth + 1, series)
    else:
        level = {"h3": 1, "h4": 2}.get(element.tag, 0)
        yield {"kind": "paragraph", "html": str(rich.inside(element)), "level": level, "depth": depth}


def _item(item: HtmlElement, marked: dict[str, Any]) -> Iterable[dict[str, Any]]:
    nested = [child for child in item if child.tag in ("p", "ul", "ol", "blockquote", "table")]
    own = html.escape(item.text or "", quote=False)
    own += "".join(tostring(child, encoding="unicode") for child in item if child not in nested)
    yield {"kind": "paragraph", "html": own} | marked
    for child in nested:
        yield from _blocks(child, marked["depth"] + 1, marked["series"])
