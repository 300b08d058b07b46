"""A whole order pasted as text → what belongs into the fields of a form: subject, legal basis, body, entry into force,
annexes. Number, day, issuer and signature are left out: the program says them itself."""

import datetime
import re
from dataclasses import dataclass, field
from itertools import pairwise

from apps.core.forms import typed_day
from apps.core.polish import plural
from apps.orders.models import Order
from apps.orders.text import bare

from .cleaning import LONGEST, Line, clean
from .notes import Note

_HEADING = re.compile(r"zarządzenie\s+(?:wewnętrzne\s+)?(?:nr|numer)\b.*|projekt|zarządzenie", re.IGNORECASE)
_DAY = re.compile(r"z\s+dnia\s+.*(?:\d{4}|…|\.\.)\s*(?:r\.?|roku)?", re.IGNORECASE)
_SUBJECT = re.compile(r"(?:w\s+sprawie)[:\s]\s*(.*)", re.IGNORECASE)
_BASIS = re.compile(r"na\s+podstawie\s+(.*)", re.IGNORECASE)
_FORMULA = re.compile(
    r",?\s*(?:zarządzam|zarządza\s+się|postanawiam|ustalam)[,:]?\s*(?:co\s+następuje)?\s*:?$", re.IGNORECASE
)
_UNIT = re.compile(r"§\s*1\b.*")
_PARAGRAF = re.compile(r"§\s*\d+[a-z]*\s*\.?\s*(.*)")
_ENTRY = re.compile(
    r"zarządzenie wchodzi w życie z dniem (?P<day>podpisania|\d.*?)"
    r"(?:,? z mocą (?:obowiązującą )?od (?:dnia )?(?P<since>\d.*?))?\.?",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(
    r"(?:p\.o\.\s*|z up\.\s*)?(?:zastępca\s+)?(?:dyrektor|kierownik|prezes|prezydent)\b.*", re.IGNORECASE
)
_ANNEX = re.compile(r"załącznik(?:\s+(?:nr|numer)\s*\d+)?(?:\s+do\s+zarządzenia.*)?\s*:?", re.IGNORECASE)
_OF_ANNEX = re.compile(r"do\s+zarządzenia.*|dyrektora?\b.*|kierownika?\b.*|z\s+dnia\s.*", re.IGNORECASE)
WITHOUT_NAME = "pominięto podpis „{said}”: pod zarządzeniem program drukuje stanowisko, bez nazwiska."


@dataclass
class TakenApart:
    """Parts of a pasted order as texts; what was not found is empty. `is_whole`: it has a heading of its own."""

    is_whole: bool = False
    subject: str = ""
    legal_basis: str = ""
    body: str = ""
    effective: str = ""
    effective_on: datetime.date | None = None
    annexes: list[tuple[str, str]] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


def take_apart(text: str) -> TakenApart:
    if len(text) > LONGEST:  # the form refuses it; nothing of it may be lost before
        return TakenApart(body=text)
    lines, _ = clean(text)
    start = next((place for place, line in enumerate(lines) if _UNIT.fullmatch(line.text)), len(lines))
    parts = TakenApart()
    _read_heading(lines[:start], parts)
    if not parts.is_whole or start == len(lines):
        return TakenApart(body=text)
    ends = [place for place, line in enumerate(lines) if place >= start and _ANNEX.fullmatch(line.text)]
    body = lines[start : ends[0] if ends else len(lines)]
    parts.body = _said(_without_entry(_without_signature(body, parts), parts))
    for begin, end in pairwise([*ends, len(lines)]):
        parts.annexes.append(_annex(lines[begin + 1 : end]))
    return parts


def _read_heading(lines: list[Line], parts: TakenApart) -> None:
    """Title and opening: „w sprawie …” up to „Na podstawie …”, that up to the formula."""
    subject: list[str] = []
    basis: list[str] = []
    into = None
    for line in lines:
        if found := _BASIS.fullmatch(line.text):
            into, text = basis, found[1]
        elif found := _SUBJECT.fullmatch(line.text):
            into, text = subject, found[1]
        elif into is None:
            _skip(line, parts)
            continue
        else:
            text = line.text
        into.append(text)
    parts.subject, parts.legal_basis = bare(" ".join(subject)), _FORMULA.sub("", " ".join(basis)).strip()
    parts.is_whole = bool(lines) and (parts.is_whole or bool(basis) or bool(subject))


def _skip(line: Line, parts: TakenApart) -> None:
    """What stands above the subject: number, issuer and day are the program's, anything else is told."""
    if _HEADING.fullmatch(line.text) or _DAY.fullmatch(line.text):
        parts.is_whole = True
    elif not (line.text.isupper() or _OF_ANNEX.fullmatch(line.text)):
        parts.notes.append(Note(line.number, f"pominięto „{line.text}”."))


def _without_signature(lines: list[Line], parts: TakenApart) -> list[Line]:
    last = max((place for place, line in enumerate(lines) if _PARAGRAF.fullmatch(line.text)), default=0)
    for place in range(last + 1, len(lines)):
        if _SIGNATURE.fullmatch(lines[place].text) and lines[place - 1].text.endswith("."):
            said = " ".join(line.text for line in lines[place:])
            parts.notes.append(Note(lines[place].number, WITHOUT_NAME.format(said=said)))
            return lines[:place]
    return lines


def _without_entry(lines: list[Line], parts: TakenApart) -> list[Line]:
    """The last §, if it is one of the entries into force that the form offers."""
    last = max((place for place, line in enumerate(lines) if _PARAGRAF.fullmatch(line.text)), default=None)
    if last is None:
        return lines
    said = " ".join([_PARAGRAF.fullmatch(lines[last].text)[1], *(line.text for line in lines[last + 1 :])]).strip()
    if not (found := _ENTRY.fullmatch(said)):
        return lines
    day, since = found["day"], found["since"]
    named = typed_day(since or (day if day != "podpisania" else "") or "")
    if (since or day.lower() != "podpisania") and named is None:
        return lines
    kinds = Order.Effective
    parts.effective = kinds.RETROACTIVE if since else kinds.ON_DATE if named else kinds.ON_SIGNING
    parts.effective_on = named
    return lines[:last]


def _annex(lines: list[Line]) -> tuple[str, str]:
    """The lines that say whose annex it is go; the first that is left is its title."""
    place = 0
    while place < len(lines) and place < 4 and _OF_ANNEX.fullmatch(lines[place].text):
        place += 1
    title: list[str] = []
    while place < len(lines) and len(title) < 3 and _is_title(lines[place], title):
        title.append(lines[place].text)
        place += 1
    return " ".join(title), _said(lines[place:])


def _is_title(line: Line, before: list[str]) -> bool:
    is_unit = re.match(r"§|\d+[.)]|rozdział\b", line.text, re.IGNORECASE)
    return not is_unit and bare(line.text) == line.text and (not before or not line.after_gap)


def _said(lines: list[Line]) -> str:
    return "\n".join("\n" * line.after_gap + " " * line.indent + line.text for line in lines).strip("\n")


def what_was_taken(parts: TakenApart) -> str:
    """„Z wklejonego tekstu wzięto przedmiot, podstawę prawną i 2 załączniki.”"""
    count = len(parts.annexes)
    taken = [
        "przedmiot" if parts.subject else "",
        "podstawę prawną" if parts.legal_basis else "",
        "wejście w życie" if parts.effective else "",
        f"{count} {plural(count, 'załącznik', 'załączniki', 'załączników')}" if count else "",
    ]
    *others, last = [one for one in taken if one] or ["samą treść"]
    listed = f"{', '.join(others)} i {last}" if others else last
    return f"Z wklejonego tekstu wzięto {listed}. Numer i datę nada program."
