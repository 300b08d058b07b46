"""The one clock. Its day is Warsaw's; only the demo builder may pretend another."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from django.utils import timezone

_pretended: ContextVar[date | None] = ContextVar("pretended_day", default=None)


def now() -> datetime:
    """This moment, aware, in Warsaw; on a pretended day, this hour of that day."""
    real = timezone.localtime()
    day = _pretended.get()
    return real if day is None else real.replace(year=day.year, month=day.month, day=day.day)


def today() -> date:
    """Warsaw's day."""
    return now().date()


@contextmanager
def pretend(day: date) -> Iterator[None]:
    """Let the demo builder act on `day`. The audit register keeps real time all the same."""
    token = _pretended.set(day)
    try:
        yield
    finally:
        _pretended.reset(token)
