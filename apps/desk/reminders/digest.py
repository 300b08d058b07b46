"""What a letter of the day tells: pure questions about matters, days and what was told before."""

import datetime
import hashlib
from collections.abc import Collection
from dataclasses import dataclass

from apps.accounts.models import Reminders
from apps.teams.calendar import add_working_days

from ..matters.matter import Matter

SOON = 2  # working days: a deadline so near is told again every day


@dataclass(frozen=True)
class Digest:
    """One letter: what was not told yet, what was told but is due soon, and how much else waits."""

    new: list[Matter]
    soon: list[Matter]
    rest: int

    @property
    def count(self) -> int:
        return len(self.new) + len(self.soon) + self.rest


def mark(matter: Matter) -> str:
    """By what a matter is known again; the reason why may change from day to day („2 dni po terminie”)."""
    return hashlib.sha256(f"{matter.url}\n{matter.what}".encode()).hexdigest()[:16]


def is_due(rhythm: str, looked_on: datetime.date | None, day: datetime.date) -> bool:
    """Whether this is a day to look at what waits: once a day, or once in a week of the calendar."""
    if rhythm == Reminders.Rhythm.NEVER or looked_on == day:
        return False
    return rhythm == Reminders.Rhythm.DAILY or looked_on is None or _week(looked_on) != _week(day)


def digest_of(mine: list[Matter], told: Collection[str], day: datetime.date) -> Digest | None:
    """The letter of the day, or None when there is nothing that calls for one."""
    new = [matter for matter in mine if mark(matter) not in told]
    soon = [matter for matter in mine if matter not in new and _is_soon(matter.until, day)]
    return Digest(new, soon, len(mine) - len(new) - len(soon)) if new or soon else None


def _is_soon(until: datetime.date | None, day: datetime.date) -> bool:
    return until is not None and day <= until <= add_working_days(day, SOON)


def _week(day: datetime.date) -> tuple[int, int]:
    return day.isocalendar()[:2]
