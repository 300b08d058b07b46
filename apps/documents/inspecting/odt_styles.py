"""What styles and lists of an ODT say: bold, italics, and the numbers before paragraphs."""

import re
from typing import Any

from lxml import etree

from .numbering import Counter, Level

_BASE = "urn:oasis:names:tc:opendocument:xmlns:"
OFFICE, TEXT, TABLE, STYLE = (f"{{{_BASE}{name}:1.0}}" for name in ("office", "text", "table", "style"))
FO = f"{{{_BASE}xsl-fo-compatible:1.0}}"
_LOEXT = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
_FORMS = {"1": "decimal", "a": "letter", "A": "LETTER", "i": "roman", "I": "ROMAN", "": "none"}
_LONGEST_CHAIN = 12


class Styles:
    """Looks of characters and lists of paragraphs, by the name of the style."""

    def __init__(self, *roots: etree._Element):
        self.found = {one.get(f"{STYLE}name", ""): one for root in roots for one in root.iter(f"{STYLE}style")}

    def look(self, name: str) -> dict[str, Any]:
        found = self.found.get(name)
        properties = None if found is None else found.find(f"{STYLE}text-properties")
        if properties is None:
            return {}
        said = {
            "bold": properties.get(f"{FO}font-weight"),
            "italic": properties.get(f"{FO}font-style"),
            "raised": properties.get(f"{STYLE}text-position"),
        }
        return {key: value.startswith(_SHOWN[key]) for key, value in said.items() if value is not None}

    def is_hidden(self, name: str) -> bool:
        found = self.found.get(name)
        return found is not None and found.find(f"{STYLE}text-properties[@{TEXT}display='none']") is not None

    def list_of(self, name: str) -> str:
        """The list in which paragraphs of this style stand."""
        chain = (self.found[one].get(f"{STYLE}list-style-name") for one in self._chain(name) if one in self.found)
        return next(filter(None, chain), "")

    def is_title(self, name: str) -> bool:
        return "Title" in self._chain(name)

    def _chain(self, name: str) -> list[str]:
        """The style and those it is based on."""
        chain = [name]
        while (found := self.found.get(chain[-1])) is not None and len(chain) < _LONGEST_CHAIN:
            chain.append(found.get(f"{STYLE}parent-style-name", ""))
        return chain


_SHOWN = {"bold": ("bold", "600", "700", "800", "900"), "italic": ("italic", "oblique"), "raised": ("super",)}


class Lists:
    """Lists of the document. One begins anew unless it says that it goes on."""

    def __init__(self, *roots: etree._Element):
        self.defined = {
            one.get(f"{STYLE}name", ""): _levels(one) for root in roots for one in root.iter(f"{TEXT}list-style")
        }
        outline = next((one for root in roots for one in root.iter(f"{TEXT}outline-style")), None)
        self.headings = Counter({} if outline is None else _levels(outline), "headings")
        self.begun = 0
        self.by_id: dict[str | None, Counter] = {}
        self.last: dict[str, Counter] = {}

    def begin(self, element: etree._Element, style_inside: str) -> Counter:
        """The counter of a list that stands in no other."""
        name = element.get(f"{TEXT}style-name") or style_inside
        goes_on = self.by_id.get(element.get(f"{TEXT}continue-list"))
        if goes_on is None and element.get(f"{TEXT}continue-numbering") == "true":
            goes_on = self.last.get(name)
        self.begun += 1
        counter = goes_on or Counter(self.defined.get(name, {}), f"list {self.begun}")
        self.last[name] = counter
        if key := element.get("{http://www.w3.org/XML/1998/namespace}id"):
            self.by_id[key] = counter
        return counter

    def heading(self, level: int, *, counts: bool) -> dict[str, Any]:
        """The number of the next heading that stands in no list."""
        shown = self.headings.levels.get(level - 1)
        if not counts or shown is None or not shown.pieces:
            return {}
        return self.headings.next(level - 1)


def _levels(style: etree._Element) -> dict[int, Level]:
    found = {}
    for one in style:
        if isinstance(one.tag, str) and (place := number_said(one.get(f"{TEXT}level", ""), 0)):
            found[place - 1] = _level(one, place - 1)
    return found


def _level(one: etree._Element, place: int) -> Level:
    if etree.QName(one).localname == "list-level-style-bullet":
        return Level("bullet", (one.get(f"{TEXT}bullet-char", "•"),))
    form = _FORMS.get(one.get(f"{STYLE}num-format", ""), "decimal")
    start = number_said(one.get(f"{TEXT}start-value", ""), 1)
    if said := one.get(f"{_LOEXT}num-list-format"):
        pieces = re.split(r"%(\d+)%", said)
        shown = (int(piece) - 1 if at % 2 else piece for at, piece in enumerate(pieces) if piece)
        return Level(form, () if form == "none" and not said.strip("%0123456789. ") else tuple(shown), start)
    prefix, suffix = one.get(f"{STYLE}num-prefix", ""), one.get(f"{STYLE}num-suffix", "")
    if form == "none":
        return Level(form, tuple(filter(None, (prefix + suffix,))), start)
    first = place + 1 - min(number_said(one.get(f"{TEXT}display-levels", ""), 1), place + 1)
    numbers = [piece for shown in range(first, place + 1) for piece in (".", shown)][1:]
    return Level(form, tuple(piece for piece in (prefix, *numbers, suffix) if piece != ""), start)


def number_said(said: str, otherwise: int) -> int:
    return int(said) if re.fullmatch(r"\d{1,6}", said) else otherwise
