"""Typed numbers compared with those of the place."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any, TypeVar

from apps.orders.text import LITERA, PARAGRAF, PUNKT, USTEP

from .drafts import Draft
from .marks import place_label
from .notes import Note

Unit = TypeVar("Unit", bound=Any)
_NAMES = {PARAGRAF: "§", USTEP: "ust.", PUNKT: "pkt", LITERA: "lit."}


def numbered_together(units: Iterable[Unit]) -> list[list[Unit]]:
    """The units that one count goes through: every § of the whole text, and other units up to the next of another
    kind (in an annex, up to a heading)."""
    runs = [list(run) for _, run in groupby(units, key=lambda unit: unit.kind)]
    paragraphs = [unit for run in runs for unit in run if unit.kind == PARAGRAF]
    return [run for run in [paragraphs, *(run for run in runs if run[0].kind != PARAGRAF)] if run]


def settle_labels(units: list[Draft], notes: list[Note], *, keep: bool) -> None:
    """Keep a typed number only when it differs from the place's and is to be kept; otherwise say what it became."""
    before = ""
    for place, unit in enumerate(units, start=1):
        wanted, typed = place_label(unit.kind, place), _as_of_kind(unit)
        if keep and typed:
            before, unit.label = typed, typed if typed != wanted else ""
        else:
            if typed and typed != wanted and not _goes_on(before, typed):
                notes.append(Note(unit.line.number, _renumbered(unit.kind, before, typed, wanted)))
            before, unit.label = typed, ""
        settle_labels(unit.children, notes, keep=keep)


def _as_of_kind(unit: Draft) -> str:
    """The typed number, if it is written as units of this kind are; „c” of a list that became points is none."""
    is_letter = unit.label.isalpha()
    return unit.label if unit.kind in _NAMES and is_letter == (unit.kind == LITERA) else ""


def _goes_on(before: str, typed: str) -> bool:
    """After a gap that was told, the next number is no news."""
    if before.isdecimal() and typed.isdecimal():
        return int(typed) == int(before) + 1
    return len(before) == len(typed) == 1 and ord(typed) == ord(before) + 1


def _renumbered(kind: str, before: str, typed: str, wanted: str) -> str:
    name = _NAMES[kind]
    if not before:
        what = "tekst" if kind == PARAGRAF else "wyliczenie"
        return f"{what} zaczyna się od {name} {typed} – zapisano jako {name} {wanted}."
    return f"po {name} {before} następuje {name} {typed} – zapisano jako {name} {wanted}."
