"""What was typed as new wording of a unit, or as units to be added → units of the kind that its place asks for."""

import re

from apps.core.errors import DomainError
from apps.orders.amending.checking import KIND_NAMES
from apps.orders.editing.cleaning import LONGEST
from apps.orders.editing.parsing import parse
from apps.orders.text import LITERA, PARAGRAF, PODWOJNE_TIRET, PUNKT, TIRET, USTEP, Node, letter

_DASH = "[–—-]"
_TYPED = {
    PARAGRAF: re.compile(r"§\s*\d+[a-z]*\s*\.?\s+"),
    USTEP: re.compile(r"\d+[a-z]*\.\s+"),
    PUNKT: re.compile(r"\d+[a-z]*\)\s*"),
    LITERA: re.compile(r"[a-z]{1,4}\)\s*"),
    TIRET: re.compile(rf"{_DASH}\s+(?!{_DASH})"),
    PODWOJNE_TIRET: re.compile(rf"{_DASH}\s*{_DASH}\s*"),
}
_ABOVE = {  # what must stand before, so that the units are read as of their kind
    PARAGRAF: "",
    USTEP: "§ 1. 1. Zdanie.\n",
    PUNKT: "§ 1. Wyliczenie:\n",
    LITERA: "§ 1. Wyliczenie:\n1) lista:\n",
    TIRET: "§ 1. Wyliczenie:\n1) lista:\na) lista:\n",
    PODWOJNE_TIRET: "§ 1. Wyliczenie:\n1) lista:\na) lista:\n– lista:\n",
}
_DEPTH = {PARAGRAF: 0, USTEP: 1, PUNKT: 1, LITERA: 2, TIRET: 3, PODWOJNE_TIRET: 4}


def units_of(kind: str, typed: str) -> tuple[Node, ...]:
    """The units of the kind; marks typed before them say where each begins, and are given anew by the engine."""
    if not typed.strip():
        raise DomainError("Wpisz treść.")
    if len(typed) > LONGEST:
        raise DomainError(f"Treść jest za długa: może mieć najwyżej {LONGEST} znaków.")
    units = parse(_ABOVE[kind] + "\n".join(_marked(kind, typed))).tree
    for _ in range(_DEPTH[kind]):
        units = units[0].children if len(units) == 1 else ()
    units = units[1:] if kind == USTEP else units
    if not units or any(unit.kind != kind for unit in units):
        raise DomainError(f"Nie da się tego odczytać jako jednostki: {KIND_NAMES[kind]}. Sprawdź znaki na początku.")
    return units


def _marked(kind: str, typed: str) -> list[str]:
    """The lines, those that begin a unit of the kind numbered from the first; the first line always begins one."""
    count, lines = 0, []
    for line in (line.strip() for line in typed.strip().splitlines()):
        found = _TYPED[kind].match(line)
        if found or not lines:
            count += 1
            line = _mark(kind, count) + (line[found.end() :] if found else line)
        lines.append(line)
    return lines


def _mark(kind: str, n: int) -> str:
    marks = {PARAGRAF: f"§ {n}. ", USTEP: f"{n + 1}. ", PUNKT: f"{n}) ", LITERA: f"{letter(n)}) ", TIRET: "– "}
    return marks.get(kind, "– – ")
