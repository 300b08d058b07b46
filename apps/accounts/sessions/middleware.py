from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY, logout
from django.utils import timezone

from apps.core.rescue import needs_log_in

from . import actions, idleness


class IdleTimeout:
    """Logs out whoever has done nothing for long. Stands before the middleware that rescues what was typed, so that a
    form sent too late waits for its author. Asks the database for nothing."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or SESSION_KEY not in request.session:
            return
        now = timezone.now()
        idle = now - (request.session.seen_at or now)
        if idle > idleness.LIMIT:
            logout(request)
            if request.method == "GET" and needs_log_in(view):
                messages.info(request, idleness.SAID)
        elif idle > idleness.NOTED_EVERY and idleness.is_activity(request, view):
            actions.note_activity(request.session, by=None)
