"""What the session remembers of the duty to log in by two steps: worked out at log-in, asked without a query."""

from datetime import date

from django.http import HttpRequest

from apps.core import clock
from apps.core.polish import day_in_words, typography

from ..models import User
from . import rules

KEY = "second_factor"  # {"due": day, "until": day in words, "overdue": bool, "next": page that was asked for}


def remember_duty(request: HttpRequest, user: User, owes_it: bool) -> None:
    """At log-in. `owes_it`: must have it and does not."""
    if owes_it:
        due = rules.due_on(user)
        said = {"due": due.isoformat(), "until": typography(day_in_words(due)), "overdue": due < clock.today()}
        request.session[KEY] = said


def forget_duty(request: HttpRequest) -> str:
    """It is set up; returns where the person was going."""
    return (request.session.pop(KEY, None) or {}).get("next", "")


def is_overdue(request: HttpRequest) -> bool:
    return request.session.get(KEY, {}).get("overdue", False)


def due_on(request: HttpRequest) -> date | None:
    said = request.session.get(KEY)
    return date.fromisoformat(said["due"]) if said else None
