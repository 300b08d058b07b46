"""What styles and lists of a DOCX say about a paragraph: its heading level and its number."""

import re
from dataclasses import dataclass, replace
from typing import Any

from lxml import etree

from .numbering import Counter, Level

NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{NS}}}"
_HEADING = re.compile(r"(?:heading|nagłówek|nagwek)\s*(\d)", re.IGNORECASE)
_TITLES = re.compile(r"title|tytuł|tytu", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|spis treści|spistreci|contents)\s*\w*", re.IGNORECASE)
_FORMS = {
    "decimal": "decimal",
    "decimalZero": "zero",
    "ordinal": "decimal",
    "lowerLetter": "letter",
    "upperLetter": "LETTER",
    "lowerRoman": "roman",
    "upperRoman": "ROMAN",
    "bullet": "bullet",
    "none": "none",
}
_LONGEST_CHAIN = 12


@dataclass(frozen=True)
class Style:
    key: str = ""
    name: str = ""
    level: int = 0
    num: str = ""  # of the list its paragraphs stand in; „0”: in none
    depth: int | None = None
    is_contents: bool = False
    is_hidden: bool = False


class Styles:
    """Paragraph styles, each with what it takes from the one it is based on."""

    def __init__(self, root: etree._Element):
        self.found = {one.get(f"{W}styleId", ""): one for one in root.iter(f"{W}style")}
        self.known: dict[str, Style] = {}
        self.usual = next((key for key, one in self.found.items() if _is_usual(one)), "")

    def of(self, properties: etree._Element | None) -> Style:
        named = None if properties is None else properties.find(f"{W}pStyle")
        return self.style(self.usual if named is None else named.get(f"{W}val", ""))

    def style(self, key: str) -> Style:
        if key not in self.known:
            self.known[key] = self._read(key)
        return self.known[key]

    def is_hidden(self, look: etree._Element | None) -> bool:
        """Words that nobody sees, by their own look or by that of their style of characters."""
        if look is None or look.find(f"{W}vanish") is not None:
            return is_on(look, "vanish")
        named = look.find(f"{W}rStyle")
        style = None if named is None else self.found.get(named.get(f"{W}val", ""))
        return style is not None and is_on(style.find(f"{W}rPr"), "vanish")

    def level_of(self, properties: etree._Element | None, style: Style) -> int:
        own = _outline(properties)
        return style.level if own is None else own

    def _read(self, key: str) -> Style:
        chain, at = [], key
        while at in self.found and at not in chain and len(chain) < _LONGEST_CHAIN:
            chain.append(at)
            based = self.found[at].find(f"{W}basedOn")
            at = "" if based is None else based.get(f"{W}val", "")
        style = Style(key)
        for one in reversed(chain):
            style = _over(style, self.found[one])
        return replace(style, key=key)


def _is_usual(style: etree._Element) -> bool:
    return style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true", "on")


def _over(below: Style, element: etree._Element) -> Style:
    """What this style adds to the one below it."""
    said = element.find(f"{W}name")
    name = "" if said is None else said.get(f"{W}val", "")
    properties = element.find(f"{W}pPr")
    heading = _HEADING.fullmatch(name)
    level = int(heading[1]) if heading else 1 if _TITLES.fullmatch(name) else below.level
    outline = _outline(properties)
    num, depth = numbering_of(properties)
    return Style(
        "",
        name,
        level if outline is None else outline,
        num or below.num,
        below.depth if depth is None else depth,
        below.is_contents or bool(_CONTENTS.fullmatch(name)),
        is_on(element.find(f"{W}rPr"), "vanish") if element.find(f"{W}rPr/{W}vanish") is not None else below.is_hidden,
    )


def _outline(properties: etree._Element | None) -> int | None:
    found = None if properties is None else properties.find(f"{W}outlineLvl")
    if found is None:
        return None
    number = _number(found.get(f"{W}val", ""), 9)
    return number + 1 if number < 9 else 0


def numbering_of(properties: etree._Element | None) -> tuple[str, int | None]:
    """(the list, the depth in it) that these properties name themselves."""
    found = None if properties is None else properties.find(f"{W}numPr")
    if found is None:
        return "", None
    num, depth = found.find(f"{W}numId"), found.find(f"{W}ilvl")
    said = None if depth is None else min(_number(depth.get(f"{W}val", ""), 0), 8)
    return "" if num is None else num.get(f"{W}val", ""), said


def is_on(look: etree._Element | None, name: str) -> bool:
    found = None if look is None else look.find(f"{W}{name}")
    return found is not None and found.get(f"{W}val", "1") not in ("0", "false", "off")


class Numbers:
    """Lists of the document. Lists that share a definition go on counting, unless one says where it begins."""

    def __init__(self, root: etree._Element, styles: Styles):
        self.styles = styles
        self.abstract = {one.get(f"{W}abstractNumId", ""): one for one in root.iterchildren(f"{W}abstractNum")}
        self.nums = {one.get(f"{W}numId", ""): one for one in root.iterchildren(f"{W}num")}
        self.by_style = {_val(one, "styleLink"): key for key, one in self.abstract.items() if _val(one, "styleLink")}
        self.counters: dict[str, Counter] = {}
        self.begun: set[tuple[str, int]] = set()

    def mark_of(self, properties: etree._Element | None, style: Style) -> dict[str, Any]:
        """How the next paragraph with these properties is marked; empty: it stands in no list."""
        num, depth = numbering_of(properties)
        num = num or style.num
        if num in ("", "0") or num not in self.nums:
            return {}
        counter = self._counter(num)
        deep = depth if depth is not None else self._depth_of(num, style)
        return counter.next(deep, self._override(num, deep))

    def _depth_of(self, num: str, style: Style) -> int:
        """A level may name the style whose paragraphs stand at it."""
        for level in self._definition(num).iter(f"{W}lvl"):
            if _val(level, "pStyle") == style.key:
                return min(_number(level.get(f"{W}ilvl", ""), 0), 8)
        return style.depth or 0

    def _key(self, num: str) -> str:
        key = _val(self.nums[num], "abstractNumId")
        linked = _val(self.abstract[key], "numStyleLink") if key in self.abstract else ""
        return self.by_style.get(linked, key)

    def _definition(self, num: str) -> etree._Element:
        return self.abstract.get(self._key(num), etree.Element("none"))

    def _counter(self, num: str) -> Counter:
        redefined = {
            _number(one.get(f"{W}ilvl", ""), 0): level
            for one in self.nums[num].iterchildren(f"{W}lvlOverride")
            if (level := one.find(f"{W}lvl")) is not None
        }
        key = f"own {num}" if redefined else self._key(num)
        if key not in self.counters:
            own = {_number(one.get(f"{W}ilvl", ""), 0): one for one in self._definition(num).iterchildren(f"{W}lvl")}
            self.counters[key] = Counter(
                {place: _level(one) for place, one in (own | redefined).items()}, f"list {key}"
            )
        return self.counters[key]

    def _override(self, num: str, depth: int) -> int | None:
        """Where this list begins, asked once."""
        if (num, depth) in self.begun:
            return None
        self.begun |= {(num, depth)}
        for one in self.nums[num].iterchildren(f"{W}lvlOverride"):
            start = one.find(f"{W}startOverride")
            if start is not None and _number(one.get(f"{W}ilvl", ""), -1) == depth:
                return _number(start.get(f"{W}val", ""), 1)
        return None


def _level(element: etree._Element) -> Level:
    pieces = re.split(r"%(\d)", _val(element, "lvlText"))
    form = _FORMS.get(_val(element, "numFmt") or "decimal", "decimal")
    restart = _val(element, "lvlRestart")
    return Level(
        form,
        tuple(int(piece) - 1 if place % 2 else piece for place, piece in enumerate(pieces) if piece),
        _number(_val(element, "start"), 1),
        None if restart == "" else _number(restart, 0) or -1,
        is_on(element, "isLgl"),
    )


def _val(element: etree._Element, name: str) -> str:
    found = element.find(f"{W}{name}")
    return "" if found is None else found.get(f"{W}val", "")


def _number(said: str, otherwise: int) -> int:
    return int(said) if re.fullmatch(r"\d{1,6}", said) else otherwise
