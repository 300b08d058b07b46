"""Which paragraphs are headings, and what they are called."""

import re
from collections.abc import Sequence

from apps.consultations.units import USTEP, roman_value

from .signs import DOTTED, PART, Step

LONGEST, _FIRST_WORDS = 200, 60
_CHAPTER = re.compile(
    r"(?P<name>rozdział|podrozdział|oddział|dział|część|tytuł|księga)\s+(?P<number>\d+[a-z]?|[IVXLC]+|[A-Z])"
    r"(?=[\s.:–-]|$)",
    re.IGNORECASE,
)
_ANNEX = re.compile(r"załącznik(?:\s+nr)?\s*(?P<number>\d+[a-z]?|[IVX]+|[A-Z])?(?:\s+do\s.*)?\s*", re.IGNORECASE)
_PART = re.compile(r"([IVXLC]{1,7})\.\s+(?=[A-ZĄĆĘŁŃÓŚŹŻ„])")
_NO_HEADING = (".", ";", ",")


def is_chapter(said: str) -> bool:
    return bool(_CHAPTER.match(said)) and said[0].isupper() and _is_short(said)


def is_annex(said: str) -> bool:
    return _is_short(said) and bool(_ANNEX.fullmatch(said))


def is_bare(said: str) -> bool:
    """„Rozdział 1” without a title."""
    found = _CHAPTER.match(said)
    return bool(found) and not said[found.end() :].strip(" .:–-")


def part_of(said: str, found: Sequence[Step], last: int) -> int:
    """The number of a „II. Zasady” that stands as a heading: set by a program, or typed after „I.”; 0: it is none."""
    if not _is_short(said) or (found and found[0].kind != PART):
        return 0
    if found:
        return roman_value(found[0].number) if found[0].deep == 0 else 0
    typed = _PART.match(said)
    number = roman_value(typed[1]) if typed else 0
    return number if number == last + 1 else 0


def label_of(said: str, found: Sequence[Step]) -> str:
    if chapter := _CHAPTER.match(said):
        return f"{chapter['name'].capitalize()} {chapter['number']}"
    if is_annex(said):
        number = _ANNEX.fullmatch(said)["number"]
        return f"Załącznik nr {number}" if number else "Załącznik"
    if found and found[0].kind in (USTEP, DOTTED, PART):
        return f"rozdział {found[0].number}"
    if part := _PART.match(said):
        return f"rozdział {part[1]}"
    first = said if len(said) <= _FIRST_WORDS else said[:_FIRST_WORDS].rsplit(" ", 1)[0] + "…"
    return f"nagłówek „{first}”"


def rank_of(chapter: str) -> int:
    """Headings of a lower rank do not end a chapter."""
    if chapter.startswith(("Rozdział", "Dział", "Część")):
        return 0
    return 1 if chapter.startswith("rozdział") else 2


def _is_short(said: str) -> bool:
    return len(said) <= LONGEST and not said.endswith(_NO_HEADING)
