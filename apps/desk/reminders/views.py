from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.doors import done
from apps.core import clock, rescue

from ..matters import matters_of
from . import actions, ical, reading
from .forms import RhythmForm


def reminders(request):
    chosen = reading.reminders_of(request.user)
    form = RhythmForm(rescue.typed(request), initial={"rhythm": chosen.rhythm})
    if done(request, form, lambda data: actions.choose_rhythm(data["rhythm"], by=request.user)):
        messages.success(request, "Zapisano.")
        return redirect("desk:reminders")
    context = {"form": form, "address": reading.calendar_address(chosen)}
    return render(request, "desk/reminders/show.html", context)


@require_POST
def calendar_open(request):
    actions.open_calendar(by=request.user)
    messages.success(request, "Kalendarz ma adres. Wklej go w swoim programie do kalendarza.")
    return redirect("desk:reminders")


@require_POST
def calendar_close(request):
    actions.close_calendar(by=request.user)
    messages.success(request, "Kalendarz jest wyłączony, a jego adres już nie działa.")
    return redirect("desk:reminders")


@login_not_required
@require_safe
def calendar(request, key):
    """By a secret address: programs that read calendars cannot log in."""
    owner = reading.owner_of(key)
    if owner is None:
        raise Http404
    host = urlsplit(settings.BASE_URL).hostname
    text = ical.calendar(matters_of(owner).mine, base_url=settings.BASE_URL, host=host, now=clock.now())
    headers = {"Cache-Control": "private, no-store", "Content-Disposition": 'inline; filename="terminy.ics"'}
    return HttpResponse(text, content_type="text/calendar; charset=utf-8", headers=headers)
