"""Where a person is logged in."""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from ..models import Session
from . import idleness

BROWSERS = {"Edg/": "Edge", "OPR/": "Opera", "Firefox/": "Firefox", "Chrome/": "Chrome", "Safari/": "Safari"}
SYSTEMS = {
    "Android": "Android", "iPhone": "iPhone", "iPad": "iPad", "Windows": "Windows", "Mac OS": "macOS", "Linux": "Linux"
}  # fmt: skip


@dataclass(frozen=True)
class LogIn:
    """One open session. `mark` names it on the page instead of its key, which opens the account."""

    mark: str
    browser: str
    began_at: datetime | None
    seen_at: datetime
    is_this: bool


def browser_of(request: HttpRequest) -> str:
    """„Firefox, Windows”: enough to recognise one's own machine, and no more is kept."""
    said = request.headers.get("User-Agent", "")
    found = [next((name for sign, name in known.items() if sign in said), "") for known in (BROWSERS, SYSTEMS)]
    return ", ".join(filter(None, found)) or "nieznana przeglądarka"


def sessions_of(request: HttpRequest) -> list[LogIn]:
    """Of the person who asks; this one first, then the last used."""
    working = {"expire_date__gt": timezone.now(), "seen_at__gt": timezone.now() - idleness.LIMIT}
    rows = Session.objects.filter(account=request.user, **working).order_by("-seen_at")
    found = [_told(row, request.session.session_key) for row in rows]
    return sorted(found, key=lambda one: not one.is_this)


def session_marked(request: HttpRequest, mark: str) -> Session | None:
    """Only among the person's own."""
    own = Session.objects.filter(account=request.user).exclude(pk=request.session.session_key)
    return next((row for row in own if constant_time_compare(mark_of(row.pk), mark)), None)


def mark_of(key: str) -> str:
    return salted_hmac("mark of a session", key).hexdigest()[:24]


def _told(row: Session, current: str) -> LogIn:
    data = row.get_decoded()
    began = datetime.fromtimestamp(data["began"], UTC) if "began" in data else None
    return LogIn(mark_of(row.pk), data.get("browser", ""), began, row.seen_at, row.pk == current)
