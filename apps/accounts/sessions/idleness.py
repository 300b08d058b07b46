"""A session ends when nobody has done anything in it for long; what was typed is rescued (apps.core.rescue)."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

LIMIT = timedelta(minutes=settings.SESSION_IDLE_MINUTES)
NOTED_EVERY = min(timedelta(minutes=5), LIMIT / 4)  # a write now and then instead of one in each request
SAID = "Wylogowano po dłuższej przerwie, żeby nikt nie skorzystał z niestrzeżonego komputera."


def in_the_background(view: Callable) -> Callable:
    """What a page asks for by itself, while nobody may be sitting there. „zostaje”: the person asked to go on."""
    view.in_the_background = True
    return view


def is_activity(request: HttpRequest, view: Callable) -> bool:
    return not getattr(view, "in_the_background", False) or "zostaje" in request.POST


def ends_at(request: HttpRequest) -> datetime:
    """When the session ends unless something is done."""
    return (request.session.seen_at or timezone.now()) + LIMIT
