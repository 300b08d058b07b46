"""The text of a DOCX. Insertions that were tracked stay, deletions go."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from lxml import etree

from .blocks import (
    COMMENTS,
    CONTENTS,
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
from .docx_styles import NS, Numbers, Styles, W, is_on

_PASSED = {"hyperlink", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml", "ins", "moveTo", "dir", "bdo"}
_PASSED |= {"AlternateContent", "Choice", "r"}
_LEFT_OUT = {"del", "moveFrom", "Fallback", "rPr", "pPr", "sdtPr", "instrText", "delText"}
_SIGNS = {"tab": " ", "br": "\v", "cr": "\v", "noBreakHyphen": "-", "ptab": " "}
_BREAKS_OF_PAGES = ("page", "column")
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"  # the same words under a later name
_DEEPEST = 40
_ENDS = {f"{W}{name}" for name in ("body", "tc", "txbxContent", "footnote", "endnote")}


class Reader:
    """Reads one document from its pack."""

    def __init__(self, pack: zipfile.ZipFile, main: str):
        self.pack, self.text = pack, Text()
        self.parts = dict(_relations(pack, main))
        self.styles = Styles(self._part("styles"))
        self.numbers = Numbers(self._part("numbering"), self.styles)
        self.notes = {kind: self._notes(kind) for kind in ("footnote", "endnote")}
        self.cited: list[tuple[str, str]] = []
        self.carried = ""  # words of a paragraph whose end was deleted: they belong to the next one
        body = _parsed(pack.read(main)).find(f"{W}body")
        self.text.blocks = list(self._blocks(body)) if body is not None else []
        self.text.blocks += self._notes_cited()
        if self.notes_of("comments"):
            self.text.say(COMMENTS)
        self.text.refuse_too_long()

    def notes_of(self, kind: str) -> bool:
        return any(True for _ in self._part(kind).iter(f"{W}comment"))

    def _part(self, kind: str) -> etree._Element:
        name = self.parts.get(kind, "")
        return _parsed(self.pack.read(name)) if name in self.pack.namelist() else etree.Element("none")

    def _notes(self, kind: str) -> dict[str, etree._Element]:
        found = self._part(f"{kind}s").iterchildren(f"{W}{kind}")
        return {one.get(f"{W}id"): one for one in found if one.get(f"{W}type", "normal") == "normal"}

    def _notes_cited(self) -> Iterator[Note]:
        for number, (kind, key) in enumerate(list(self.cited), start=1):
            if (note := self.notes[kind].get(key)) is not None:
                yield Note(str(number), in_a_cell(list(self._blocks(note))))

    def _blocks(self, parent: etree._Element, depth: int = 0) -> Iterator[Paragraph | Table]:
        for child in parent if depth < _DEEPEST else ():
            name = _name(child)
            if name == "p":
                yield from self._paragraph(child)
            elif name == "tbl":
                yield from self._table(child, depth)
            elif name in ("del", "moveFrom"):
                self.text.say(TRACKED)
            elif name in _PASSED:
                yield from self._blocks(child, depth + 1)
        if parent.tag in _ENDS:
            yield from self._left_over()

    def _left_over(self) -> Iterator[Paragraph]:
        """No paragraph came after the one whose end was deleted."""
        markup, self.carried = self.carried.strip(" "), ""
        if not says_nothing(markup):
            yield Paragraph(markup)

    def _paragraph(self, p: etree._Element) -> Iterator[Paragraph | Table]:
        properties = p.find(f"{W}pPr")
        style = self.styles.of(properties)
        if style.is_contents:
            self.text.say(CONTENTS)
            return
        if style.is_hidden:
            self.text.say(HIDDEN)
            return
        line, boxes = Inline(), []
        self._words(p, line, boxes)
        markup = self.carried + line.html()
        self.carried = ""
        if _has_no_end(properties):
            self.text.say(TRACKED)
            self.carried = markup
            return
        marked = self.numbers.mark_of(properties, style)
        level = self.styles.level_of(properties, style)
        if not says_nothing(markup):
            yield Paragraph(markup.strip(" "), level, **marked)
        for box in boxes:
            yield from self._blocks(box)

    def _words(self, parent: etree._Element, line: Inline, boxes: list, depth: int = 0) -> None:
        for child in parent if depth < _DEEPEST else ():
            name = _name(child)
            if name in ("del", "moveFrom"):
                self.text.say(TRACKED)
            elif name in _LEFT_OUT:
                continue
            elif name == "r":
                self._run(child, line, boxes, depth)
            elif name in ("oMath", "oMathPara"):
                line.put("".join(one.text or "" for one in child.iter("{*}t")))
            elif name in _PASSED:
                if name in ("ins", "moveTo"):
                    self.text.say(TRACKED)
                self._words(child, line, boxes, depth + 1)

    def _run(self, run: etree._Element, line: Inline, boxes: list, depth: int) -> None:
        look = run.find(f"{W}rPr")
        if self.styles.is_hidden(look):
            self.text.say(HIDDEN)
            return
        raised = look is not None and look.find(f"{W}vertAlign[@{W}val='superscript']") is not None
        how: dict[str, Any] = {"bold": is_on(look, "b"), "italic": is_on(look, "i"), "raised": raised}
        for child in run:
            name = _name(child)
            if name == "t":
                line.put(child.text or "", **how)
            elif name in _SIGNS:
                line.put(" " if child.get(f"{W}type") in _BREAKS_OF_PAGES else _SIGNS[name], **how)
            elif name == "sym":
                line.put(_sign(child.get(f"{W}char", "")), **how)
            elif name in ("footnoteReference", "endnoteReference"):
                self._note(child, name.removesuffix("Reference"), line)
            elif name in ("drawing", "pict", "object", "AlternateContent"):
                self._picture(child, boxes)

    def _note(self, reference: etree._Element, kind: str, line: Inline) -> None:
        if (key := reference.get(f"{W}id")) in self.notes[kind]:
            self.cited.append((kind, key))
            line.put(f"{len(self.cited)})", raised=True)

    def _picture(self, drawing: etree._Element, boxes: list) -> None:
        """A box with text is read; a picture is not."""
        inside = [box for box in drawing.iter(f"{W}txbxContent") if not _inside(box, "Fallback")]
        found = [box for box in inside if not any(one in inside for one in box.iterancestors(f"{W}txbxContent"))]
        boxes += found
        if not found:
            self.text.say(PICTURES)

    def _table(self, table: etree._Element, depth: int) -> Iterator[Paragraph | Table]:
        yield from self._left_over()
        rows = [row for row in _rows(table) if row.find(f"{W}trPr/{W}del") is None]
        if len(rows) < len(_rows(table)):
            self.text.say(TRACKED)
        open_cells: dict[int, Cell] = {}
        written = [self._row(row, open_cells, depth) for row in rows]
        if len(written) == 1 and len(written[0].cells) == 1:
            yield from (block for cell in _cells(rows[0]) for block in self._blocks(cell, depth + 1))
        elif any(row.cells for row in written):
            yield Table([row for row in written if row.cells])

    def _row(self, row: etree._Element, open_cells: dict[int, Cell], depth: int) -> Row:
        before = row.find(f"{W}trPr/{W}gridBefore")
        cells, column = [], 0 if before is None else _number(before.get(f"{W}val", ""))
        for cell in _cells(row):
            properties = cell.find(f"{W}tcPr")
            if properties is not None and properties.find(f"{W}cellDel") is not None:
                self.text.say(TRACKED)
                continue
            wide = _wide(properties)
            merge = None if properties is None else properties.find(f"{W}vMerge")
            if merge is not None and merge.get(f"{W}val", "continue") == "continue" and column in open_cells:
                open_cells[column].rows += 1
            else:
                made = Cell(in_a_cell(list(self._blocks(cell, depth + 1))), wide)
                cells.append(made)
                open_cells.pop(column, None)
                if merge is not None:
                    open_cells[column] = made
            column += wide
        return Row(cells, is_on(row.find(f"{W}trPr"), "tblHeader"))


def read(pack: zipfile.ZipFile) -> Text:
    return Reader(pack, _main_part(pack)).text


def _main_part(pack: zipfile.ZipFile) -> str:
    types = _parsed(pack.read("[Content_Types].xml"))
    main = next(one for one in types.iter("{*}Override") if one.get("ContentType", "").endswith("document.main+xml"))
    return main.get("PartName", "").lstrip("/")


def _relations(pack: zipfile.ZipFile, main: str) -> Iterator[tuple[str, str]]:
    """(kind, name) of the parts that belong to the main one."""
    place = PurePosixPath(main)
    name = str(place.parent / "_rels" / f"{place.name}.rels")
    if name not in pack.namelist():
        return
    for relation in _parsed(pack.read(name)).iter("{*}Relationship"):
        if relation.get("TargetMode") != "External":
            target = relation.get("Target", "")
            kind = relation.get("Type", "").rsplit("/", 1)[-1]
            yield kind, target.lstrip("/") if target.startswith("/") else str(place.parent / target)


def _parsed(content: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    return etree.fromstring(content.replace(_STRICT, NS.encode()), parser)


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _has_no_end(properties: etree._Element | None) -> bool:
    """The end of the paragraph was deleted or carried off, so that its words run on into the next."""
    ends = () if properties is None else (properties.find(f"{W}rPr/{W}{name}") for name in ("del", "moveFrom"))
    return any(end is not None for end in ends)


def _inside(element: etree._Element, name: str) -> bool:
    return any(_name(one) == name for one in element.iterancestors())


def _rows(table: etree._Element) -> list[etree._Element]:
    return [one for one in table.iter(f"{W}tr") if next(one.iterancestors(f"{W}tbl")) is table]


def _cells(row: etree._Element) -> list[etree._Element]:
    return [one for one in row.iter(f"{W}tc") if next(one.iterancestors(f"{W}tr")) is row]


def _wide(properties: etree._Element | None) -> int:
    span = None if properties is None else properties.find(f"{W}gridSpan")
    return max(1, _number("1" if span is None else span.get(f"{W}val", "")))


def _number(said: str) -> int:
    return min(int(said), 20) if re.fullmatch(r"\d{1,4}", said) else 0


def _sign(code: str) -> str:
    return chr(int(code, 16)) if re.fullmatch(r"[0-9A-Fa-f]{2,4}", code) else ""
