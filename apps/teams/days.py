"""Deadlines as people choose them: each number of working days with the day on which it ends."""

import datetime

from apps.core import clock
from apps.core.polish import day_in_words, plural

from .calendar import add_working_days

OFFERED = 20  # days in a list
_TO = ["poniedziałku", "wtorku", "środy", "czwartku", "piątku", "soboty", "niedzieli"]


def day_to(day: datetime.date) -> str:
    """„do piątku, 27 listopada 2026 r.”"""
    return f"do {_TO[day.weekday()]}, {day_in_words(day)}"


def working_days() -> list[tuple[int, str]]:
    """Numbers of working days beginning today: „5 dni roboczych – do piątku, 27 listopada 2026 r.”"""
    return [(n, f"{n} {_days(n)} – {day_to(day)}") for n, day in enumerate(_next(clock.today()), start=1)]


def days_after(day: datetime.date) -> list[tuple[str, str]]:
    """Working days after `day`, in ISO, each in words."""
    return [(later.isoformat(), day_to(later)) for later in _next(day)]


def _next(day):
    return [add_working_days(day, n) for n in range(1, OFFERED + 1)]


def _days(n):
    return plural(n, "dzień roboczy", "dni robocze", "dni roboczych")
