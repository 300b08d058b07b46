"""What static/js/section-presence.js is told every few seconds while somebody has a text open for writing."""

from typing import Any

from django.db.models import Model
from django.http import HttpRequest
from django.utils import timezone

from apps.accounts.sessions.idleness import ends_at

from .presence import other_tabs, others_here
from .words import hour


def who_is_here(request: HttpRequest, obj: Model, tab: str) -> dict[str, Any]:
    """Who else has it open, since when the person has it open in other tabs, and when the session ends. „zostaje” in
    the request: the person asked to go on working."""
    if request.POST.get("zostaje"):
        request.session.modified = True  # saved anew, so that it ends as much later
    others, own = others_here(obj, request.user), other_tabs(obj, request.user, tab)
    tabs = [hour(since) for since in own]
    return {"others": others, "tabs": tabs, "version": obj.version, "ends": _ends_in(request)}


def _ends_in(request: HttpRequest) -> int:
    """Seconds until the session ends unless the person goes on: for its age, or for want of anything done."""
    idle = int((ends_at(request) - timezone.now()).total_seconds())
    if request.session.modified:
        return min(request.session.get_expiry_age(), idle)
    stored = request.session.model.objects.filter(session_key=request.session.session_key)
    ends = stored.values_list("expire_date", flat=True).first()
    return max(0, min(idle, int((ends - timezone.now()).total_seconds()))) if ends else 0
