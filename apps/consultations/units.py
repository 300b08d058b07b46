"""Editorial units of a document: what a remark is pinned to, how it is called, and in which order units stand."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from apps.orders.text import ordinal

HEADING, PARAGRAF, USTEP, PUNKT, LITERA, TIRET = "heading", "paragraph", "section", "point", "letter", "indent"
PLAIN, ITEM, TABLE, ROW, NOTE = "plain", "item", "table", "row", "note"
KINDS = (HEADING, PARAGRAF, USTEP, PUNKT, LITERA, TIRET, PLAIN, ITEM, TABLE, ROW, NOTE)


@dataclass(frozen=True)
class Unit:
    """One unit of a version. `key` is its own in the version and an anchor on the page; `label`: „§ 5 ust. 2 pkt 1”;
    `depth`: how far it is indented; `html` is sanitised, `text` is the same in plain words."""

    key: str
    label: str
    kind: str
    depth: int
    html: str
    text: str


def to_json(units: Iterable[Unit]) -> list[dict[str, Any]]:
    return [asdict(unit) for unit in units]


def from_json(stored: Iterable[dict[str, Any]]) -> list[Unit]:
    return [Unit(**one) for one in stored]


def find(units: Iterable[Unit | dict[str, Any]], key: str) -> Unit | None:
    """The unit with this key, of units as objects or as they are stored."""
    for one in units:
        unit = one if isinstance(one, Unit) else Unit(**one)
        if unit.key == key:
            return unit
    return None


def named(units: Iterable[Unit | dict[str, Any]], label: str) -> Unit | None:
    """The unit that somebody calls so: „par. 5 ust 2” is „§ 5 ust. 2”."""
    wanted = natural(label)
    for one in units:
        unit = one if isinstance(one, Unit) else Unit(**one)
        if wanted and natural(unit.label) == wanted:
            return unit
    return None


def place(units: Iterable[Unit | dict[str, Any]], key: str, label: str) -> str:
    """Sorts remarks to one version as its text runs: by the unit pinned, or by the last one that a typed label follows.
    A general remark („”) stands first; where the version has no units, labels alone decide."""
    wanted = natural(label)
    if not wanted and not key:
        return ""
    after = 0
    for number, one in enumerate(units, start=1):
        unit = one if isinstance(one, Unit) else Unit(**one)
        if key and unit.key == key:
            return f"{number:06d}{wanted}"
        if wanted and natural(unit.label) <= wanted and unit.kind not in (HEADING, PLAIN, ITEM):
            after = number
    return f"{after:06d}{wanted}"


# The natural order of labels. The key has digits only, so that every collation of a database sorts it alike: for each
# member of the label its rank (2), number (5) and up to four letters (8).

_RANKS = {
    "tytuł": 1, "preambuła": 2, "podstawa prawna": 3, "wstęp": 4, "wprowadzenie": 4, "strona": 5, "część": 10,
    "księga": 10, "dział": 11, "rozdział": 12, "oddział": 13, "podrozdział": 13, "nagłówek": 14, "art": 19, "§": 20,
    "ust": 30, "pkt": 40, "ppkt": 45, "lit": 50, "tiret": 60, "podwójne tiret": 61, "zdanie": 62, "część wspólna": 63,
    "akapit": 65, "tabela": 70, "wiersz": 71, "kolumna": 72, "przypis": 73, "rysunek": 74, "wykres": 75,
    "załącznik": 80,
}  # fmt: skip
_SAME = {
    "paragraf": "§", "par": "§", "ustęp": "ust", "punkt": "pkt", "podpunkt": "ppkt", "p": "pkt", "litera": "lit",
    "artykuł": "art", "roz": "rozdział", "rozdz": "rozdział",
    "str": "strona", "s": "strona", "zd": "zdanie", "zał": "załącznik",
    "tab": "tabela", "wier": "wiersz", "kol": "kolumna", "rys": "rysunek", "ak": "akapit", "tir": "tiret",
}  # fmt: skip
_OTHER = 78
_NAMES = sorted([*_RANKS, *_SAME], key=len, reverse=True)
_MEMBER = re.compile(
    rf"(?P<name>§|(?:{'|'.join(map(re.escape, _NAMES))})(?!\w))?\s*\.?\s*(?:nr\s+)?"
    r"(?P<number>\d+(?:\.\d+)*[¹²³⁴⁵⁶⁷⁸⁹⁰]*(?:[a-z]{1,3}(?!\w))?|[ivxlc]+(?!\w)|[a-z]{1,4}(?!\w)|(?!\d)\w+)?",
)
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_BEFORE_DOTS = ("", "ust", "pkt")
_BY_ROMAN = {"ppkt", "część", "księga", "dział", "rozdział", "oddział", "tytuł", "załącznik", "tabela"}
_ALPHABET = "0123456789aąbcćdeęfghijklłmnńoópqrsśtuvwxyzźż"
_SUPERSCRIPT = str.maketrans("¹²³⁴⁵⁶⁷⁸⁹⁰", "1234567890")
_ORDINALS = {ordinal(str(number)): number for number in range(1, 70)}
_MOST_MEMBERS = 16


def natural(label: str) -> str:
    """Sort key of a label: general remarks first, „§ 2” before „§ 10”, „ust. 1a” after „ust. 1”, „lit. za” after
    „lit. z”, a unit before what is inside it, annexes last. Two ways to write one label give one key."""
    words = " ".join(re.sub(r"[\s\u00a0]+", " ", label.lower()).split())
    return "".join(_members(words))[: 15 * _MOST_MEMBERS]


def _members(words: str) -> Iterator[str]:
    position, strange, in_act = 0, "", False
    while position < len(words):
        found = _MEMBER.match(words, position)
        if found["name"] or (found["number"] and found["number"][0].isdigit()):
            name, number = _SAME.get(found["name"], found["name"]) or "", found["number"] or ""
            in_act = in_act or name in ("§", "art")
            yield from _one(_around_dots(in_act) if "." in number and name in _BEFORE_DOTS else name, number)
            position = max(found.end(), position + 1)
            continue
        word = re.match(r"\w+|\W", words[position:]).group()
        if word.strip(" .,;:–-()„”\"'") and not strange:
            strange = word
            yield _key(_OTHER, 0, word)
        position += len(word)


def _around_dots(in_act: bool) -> str:
    """„§ 4 pkt 1.1”, „§ 4 ust. 1.1” and „§ 4, 1.1” are one unit: what stands in „1.”."""
    return "ust" if in_act else "pkt"


def _one(name: str, said: str) -> Iterator[str]:
    rank = _RANKS.get(name, _OTHER)
    if said in _ORDINALS:
        yield _key(rank, _ORDINALS[said], "")
    elif said[:1].isdecimal():
        numbers, letters = re.fullmatch(r"([\d.]+)(.*)", said).groups()
        *first, last = numbers.split(".")
        yield from (_key(rank, _number(number), "") for number in first)
        yield _key(rank, _number(last), letters)
    elif name in _BY_ROMAN and said and set(said) <= set(_ROMAN):
        yield _key(rank, roman_value(said), "")
    else:
        yield _key(rank, 0, said)


def _number(digits: str) -> int:
    """As many digits as a key has place for; `int` refuses thousands of them."""
    return int(digits.lstrip("0")[:6] or "0")


def _key(rank: int, number: int, letters: str) -> str:
    signs = "".join(f"{_ALPHABET.find(sign) + 1:02d}" for sign in letters.translate(_SUPERSCRIPT)[:4])
    return f"{rank:02d}{min(number, 99_999):05d}{signs:0<8}"


def roman_value(said: str) -> int:
    """„IV” → 4; 0 when it is no Roman number."""
    values = [_ROMAN.get(sign, 0) for sign in said.lower()]
    if not all(values):
        return 0
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))
