"""The journal as a spreadsheet, with the digests by which the chain can be checked."""

from collections.abc import Iterable
from typing import Any

from apps.core import spreadsheet

from .reading import Line

COLUMNS = [
    ("Nr", 8), ("Kiedy", 18), ("Kto", 24), ("Co", 44), ("Czego dotyczy", 50), ("Szczegóły", 50),
    ("Czynność w programie", 26), ("Skrót poprzedniego wpisu", 68), ("Skrót wpisu", 68),
]  # fmt: skip


def workbook(lines: Iterable[Line]) -> bytes:
    return spreadsheet.workbook("Dziennik zdarzeń", COLUMNS, map(_cells, lines))


def _cells(line: Line) -> list[Any]:
    event = line.event
    said = [event.sequence, event.at, event.actor_name, line.what, event.object_label, line.details]
    return [*said, event.verb, event.previous_hash, event.hash]
