"""One canonical form of rich text, built anew from whatever the sanitiser let through: paragraphs around loose text,
no empty elements, headings without a gap. So equal texts are equal strings, and every text prints as an accessible
document."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import html as lxml_html
from lxml.html import HtmlElement

from .tables import Cell, write_table

_INLINE = {"strong", "em", "a", "br"}
_SAME = {"b": "strong", "i": "em", "h1": "h3", "h2": "h3", "h5": "h4", "h6": "h4"}
_SPACES = re.compile(r"[ \t\n\r\f]+")
_EDGES = re.compile(r"^(?: |<br>)+|(?: |<br>)+$")
_NOTHING = re.compile(r"(?:<[^>]*>|&nbsp;|\s)*")
_DEEPEST = 6


def parse(markup: str) -> HtmlElement:
    """The elements of sanitised HTML, under one div."""
    return lxml_html.fragment_fromstring(markup, create_parent="div")


def canonical(markup: str) -> str:
    """Rebuild sanitised HTML in the canonical form."""
    return "".join(_Writer().blocks(parse(markup)))


@dataclass
class _Writer:
    """Writes blocks; remembers whether a heading of the first level stood already."""

    has_heading: bool = False

    def blocks(self, parent: HtmlElement, depth: int = 0) -> Iterator[str]:
        """Block elements inside `parent`; runs of loose text become paragraphs."""
        run: list[str] = []
        for child in _content(parent):
            if isinstance(child, str) or _is_inline(child):
                run.append(_inline(child))
                continue
            yield from _paragraph(run)
            run = []
            yield from self.block(child, depth)
        yield from _paragraph(run)

    def block(self, element: HtmlElement, depth: int) -> Iterator[str]:
        tag = _tag(element)
        if tag in ("h3", "h4") and depth == 0:
            yield from self.heading(tag, element)
        elif tag in ("ul", "ol") and depth < _DEEPEST:
            yield from self.list(tag, element, depth)
        elif tag == "blockquote" and depth < _DEEPEST:
            inner = "".join(self.blocks(element, depth + 1))
            yield f"<blockquote>{inner}</blockquote>" if inner else ""
        elif tag == "table" and depth == 0:
            yield write_table([[self.cell(cell) for cell in row if cell.tag in ("th", "td")] for row in _rows(element)])
        else:
            yield from self.blocks(element, depth)

    def heading(self, tag: str, element: HtmlElement) -> Iterator[str]:
        if inner := _trimmed("".join(map(_inline, _content(element)))):
            written = tag if self.has_heading else "h3"
            self.has_heading = True
            yield f"<{written}>{inner}</{written}>"

    def list(self, tag: str, element: HtmlElement, depth: int) -> Iterator[str]:
        items = [_without_first_paragraph(list(self.blocks(item, depth + 1))) for item in _items(element)]
        if written := "".join(f"<li>{item}</li>" for item in items if item):
            yield f"{list_tag(tag, element.get('start', '1'))}{written}</{tag}>"

    def cell(self, element: HtmlElement) -> Cell:
        blocks = [block for block in self.blocks(element, 1) if block]
        inner = _without_first_paragraph(blocks) if len(blocks) == 1 else "".join(blocks)
        return Cell(element.tag, inner, _number(element.get("colspan")), _number(element.get("rowspan")))


def list_tag(tag: str, start: str) -> str:
    """Where a numbered list does not begin with 1, it says so."""
    return f'<ol start="{start}">' if tag == "ol" and start != "1" else f"<{tag}>"


def _content(element: HtmlElement) -> Iterator[str | HtmlElement]:
    """Texts and elements inside, in order."""
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str):
            yield child
        yield child.tail or ""


def _tag(element: HtmlElement) -> str:
    return _SAME.get(element.tag, element.tag)


def _is_inline(element: HtmlElement) -> bool:
    """Bold around whole paragraphs, as some programs paste it, is no inline text."""
    return _tag(element) in _INLINE and all(_tag(inner) in _INLINE for inner in element.iterdescendants())


def _inline(node: str | HtmlElement, inside: frozenset[str] = frozenset()) -> str:
    if isinstance(node, str):
        return html.escape(_SPACES.sub(" ", node), quote=False)
    tag = _tag(node)
    if tag == "br":
        return "<br>"
    inner = "".join(_inline(child, inside | {tag}) for child in _content(node))
    if tag not in _INLINE or tag in inside or not _says_something(inner) or (tag == "a" and not node.get("href")):
        return inner
    return f'<a href="{html.escape(node.get("href"))}">{inner}</a>' if tag == "a" else f"<{tag}>{inner}</{tag}>"


def _paragraph(run: list[str]) -> Iterator[str]:
    if inner := _trimmed("".join(run)):
        yield f"<p>{inner}</p>"


def _trimmed(inner: str) -> str:
    return _EDGES.sub("", _SPACES.sub(" ", inner)) if _says_something(inner) else ""


def _says_something(markup: str) -> bool:
    return not _NOTHING.fullmatch(markup.replace("\u00a0", " "))


def _without_first_paragraph(blocks: list[str]) -> str:
    """„<li><p>raz</p>…” is written „<li>raz…”."""
    blocks = [block for block in blocks if block]
    if blocks and blocks[0].startswith("<p>"):
        blocks[0] = blocks[0].removeprefix("<p>").removesuffix("</p>")
    return "".join(blocks)


def _items(element: HtmlElement) -> Iterator[HtmlElement]:
    """Items of a list; what stands there without an item counts as one, loose text is no item of anything."""
    return (child for child in element if isinstance(child.tag, str))


def _rows(table: HtmlElement) -> list[HtmlElement]:
    """Rows of this table, not of one inside a cell."""
    return [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]


def _number(written: str | None) -> int:
    return int(written) if written and written.isdigit() else 1
