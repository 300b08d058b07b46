"""Marks of units as people type them: „§1.”, „1 )”, „a)”, „–”, „•”."""

import re
from dataclasses import dataclass

from apps.orders.text import LITERA, PARAGRAF, PODWOJNE_TIRET, PUNKT, TIRET, USTEP, letter

_BULLETS = "-–—•·*▪◦●○■□➢✓\uf0b7\uf0a7\uf02d"
_MARKS = [
    (PARAGRAF, re.compile(r"§\s*(?P<label>\d+[a-z]{0,2})\s*(?P<dot>\.)?(?=\s|$|[A-ZĆŁŚŻŹÓ])\s*(?P<rest>.*)")),
    (USTEP, re.compile(r"(?:ust\.\s*)?(?P<label>\d{1,3}[a-z]{0,2})\s?\.(?=\s|$)\s*(?P<rest>.*)")),
    (PUNKT, re.compile(r"(?:pkt\s*)?\(?(?P<label>\d{1,3}[a-z]{0,2})\s?[)](?!\d)\s*(?P<rest>.*)")),
    (LITERA, re.compile(r"(?:lit\.\s*)?\(?(?P<label>[a-ząćęłńóśźż]{1,3}|[A-Z])\s?\)(?=\s|$|[\w„])\s*(?P<rest>.*)")),
    (PODWOJNE_TIRET, re.compile(r"(?P<label>)[-–—]\s*[-–—](?:\s+|$)(?P<rest>.*)")),
    (TIRET, re.compile(rf"(?P<label>)[{re.escape(_BULLETS)}](?:\s+|$)(?P<rest>.*)")),
]
_NUMBER = re.compile(r"(\d+)([a-z]*)")
_POLISH = "ąćęłńóśźż"


@dataclass(frozen=True)
class Typed:
    """A mark found at the beginning of a line, and what follows it. `is_sure` when only a mark is written so."""

    kind: str
    label: str
    rest: str
    is_sure: bool = True

    @property
    def is_dash(self) -> bool:
        return self.kind in (TIRET, PODWOJNE_TIRET)


def mark_at(text: str) -> Typed | None:
    """The mark that the text begins with, if any."""
    for kind, pattern in _MARKS:
        if found := pattern.fullmatch(text):
            is_sure = kind != PARAGRAF or bool(found["dot"]) or not found["rest"]
            return Typed(kind, found["label"].lower(), found["rest"], is_sure)
    return None


def place_label(kind: str, place: int) -> str:
    """What the place gives: „3”, „c”; dashes bear no label."""
    if kind in (TIRET, PODWOJNE_TIRET):
        return ""
    return letter(place) if kind == LITERA else str(place)


def is_first(mark: Typed) -> bool:
    return mark.is_dash or mark.label in ("1", "a")


def follows(kind: str, before: str, label: str) -> bool:
    """Whether a label stands right after another in a list: 3 after 2, 2a after 2, 3 after 2b, ć after c."""
    if kind == LITERA:
        return _letter_follows(before, label)
    was, now = _NUMBER.fullmatch(before), _NUMBER.fullmatch(label)
    if not was or not now:
        return False
    step = int(now[1]) - int(was[1])
    return (step == 1 and now[2] in ("", "a")) or (step == 0 and now[2] > was[2])


def _letter_follows(before: str, label: str) -> bool:
    place = next((n for n in range(1, 105) if letter(n) == before), 0)
    is_next = bool(place) and label == letter(place + 1)
    inserted = len(label) > len(before) and label.startswith(before)
    return is_next or inserted or (label in _POLISH and len(label) == 1)
