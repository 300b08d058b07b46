"""Cuts a text into editorial units and calls each by its name: „Załącznik nr 1, § 5 ust. 2 pkt 1 lit. a”. Takes blocks
as apps.documents.inspecting.blocks writes them, or rich text written here."""

import html
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from lxml.html import HtmlElement, tostring

from apps.consultations.units import HEADING, ITEM, LITERA, NOTE, PARAGRAF, PLAIN, PUNKT, TIRET, USTEP, Unit
from apps.orders.text import ordinal
from apps.texts import rich
from apps.texts.canonical import parse

from . import naming, tabling
from .tabling import words

MOST_UNITS = 6_000
TOO_MANY = f"W tym dokumencie jest więcej niż {MOST_UNITS} jednostek. Podziel go na części albo prześlij jako PDF."
_NUMBER = r"\d+[a-z]{0,3}[⁰¹²³⁴-⁹]*"
_SIGNS = [
    (PARAGRAF, re.compile(rf"§\s*({_NUMBER})\s*(?:[.)](?=\s|$)|(?=\s+[A-ZĄĆĘŁŃÓŚŹŻ„])|$)\s*")),
    (PARAGRAF, re.compile(rf"(Art\.\s*{_NUMBER})\s*(?:\.(?=\s|$)|$)\s*")),
    (USTEP, re.compile(r"(\d+(?:\.\d+)*[a-z]{0,3})\.(?=\s|$)\s*|(\d+(?:\.\d+)+)(?=\s)\s*")),
    (PUNKT, re.compile(r"(\d+[a-z]{0,3})\)(?=\s|$)\s*")),
    (LITERA, re.compile(r"([a-z]{1,3})\)(?=\s|$)\s*")),
    (TIRET, re.compile(r"([–—•-])(?=\s)\s*")),
]
_RANKS = {PARAGRAF: 0, USTEP: 1, PUNKT: 2, LITERA: 3, TIRET: 4}
_CHAPTER = re.compile(
    r"(?P<name>rozdział|podrozdział|oddział|dział|część|tytuł|księga)\s+(?P<number>\d+[a-z]?|[IVXLC]+|[A-Z])"
    r"(?=[\s.:–-]|$)",
    re.IGNORECASE,
)
_ANNEX = re.compile(r"załącznik(?:\s+nr)?\s*(?P<number>\d+[a-z]?|[IVX]+|[A-Z])?(?:\s+do\s.*)?\s*", re.IGNORECASE)
_LONGEST_HEADING, _FIRST_WORDS = 200, 60
_LINE = re.compile(r"<br>(?=\s*(?:§|\d+[a-z]{0,3}[.)]\s|[a-z]{1,2}\)\s|[–—•-]\s))")
_INLINE = re.compile(r"<(/?)(strong|em|a)\b")


@dataclass
class Cutter:
    """Goes through the text and remembers where it is."""

    units: list[Unit] = field(default_factory=list)
    annex: str = ""
    chapter: str = ""
    path: list[tuple[str, str]] = field(default_factory=list)
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
        markup = f"{html.escape(mark, quote=False)} {block['html']}".strip()
        said = words(markup)
        if not said:
            return
        signs = _signs(said, in_act=bool(self.path) and self.path[0][0] == PARAGRAF)
        if self._is_heading(said, signs, block.get("level", 0)):
            self._heading(said, markup, bool(signs))
        elif signs:
            self._marked(signs, markup)
        else:
            self._unmarked(said, markup, block.get("depth", 0))

    def _is_heading(self, said: str, signs: list, level: int) -> bool:
        if signs and signs[0][0] == PARAGRAF:
            return False
        return bool(level) or _is_chapter(said) or _is_annex(said)

    def _heading(self, said: str, markup: str, is_numbered: bool) -> None:
        label, found = _heading_label(said, is_numbered), _CHAPTER.match(said)
        if _is_annex(said):
            self.annex, self.chapter = label, ""
        elif self._goes_on_a_heading(said, found):
            return self._join(markup, "h3")
        elif found or not self.chapter.lower().startswith(("rozdział", "dział", "część")):
            self.chapter = label
        self.path = []
        scope = "" if _is_annex(said) else self.annex
        return self._add(HEADING, naming.within(scope, label), 0, f"<h3>{markup}</h3>")

    def _goes_on_a_heading(self, said: str, is_chapter: Any) -> bool:
        """„Rozdział 1”, and its title on the next line."""
        last = self.units[-1] if self.units else None
        is_bare = last is not None and last.kind == HEADING and _is_bare_heading(last.text)
        return is_bare and not is_chapter and len(said) <= _LONGEST_HEADING

    def _marked(self, signs: list[tuple[str, str]], markup: str) -> None:
        for kind, number in signs:
            kept = [one for one in self.path if _RANKS[one[0]] < _RANKS[kind]]
            self.path = [*kept, (kind, self._counted(kind, number, kept))]
        depth = min(len(self.path) - 1, 5)
        if self.path[0][0] == TIRET:
            self.path = []
            return self._plain(ITEM, 1, markup)
        return self._add(self.path[-1][0], self._named(), depth, f"<p>{markup}</p>")

    def _counted(self, kind: str, number: str, above: list[tuple[str, str]]) -> str:
        """A tiret has no number of its own: it is counted where it stands."""
        if kind != TIRET:
            return number
        place = (self.annex, len(self.names.used) if not above else 0, *above)
        first = not (self.path and self.path[-1][0] == TIRET and self.path[:-1] == above)
        self.indents[place] = 1 if first else self.indents[place] + 1
        return ordinal(str(self.indents[place]))

    def _named(self) -> str:
        return naming.within(self.annex, naming.path_label(self.path))

    def _unmarked(self, said: str, markup: str, depth: int) -> None:
        last = self.units[-1] if self.units else None
        if last and last.kind == PARAGRAF and not bare(last.text):
            return self._join(markup, "p")
        if last and self._goes_on_a_heading(said, _CHAPTER.match(said)) and not said.endswith("."):
            return self._join(markup, "h3")
        if self.path and self.path[0][0] == PARAGRAF:
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
        label = self.names.own(label, self.chapter, self.plain, self.annex)
        self.units.append(Unit(self.names.key(label), label, kind, depth, written, text))


def units_of_blocks(blocks: Iterable[dict[str, Any]]) -> list[Unit]:
    """Raises TextRefused when there are too many."""
    return Cutter().cut(blocks)


def units_of_html(markup: str) -> list[Unit]:
    """Units of rich text (apps.texts)."""
    return units_of_blocks(block for element in parse(rich.clean(markup)) for block in _blocks(element))


def bare(text: str) -> str:
    """The words of a unit without its number."""
    for _ in range(4):
        found = next((found for _, sign in _SIGNS if (found := sign.match(text))), None)
        if found is None or not found.end():
            break
        text = text[found.end() :]
    return text.strip()


def _signs(said: str, *, in_act: bool) -> list[tuple[str, str]]:
    """What numbers a paragraph begins with: „§ 1. 1. ” → § 1 ust. 1. A smaller unit never stands before a bigger."""
    found: list[tuple[str, str]] = []
    rank = -1
    while len(found) < 4:
        one = next(((kind, hit) for kind, sign in _SIGNS if _RANKS[kind] > rank and (hit := sign.match(said))), None)
        if one is None:
            break
        kind, hit = one
        number = hit[1] if hit[1] is not None else hit[2]
        if kind == USTEP and "." in number and (in_act or found):
            break  # „1.5 etatu”, a day or a sum
        found.append((kind, number))
        rank, said = _RANKS[kind], said[hit.end() :]
        in_act = in_act or kind == PARAGRAF
    return found


def _is_chapter(said: str) -> bool:
    found = _CHAPTER.match(said)
    return bool(found) and len(said) <= _LONGEST_HEADING and said[0].isupper() and not said.endswith((".", ";", ","))


def _is_annex(said: str) -> bool:
    return len(said) <= _LONGEST_HEADING and not said.endswith((".", ";", ",")) and bool(_ANNEX.fullmatch(said))


def _is_bare_heading(said: str) -> bool:
    found = _CHAPTER.match(said)
    return bool(found) and not said[found.end() :].strip(" .:–-")


def _heading_label(said: str, is_numbered: bool) -> str:
    if found := _CHAPTER.match(said):
        return f"{found['name'].capitalize()} {found['number']}"
    if _is_annex(said):
        number = _ANNEX.fullmatch(said)["number"]
        return f"Załącznik nr {number}" if number else "Załącznik"
    if is_numbered and (sign := _SIGNS[2][1].match(said)):
        return f"rozdział {sign[1] or sign[2]}"
    first = said if len(said) <= _FIRST_WORDS else said[:_FIRST_WORDS].rsplit(" ", 1)[0] + "…"
    return f"nagłówek „{first}”"


def _raised(mark: str) -> str:
    return f"{mark})".translate(str.maketrans("0123456789)", "⁰¹²³⁴⁵⁶⁷⁸⁹⁾"))


def _lines(block: dict[str, Any]) -> list[dict[str, Any]]:
    """A paragraph whose lines begin units is as many paragraphs."""
    pieces = _LINE.split(block["html"])
    if len(pieces) == 1 or any(_is_torn(piece) for piece in pieces):
        return [block]
    rest = {"level": 0, "mark": "", "is_bullet": False}
    return [block | {"html": piece} | (rest if place else {}) for place, piece in enumerate(pieces)]


def _is_torn(piece: str) -> bool:
    return sum(-1 if closes else 1 for closes, _ in _INLINE.findall(piece)) != 0


def _blocks(element: HtmlElement, depth: int = 0) -> Iterable[dict[str, Any]]:
    """Blocks of canonical rich text."""
    if element.tag in ("ul", "ol"):
        for number, item in enumerate(element, start=int(element.get("start", 1))):
            yield from _item(item, "•" if element.tag == "ul" else f"{number}.", element.tag == "ul", depth)
    elif element.tag == "table":
        yield {"kind": "table", "rows": tabling.rows_of(element)}
    elif element.tag == "blockquote":
        for inner in element:
            yield from _blocks(inner, depth + 1)
    else:
        level = {"h3": 1, "h4": 2}.get(element.tag, 0)
        yield {"kind": "paragraph", "html": str(rich.inside(element)), "level": level, "depth": depth}


def _item(item: HtmlElement, mark: str, is_bullet: bool, depth: int) -> Iterable[dict[str, Any]]:
    nested = [child for child in item if child.tag in ("p", "ul", "ol", "blockquote", "table")]
    own = html.escape(item.text or "", quote=False)
    own += "".join(tostring(child, encoding="unicode") for child in item if child not in nested)
    yield {"kind": "paragraph", "html": own, "mark": mark, "is_bullet": is_bullet, "depth": depth}
    for child in nested:
        yield from _blocks(child, depth + 1)
