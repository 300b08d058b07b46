"""Rich text as plain text and back, for people whose browser runs no script. What they did not touch keeps its
formatting: blocks are compared with those of the text the field was filled with."""

import html
import re
from collections import defaultdict, deque
from collections.abc import Iterator

from lxml.html import HtmlElement, tostring

from .canonical import list_tag, parse
from .rich import clean, tidy

_HEADINGS = {"h3": "# ", "h4": "## "}
_GAP = re.compile(r"\n[ \t]*\n\s*")
_LINE_ENDS = re.compile(r"\s*\n\s*")
_BULLET = re.compile(r"[-•–*]\s+")
_NUMBER = re.compile(r"\d{1,3}[.)]\s+")


def to_plain(markup: str) -> str:
    """Paragraphs with an empty line between them, „- ” before bullets, „# ” before headings, „[Tabela 1: …]”."""
    return "\n\n".join(plain for plain, _ in _blocks(clean(markup)))


def from_plain(text: str, original: str = "", *, keeps_numbers: bool = False) -> str:
    """Rich text of what was typed. A block that stands in the original word for word keeps its formatting there.
    `keeps_numbers`: „2)” and „–” at the beginning of a line are words of a legal text and begin no list."""
    known: dict[str, deque[str]] = defaultdict(deque)
    for plain, block in _blocks(clean(original)):
        known[_compared(plain)].append(block)
    typed = (one for one in _GAP.split(tidy(text).strip()) if one.strip())
    return clean("".join(_block(one, known, keeps_numbers) for one in typed))


def _blocks(markup: str) -> Iterator[tuple[str, str]]:
    """(plain form, HTML) of each block."""
    tables = 0
    for element in parse(markup):
        tables += element.tag == "table"
        yield _plain(element, tables), tostring(element, encoding="unicode", with_tail=False)


def _plain(element: HtmlElement, tables: int) -> str:
    if element.tag == "table":
        first = [_words(cell) for cell in next(iter(element.iter("tr")))]
        return f"[Tabela {tables}: {' | '.join(first)}]"
    if element.tag in ("ul", "ol"):
        return "\n".join(_list_lines(element))
    if element.tag == "blockquote":
        return "\n".join(f"> {line}" for inner in element for line in _plain(inner, tables).split("\n"))
    return _HEADINGS.get(element.tag, "") + _LINE_ENDS.sub("\n", _words(element))


def _list_lines(element: HtmlElement, indent: str = "") -> Iterator[str]:
    for number, item in enumerate(element, start=int(element.get("start", 1))):
        mark = f"{number}. " if element.tag == "ol" else "- "
        own = [child for child in item if child.tag not in ("ul", "ol")]
        nested = [child for child in item if child.tag in ("ul", "ol")]
        words = " ".join(filter(None, [_loose(item), *(_words(child) for child in own if child.tag == "p")]))
        yield f"{indent}{mark}{words.replace(chr(10), ' ')}"
        for child in nested:
            yield from _list_lines(child, indent + "  ")


def _loose(item: HtmlElement) -> str:
    """Text of an item itself, without its paragraphs and nested lists."""
    said = [item.text or ""]
    for child in item:
        if child.tag not in ("ul", "ol", "p", "blockquote"):
            said.append("\n" if child.tag == "br" else _words(child))
        said.append(child.tail or "")
    return "".join(said).strip()


def _words(element: HtmlElement) -> str:
    said = [element.text or ""]
    for child in element:
        said.append("\n" if child.tag == "br" else _words(child))
        said.append(child.tail or "")
    return "".join(said)


def _block(typed: str, known: dict[str, deque[str]], keeps_numbers: bool) -> str:
    if same := known.get(_compared(typed)):
        return same.popleft() if len(same) > 1 else same[0]
    lines = [line.strip() for line in typed.split("\n") if line.strip()]
    if keeps_numbers and any(_NUMBER.match(line) or line.startswith("–") for line in lines):
        return _heading_or_paragraph(lines)
    if all(_BULLET.match(line) for line in lines):
        return _list("ul", [_BULLET.sub("", line, count=1) for line in lines])
    if all(_NUMBER.match(line) for line in lines):
        first = re.split(r"[.)]", lines[0])[0].lstrip("0")
        return _list("ol", [_NUMBER.sub("", line, count=1) for line in lines], first or "1")
    if all(line.startswith(">") for line in lines):
        return f"<blockquote><p>{_lines(line.lstrip('> ') for line in lines)}</p></blockquote>"
    return _heading_or_paragraph(lines)


def _heading_or_paragraph(lines: list[str]) -> str:
    for tag, mark in _HEADINGS.items():
        if len(lines) == 1 and lines[0].startswith(mark):
            return f"<{tag}>{html.escape(lines[0].removeprefix(mark))}</{tag}>"
    return f"<p>{_lines(lines)}</p>"


def _list(tag: str, items: list[str], start: str = "1") -> str:
    written = "".join(f"<li>{html.escape(item)}</li>" for item in items)
    return f"{list_tag(tag, start)}{written}</{tag}>"


def _lines(lines) -> str:
    return "<br>".join(html.escape(line, quote=False) for line in lines)


def _compared(plain: str) -> str:
    return " ".join(plain.replace("\u00a0", " ").split())
