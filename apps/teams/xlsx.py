"""Rosters of all teams on a day as a spreadsheet."""

import datetime
from typing import Any

from apps.core import spreadsheet

from .models import RosterInterval
from .reading import RosterLine, in_words

COLUMNS = [
    ("Zespół", 50), ("Imię i nazwisko", 28), ("Stanowisko w zarządzeniu", 40), ("Funkcja", 24),
    ("Na podstawie", 34), ("Od", 12), ("Do", 12),
]  # fmt: skip


def rosters(centre_id: int, day: datetime.date) -> bytes:
    """A row for each person in each team that works on the day, as the orders say."""
    return spreadsheet.workbook("Składy zespołów", COLUMNS, map(_cells, _lines(centre_id, day)))


def _lines(centre_id: int, day: datetime.date) -> list[RosterLine]:
    teams: dict[int, list[RosterInterval]] = {}
    for seat in RosterInterval.objects.filter(centre=centre_id).on(day).select_related("person", "team"):
        teams.setdefault(seat.team_id, []).append(seat)
    return [line for _, roster in sorted(teams.items()) for line in in_words(roster)]


def _cells(line: RosterLine) -> list[Any]:
    entry = line.entry
    where = [entry.team.name, entry.name, entry.description, line.function, entry.provision]
    return [*where, entry.since_on, entry.last_day]
