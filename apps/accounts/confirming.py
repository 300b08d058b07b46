"""How long ago the person at this browser showed who they are, by logging in or by confirming it."""

import time

from django.conf import settings
from django.http import HttpRequest

KEY = "confirmed_at"


def note(request: HttpRequest) -> None:
    request.session[KEY] = time.time()


def is_recent(request: HttpRequest | None) -> bool:
    if request is None or not hasattr(request, "session"):
        return False
    return time.time() - request.session.get(KEY, 0) < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
