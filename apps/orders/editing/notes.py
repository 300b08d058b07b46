"""What the reader of a typed text tells the person who typed it."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Note:
    """One remark; `line` counts from 1, 0 when it is about the whole text."""

    line: int
    text: str

    def __str__(self):
        return f"Wiersz {self.line}: {self.text}" if self.line else f"{self.text[0].upper()}{self.text[1:]}"


def in_order(notes: Iterable[Note]) -> tuple[Note, ...]:
    """By lines, each said once."""
    return tuple(sorted(dict.fromkeys(notes), key=lambda note: note.line))
