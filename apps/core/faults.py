"""What went wrong below the program: no room left, or two deeds that waited for each other."""

import errno
from collections.abc import Callable
from typing import Any

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse

DISK_FULL, DEADLOCK = "53100", "40P01"
NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
MOST_TRIES = 3


def kind_of(error: BaseException | None) -> str:
    """„full”: no room for the database or for files; „crossed”: ended by the database because of another deed; „away”:
    the database does not answer; empty: a defect of the program."""
    if isinstance(error, OSError) and error.errno in NO_ROOM:
        return "full"
    if not isinstance(error, OperationalError):
        return ""
    return {DISK_FULL: "full", DEADLOCK: "crossed"}.get(getattr(error.__cause__, "pgcode", None), "away")


class AgainAfterDeadlock:
    """A page whose deed the database ended, because it and another one waited for each other, is answered anew from the
    beginning: the deed was rolled back whole. Three tries in all; then the page of failure says what happened."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        for _ in range(1, MOST_TRIES):
            if kind_of(error) != "crossed":
                break
            try:
                return _again(request)
            except OperationalError as another:
                error = another
        return None


def _again(request: HttpRequest) -> HttpResponse:
    for _, files in request.FILES.lists():
        for file in files:
            file.seek(0)
    match: Any = request.resolver_match
    return match.func(request, *match.args, **match.kwargs)
