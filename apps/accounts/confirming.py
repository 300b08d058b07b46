"""How long ago the person at this browser showed who they are, by logging in or by confirming it."""

import time

from allauth.core import ratelimit
from django.conf import settings
from django.http import HttpRequest

from . import actions

KEY = "confirmed_at"
NEEDED = "Podaj hasło, którym się logujesz."
WRONG = "To nie jest Twoje hasło. Nic jeszcze nie zrobiono – wpisz je jeszcze raz."
TOO_MANY = "Zbyt wiele prób. Odczekaj minutę i spróbuj jeszcze raz."


def note(request: HttpRequest) -> None:
    request.session[KEY] = time.time()


def is_recent(request: HttpRequest | None) -> bool:
    if request is None or not hasattr(request, "session"):
        return False
    return time.time() - request.session.get(KEY, 0) < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


def refusal(request: HttpRequest) -> str:
    """Why the person did not show who they are: by logging in lately, or by `password` in this very POST. Empty when
    they did."""
    if is_recent(request):
        return ""
    if not (password := request.POST.get("password", "")):
        return NEEDED
    if not ratelimit.consume(request, action="reauthenticate", user=request.user):
        return TOO_MANY
    if request.user.check_password(password):
        note(request)
        return ""
    actions.note_failed_login(request.user.email, by=None, step="confirmation")
    return WRONG
