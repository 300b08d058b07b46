"""The second form of an annex: rich text with tables, in the canonical form of apps.texts. It is printed word for word,
numbers included; its paragraphs that begin with „§ 5.”, „2.”, „3)”, „a)” or „–” hang as units of an order do."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString, mark_safe
from lxml.html import HtmlElement, tostring

from apps.core.polish import typography, typography_of_html
from apps.texts.canonical import parse
from apps.texts.plain import to_plain
from apps.texts.rich import clean

from .marks import LITERA, PARAGRAF, PUNKT, TIRET, USTEP, citation

_SIGNS = [
    (PARAGRAF, re.compile(r"§\s*(\d+[a-z]*)\.(?=\s)")),
    (USTEP, re.compile(r"(\d+[a-z]*)\.(?=\s)")),
    (PUNKT, re.compile(r"(\d+[a-z]*)\)(?=\s)")),
    (LITERA, re.compile(r"([a-z]{1,2})\)(?=\s)")),
    (TIRET, re.compile(r"()[–-](?=\s)")),
]
_DEPTH = {kind: depth for depth, (kind, _) in enumerate(_SIGNS)}
_AT_ONCE = 2  # „§ 1. 1. …”


@dataclass(frozen=True)
class Sign:
    kind: str
    words: str
    label: str


@dataclass(frozen=True)
class Block:
    """A paragraph, heading, list or table. `signs`: the marks it begins with; `above`: those of the units that it is
    in; `html`: what stands after the marks, or the whole element."""

    tag: str
    signs: tuple[Sign, ...]
    above: tuple[Sign, ...]
    html: str

    @property
    def cited(self) -> str:
        """„§ 5 ust. 2 pkt 1”; empty without marks."""
        said = [*self.above, *self.signs] if self.signs else []
        return " ".join(citation(sign.kind, sign.label) for sign in said)

    def lines(self) -> list[str]:
        """What it says, an item or a row of a table on each line."""
        said = _lines(f"<p>{self.html}</p>" if self.signs else self.html)
        return [" ".join([*(sign.words for sign in self.signs), *said[:1]]), *said[1:]]


def blocks(html: str) -> Iterator[Block]:
    opened: list[Sign] = []
    dashes = 0
    for element in parse(clean(html)):
        signs, rest = _signs(element)
        depth = _DEPTH[signs[0].kind] if signs else -1
        dashes = dashes + 1 if signs and signs[-1].kind == TIRET else 0
        signs = tuple(Sign(one.kind, one.words, one.label or str(dashes)) for one in signs)
        opened = [one for one in opened if _DEPTH[one.kind] < depth]
        yield Block(element.tag, signs, tuple(opened), _inside(element, rest) if signs else _whole(element))
        opened += signs


def _signs(element: HtmlElement) -> tuple[list[Sign], str]:
    """The marks with which a paragraph begins („§ 1.”, then „1.”), and the text after them."""
    rest, found = (element.text or "").lstrip() if element.tag == "p" else "", []
    while len(found) < _AT_ONCE and (sign := _sign(rest)) and (not found or _DEPTH[sign.kind] > _DEPTH[found[-1].kind]):
        found.append(sign)
        rest = rest[len(sign.words) :].lstrip()
    return found, rest


def _sign(text: str) -> Sign | None:
    hits = ((kind, sign.match(text)) for kind, sign in _SIGNS)
    return next((Sign(kind, hit[0], hit[1]) for kind, hit in hits if hit), None)


def _inside(element: HtmlElement, rest: str) -> str:
    return escape(rest, quote=False) + "".join(tostring(child, encoding="unicode") for child in element)


def _whole(element: HtmlElement) -> str:
    return tostring(element, encoding="unicode", with_tail=False)


def printed_rich(html: str) -> SafeString:
    """As it stands on the paper, inside the units of an order where it has marks."""
    written: list[str] = []
    opened = 0
    for block in blocks(html):
        written.append("</div>" * (opened - len(block.above)))
        written.append(_hanging(block) if block.signs else typography_of_html(block.html))
        opened = len(block.above) + len(block.signs)
    return mark_safe("".join([*written, "</div>" * opened]))  # noqa: S308  cleaned by blocks()


def _hanging(block: Block) -> str:
    opened = "".join(f'<div class="{sign.kind}">' for sign in block.signs)
    said = " ".join(_mark(sign) for sign in block.signs)
    return f"{opened}<p>{said} {typography_of_html(block.html)}</p>"


def _mark(sign: Sign) -> str:
    named = " znak-paragraf" if sign.kind == PARAGRAF else ""
    return f'<span class="znak{named}">{typography(sign.words)}</span>'


def rich_lines(html: str) -> list[str]:
    """Its paragraphs, items and rows of tables as lines."""
    return [line for block in blocks(html) for line in block.lines()]


def _lines(html: str) -> list[str]:
    if html.startswith("<table"):
        return [" | ".join(" ".join(cell.text_content().split()) for cell in row) for row in parse(html).iter("tr")]
    said = re.sub(r"^#+ ", "", to_plain(html))
    return [line for line in said.split("\n") if line.strip()]
