"""The text of a document as plain blocks, whatever program wrote it: paragraphs with the number a reader sees before
them, tables, footnotes. The words stay as they are; of formatting only bold, italics and small raised digits."""

import html
import re
from dataclasses import dataclass, field
from typing import Any

from .refusing import Refused

TOO_LONG = "Ten dokument ma za dużo tekstu. Podziel go na części albo prześlij jako PDF."
TRACKED = "W pliku są śledzone zmiany. Odczytano tekst po zmianach: dopiski zostały, skreślenia pominięto."
COMMENTS = "Komentarze z marginesu pliku pominięto."
PICTURES = "Rysunków nie ma w odczytanym tekście; są w pliku, który można pobrać."
CONTENTS = "Spis treści pominięto: program tworzy własny."
HIDDEN = "Tekst ukryty w pliku pominięto."
_MOST_BLOCKS, _MOST_SIGNS = 20_000, 1_500_000
_RAISED = str.maketrans("0123456789)", "⁰¹²³⁴⁵⁶⁷⁸⁹⁾")
_SYMBOL = re.compile("[\uf020-\uf0ff]")
_KNOWN_SYMBOLS = {"\uf0fc": "✓", "\uf0fe": "☒", "\uf0a8": "☐", "\uf06f": "☐", "\uf02d": "–", "\uf0be": "–"}
_SPACES = re.compile(r"[ \t\r\n\f\v]+")
_TAG = re.compile(r"<[^>]*>")


@dataclass
class Paragraph:
    """`level`: of a heading, from 1; `mark`: its automatic number as printed („3)”), `form`: what kind of number
    (numbering.Level), `is_bullet`: the mark is no number; `series`: the list that counts it, `depth`: how far in it."""

    html: str
    level: int = 0
    mark: str = ""
    is_bullet: bool = False
    depth: int = 0
    form: str = ""
    series: str = ""
    kind: str = "paragraph"


@dataclass
class Cell:
    html: str
    columns: int = 1
    rows: int = 1


@dataclass
class Row:
    cells: list[Cell]
    is_head: bool = False


@dataclass
class Table:
    rows: list[Row]
    kind: str = "table"


@dataclass
class Note:
    """A footnote; `mark` stands raised in the text."""

    mark: str
    html: str
    kind: str = "note"


@dataclass
class Text:
    """What was read of a document, and what its author is told about the reading."""

    blocks: list[Paragraph | Table | Note] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def say(self, what: str) -> None:
        if what not in self.said:
            self.said.append(what)

    def refuse_too_long(self) -> None:
        if len(self.blocks) > _MOST_BLOCKS or sum(map(_length, self.blocks)) > _MOST_SIGNS:
            raise Refused(TOO_LONG)


def _length(block: Any) -> int:
    if isinstance(block, Table):
        return sum(len(cell.html) for row in block.rows for cell in row.cells)
    return len(block.html)


@dataclass
class Inline:
    """Words of one paragraph, as they come. What most signs of a symbol font look like is not known, except that lists
    begin with them."""

    runs: list[tuple[str, bool, bool]] = field(default_factory=list)

    def put(self, text: str, *, bold: bool = False, italic: bool = False, raised: bool = False) -> None:
        text = _SYMBOL.sub(lambda sign: _KNOWN_SYMBOLS.get(sign[0], "•"), text)
        if raised and text.strip() and not text.strip().strip("0123456789)"):
            text = text.translate(_RAISED)
        if not text:
            return
        if self.runs and self.runs[-1][1:] == (bold, italic):
            text = self.runs.pop()[0] + text
        self.runs.append((text, bold, italic))

    def html(self) -> str:
        written = "".join(map(_written, self.runs))
        return re.sub(r" ?<br> ?", "<br>", written)


def _written(run: tuple[str, bool, bool]) -> str:
    text, bold, italic = run
    said = "<br>".join(html.escape(_SPACES.sub(" ", line), quote=False) for line in text.split("\v"))
    if not said.replace("<br>", "").strip():
        return said
    said = f"<em>{said}</em>" if italic else said
    return f"<strong>{said}</strong>" if bold else said


def in_a_cell(blocks: list[Any]) -> str:
    """What stands in one cell of a table, line under line; a table inside it becomes lines."""
    lines = []
    for block in blocks:
        if isinstance(block, Table):
            lines += [" | ".join(cell.html for cell in row.cells) for row in block.rows]
        elif block.html or block.mark:
            lines.append(f"{html.escape(block.mark, quote=False)} {block.html}".strip())
    return "<br>".join(lines)


def says_nothing(markup: str) -> bool:
    return not _TAG.sub("", markup).replace("\u00a0", " ").strip()
