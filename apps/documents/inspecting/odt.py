"""The text of an ODT. What was deleted under tracking stands apart in the file and is not read."""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from .blocks import (
    COMMENTS,
    HIDDEN,
    PICTURES,
    TRACKED,
    Cell,
    Inline,
    Note,
    Paragraph,
    Row,
    Table,
    Text,
    in_a_cell,
    says_nothing,
)
from .odt_styles import OFFICE, TABLE, TEXT, Lists, Styles, number_said

_PASSED = {
    "section",
    "index-title",
    "list-header",
    "table-header-rows",
    "table-row-group",
    "table-rows",
    "numbered-paragraph",
}
_INDEXES = {"table-of-content", "illustration-index", "alphabetical-index", "table-index", "bibliography"}
_NO_WORDS = {"tracked-changes", "sequence-decls", "variable-decls", "user-field-decls", "change", "change-start"}
_NO_WORDS |= {"change-end", "bookmark", "bookmark-start", "bookmark-end", "reference-mark", "soft-page-break"}
_DRAWN = {"frame", "custom-shape", "g", "rect", "line"}
_SIGNS = {"tab": " ", "line-break": "\v"}
_DEEPEST = 40
_MOST_SPACES = 10


@dataclass(frozen=True)
class Look:
    bold: bool = False
    italic: bool = False
    raised: bool = False

    @property
    def how(self) -> dict[str, Any]:
        return {"bold": self.bold, "italic": self.italic, "raised": self.raised}


class Reader:
    """Reads one document from its pack."""

    def __init__(self, pack: zipfile.ZipFile):
        self.text = Text()
        content = _parsed(pack.read("content.xml"))
        common = _parsed(pack.read("styles.xml")) if "styles.xml" in pack.namelist() else etree.Element("none")
        self.styles, self.lists = Styles(common, content), Lists(common, content)
        self.notes: list[Note] = []
        body = content.find(f"{OFFICE}body/{OFFICE}text")
        if body is not None:
            if body.find(f"{TEXT}tracked-changes/{TEXT}changed-region") is not None:
                self.text.say(TRACKED)
            self.text.blocks = list(self._blocks(body))
        self.text.blocks += self.notes
        self.text.refuse_too_long()

    def _blocks(self, parent: etree._Element, depth: int = 0) -> Iterator[Paragraph | Table]:
        for child in parent if depth < _DEEPEST else ():
            name = _name(child)
            if name in ("p", "h"):
                yield from self._paragraph(child)
            elif name == "list":
                yield from self._list(child)
            elif name == "table":
                yield from self._table(child, depth)
            elif name in _PASSED:
                yield from self._blocks(child, depth + 1)
            elif name in _DRAWN:
                boxes: list = []
                self._picture(child, boxes)
                yield from (block for box in boxes for block in self._blocks(box, depth + 1))
            elif name in _INDEXES:
                self.text.say("Spis treści pominięto: program tworzy własny.")

    def _paragraph(self, element: etree._Element, marked: dict[str, Any] | None = None) -> Iterator:
        if self._is_hidden(element):
            self.text.say(HIDDEN)
            return
        line, boxes = Inline(), []
        self._words(element, line, boxes, Look())
        markup, level = line.html().strip(" "), 0
        if _name(element) == "h":
            level = number_said(element.get(f"{TEXT}outline-level", ""), 1)
            marked = marked or self.lists.heading(level, counts=not says_nothing(markup))
        elif self.styles.is_title(element.get(f"{TEXT}style-name", "")):
            level = 1
        if not says_nothing(markup):
            yield Paragraph(markup, level, **(marked or {}))
        for box in boxes:
            yield from self._blocks(box)

    def _list(self, element: etree._Element, depth: int = 0, inside: Any = None) -> Iterator[Paragraph | Table]:
        counter = inside or self.lists.begin(element, self._style_inside(element))
        for item in element if depth < 10 else ():
            if (name := _name(item)) not in ("list-item", "list-header"):
                continue
            numbered = name == "list-item"
            for child in item:
                if _name(child) == "list":
                    yield from self._list(child, depth + 1, counter)
                elif _name(child) in ("p", "h"):
                    marked = self._marked(counter, depth, item) if numbered else {"depth": depth}
                    numbered = False
                    yield from self._paragraph(child, marked)
                elif _name(child) == "table":
                    yield from self._table(child, depth)

    def _style_inside(self, element: etree._Element) -> str:
        first = next(element.iter(f"{TEXT}p", f"{TEXT}h"), None)
        return "" if first is None else self.styles.list_of(first.get(f"{TEXT}style-name", ""))

    def _marked(self, counter: Any, depth: int, item: etree._Element) -> dict[str, Any]:
        said = item.get(f"{TEXT}start-value", "")
        return counter.next(depth, number_said(said, 1) if said else None)

    def _words(self, parent: etree._Element, line: Inline, boxes: list, look: Look, depth: int = 0) -> None:
        line.put(parent.text or "", **look.how)
        for child in parent if depth < _DEEPEST else ():
            self._piece(child, line, boxes, look, depth)
            line.put(child.tail or "", **look.how)

    def _piece(self, child: etree._Element, line: Inline, boxes: list, look: Look, depth: int) -> None:
        name = _name(child)
        if name == "s":
            line.put(" " * min(number_said(child.get(f"{TEXT}c", ""), 1), _MOST_SPACES), **look.how)
        elif name in _SIGNS:
            line.put(_SIGNS[name], **look.how)
        elif name == "note":
            self._note(child, line)
        elif name in ("annotation", "annotation-end"):
            self.text.say(COMMENTS)
        elif name in ("hidden-text", "hidden-paragraph") or (name == "span" and self._is_hidden(child)):
            self.text.say(HIDDEN)
        elif name in _DRAWN:
            self._picture(child, boxes)
        elif name and name not in _NO_WORDS:
            inner = self.styles.look(child.get(f"{TEXT}style-name", "")) if name == "span" else {}
            self._words(child, line, boxes, Look(**(vars(look) | inner)), depth + 1)

    def _is_hidden(self, element: etree._Element) -> bool:
        return self.styles.is_hidden(element.get(f"{TEXT}style-name", ""))

    def _note(self, note: etree._Element, line: Inline) -> None:
        body = note.find(f"{TEXT}note-body")
        place = len(self.notes)
        self.notes.append(Note(str(place + 1), ""))
        line.put(f"{place + 1})", raised=True)
        if body is not None:
            self.notes[place].html = in_a_cell(list(self._blocks(body)))

    def _picture(self, frame: etree._Element, boxes: list) -> None:
        inside = list(frame.iter("{*}text-box"))
        found = [box for box in inside if not any(one in inside for one in box.iterancestors("{*}text-box"))]
        boxes += found
        if not found:
            self.text.say(PICTURES)

    def _table(self, table: etree._Element, depth: int) -> Iterator[Paragraph | Table]:
        rows = [one for one in table.iter(f"{TABLE}table-row") if next(one.iterancestors(f"{TABLE}table")) is table]
        written = [self._row(row, depth) for row in rows]
        written = [row for row in written if row.cells]
        if len(written) == 1 and len(written[0].cells) == 1:
            cells = rows[0].iterchildren(f"{TABLE}table-cell")
            yield from (block for cell in cells for block in self._blocks(cell, depth + 1))
        elif written:
            yield Table(written)

    def _row(self, row: etree._Element, depth: int) -> Row:
        cells = [
            Cell(
                in_a_cell(list(self._blocks(cell, depth + 1))),
                min(number_said(cell.get(f"{TABLE}number-columns-spanned", ""), 1), 20),
                min(number_said(cell.get(f"{TABLE}number-rows-spanned", ""), 1), 1000),
            )
            for cell in row.iterchildren(f"{TABLE}table-cell")
        ]
        return Row(cells, _name(row.getparent()) == "table-header-rows")


def read(pack: zipfile.ZipFile) -> Text:
    return Reader(pack).text


def _parsed(content: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    return etree.fromstring(content, parser)


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""
