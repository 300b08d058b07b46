"""How the time of a pilot is divided, and what the program proposes: preparation, carrying out, assessment."""

import datetime
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass

from apps.projects.models import Pilot

from .models import Phase

NAMES = ["Przygotowanie", "Wdrażanie modelu", "Ocena modelu"]
SHORTEST = 30  # days of a pilot that is worth dividing


@dataclass(frozen=True)
class Row:
    """A phase as it is typed; `pk` of the one that stands already."""

    name: str
    starts_on: datetime.date
    ends_on: datetime.date
    pk: int | None = None


def proposed(pilot: Pilot) -> list[Row]:
    """A sixth of the pilot's time for preparation, a sixth for assessment, from the first day of a month where one is
    near."""
    length = (pilot.ends_on - pilot.starts_on).days
    if length < SHORTEST:
        return [Row(NAMES[1], pilot.starts_on, pilot.ends_on)]
    edge = datetime.timedelta(days=max(length // 6, 1))
    second, third = _first_of_month(pilot.starts_on + edge), _first_of_month(pilot.ends_on - edge)
    if not pilot.starts_on < second < third <= pilot.ends_on:
        second, third = pilot.starts_on + edge, pilot.ends_on - edge
    day = datetime.timedelta(days=1)
    starts, ends = [pilot.starts_on, second, third], [second - day, third - day, pilot.ends_on]
    return [Row(*row) for row in zip(NAMES, starts, ends, strict=True)]


def _first_of_month(day: datetime.date) -> datetime.date:
    this = day.replace(day=1)
    following = (this + datetime.timedelta(days=32)).replace(day=1)
    return this if day - this <= following - day else following


def fingerprint(phases: Iterable[Phase]) -> str:
    """What the phases said when they were shown, to notice that somebody has changed them since."""
    said = sorted([one.pk, one.name, str(one.starts_on), str(one.ends_on)] for one in phases)
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()[:16]


def phase_on(phases: Iterable[Phase], day: datetime.date | None) -> Phase | None:
    """In which phase a day falls."""
    return next((one for one in phases if day and one.starts_on <= day <= one.ends_on), None)
