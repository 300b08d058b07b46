"""What a row of a list would do besides writing itself: less time or more, one more post, more people than the plan."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from apps.core.polish import NBSP, plural

from ..forms import in_polish
from ..models import Employment, PositionTerm
from ..staffing.words import amount_of

if TYPE_CHECKING:
    from .checking import Line

TIME, DAYS, MORE = "zmiana etatu", "zmiana dni zatrudnienia", "kolejne stanowisko"
COUNTED = {
    "new": ("nowa osoba", "nowe osoby", "nowych osób"),
    MORE: ("kolejne stanowisko tej samej osoby", "kolejne stanowiska tych samych osób", "kolejnych stanowisk"),
    TIME: ("zmiana etatu", "zmiany etatu", "zmian etatu"),
    DAYS: ("zmiana dni zatrudnienia", "zmiany dni zatrudnienia", "zmian dni zatrudnienia"),
    "": ("nowe zatrudnienie", "nowe zatrudnienia", "nowych zatrudnień"),
}


@dataclass(frozen=True)
class _Held:
    person: str
    position_id: int
    fte: Decimal
    since: date
    until: date | None

    def on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)


def note(lines: "list[Line]", employed: Iterable[Employment], positions: Iterable[PositionTerm]) -> None:
    """Write beside each row that can be written what it changes; rows of the same file count for one another."""
    before = [_Held(str(one.person_id), one.position_id, one.fte, one.since_on, one.until_on) for one in employed]
    written = [line for line in lines if not line.mistakes and not line.is_known]
    rows = [_Held(line.key, line.position_id, line.fte, line.since, line.until) for line in written]
    was, will = _indexed(before), _indexed(rows)
    plan = defaultdict(list)
    for term in positions:
        plan[term.position_id].append(term)
    for line, row in zip(written, rows, strict=True):
        _changed(line, row, was[row.person])
        _more(line, _on_the_day(row, was[row.person], will[row.person]))
        _over(line, _on_the_day(row, was[row.position_id], will[row.position_id]), plan[row.position_id])


def summary(lines: "Iterable[Line]") -> str:
    """„7 nowych osób, 1 zmiana etatu”; the same new person in two rows is one."""
    lines = [line for line in lines if not line.is_known]
    numbers = {"new": len({line.key for line in lines if line.person is None})}
    for line in lines:
        if line.person:
            numbers[line.change] = numbers.get(line.change, 0) + 1
    said = ((numbers[kind], words) for kind, words in COUNTED.items() if numbers.get(kind))
    return ", ".join(f"{number}{NBSP}{plural(number, *words)}" for number, words in said)


def _indexed(held: Iterable[_Held]) -> dict[str | int, list[_Held]]:
    found = defaultdict(list)
    for one in held:
        found[one.person].append(one)
        found[one.position_id].append(one)
    return found


def _on_the_day(row: _Held, before: list[_Held], rows: list[_Held]) -> list[_Held]:
    """What holds on the first day of the row once the whole list is written."""
    new = [one for one in rows if one.on(row.since)]
    replaced = {(one.person, one.position_id) for one in new}
    return new + [one for one in before if one.on(row.since) and (one.person, one.position_id) not in replaced]


def _changed(line: "Line", row: _Held, own: list[_Held]) -> None:
    same = [one for one in own if one.position_id == row.position_id and _meet(one, row)]
    if not same:
        return
    was = next((one for one in same if one.on(row.since)), same[0])
    if was.fte == row.fte:
        line.change, said = DAYS, DAYS
    else:
        line.change = TIME
        said = f"{TIME}: było {in_polish(was.fte)}, będzie {in_polish(row.fte)} od {_day(row.since)}"
    line.notes.append(said)


def _meet(one: _Held, other: _Held) -> bool:
    return (one.until is None or one.until > other.since) and (other.until is None or other.until > one.since)


def _more(line: "Line", own: list[_Held]) -> None:
    if len(own) > 1 and not line.change:
        line.change = MORE
        line.notes.append(f"{MORE}; razem {amount_of(sum(one.fte for one in own))}")


def _over(line: "Line", people: list[_Held], plan: list[PositionTerm]) -> None:
    day = line.since
    planned = next(term.fte for term in plan if term.since_on <= day and (term.until_on is None or day < term.until_on))
    if (over := sum(one.fte for one in people) - planned) > 0:
        line.notes.append(f"stanowisko ponad plan: {amount_of(over)}")


def _day(day: date) -> str:
    return f"{day.day}.{day.month:02}.{day.year}"
