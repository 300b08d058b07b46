"""Days as an order counts them: „3 dni robocze”, „14 dni”. Every day is Warsaw's; the starting day does not count."""

import datetime
from functools import cache

import holidays

_ONE = datetime.timedelta(days=1)


@cache
def _free_days() -> holidays.HolidayBase:
    return holidays.country_holidays("PL")


def is_working_day(day: datetime.date) -> bool:
    """Monday to Friday, unless the day is free from work by statute that year (24 December: since 2025)."""
    return day.weekday() < 5 and day not in _free_days()


def add_working_days(day: datetime.date, n: int) -> datetime.date:
    """The n-th working day after `day`."""
    while n:
        day += _ONE
        n -= is_working_day(day)
    return day


def add_calendar_days(day: datetime.date, n: int) -> datetime.date:
    """The n-th day after `day`; when that is a Saturday or a free day, the next working day (art. 115 k.c.)."""
    day += datetime.timedelta(days=n)
    return day if is_working_day(day) else add_working_days(day, 1)


def deadline(since: datetime.date, n: int, kind: str) -> datetime.date:
    """The last day of a time limit of `n` days, `kind` being „working” or „calendar” as in an order's rules."""
    return add_working_days(since, n) if kind == "working" else add_calendar_days(since, n)


def dissent_until(adopted_on: datetime.date, rules: dict) -> datetime.date:
    """The last day on which a dissenting opinion may be filed under the rules of the team's order; an order without
    such a right (0 days) leaves it in the past."""
    if not rules["dissent_days"]:
        return adopted_on - _ONE
    return deadline(adopted_on, rules["dissent_days"], rules["dissent_day_kind"])
