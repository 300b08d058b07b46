from functools import wraps

from django.shortcuts import get_object_or_404, render

from apps.accounts.doors import doors_of_steps, refused

from .. import rules
from ..locking import why_not_now
from ..models import Meeting
from ..workflow import MEETING


def of_meeting(view):
    """The view gets the meeting; one that the person may not see does not exist."""

    @wraps(view)
    def found(request, pk, **kwargs):
        seen = Meeting.objects.visible_to(request.user).whole()
        seen = seen.select_related("minutes__document", "minutes__approved_by__person", "planned_by", "cancelled_by")
        return view(request, get_object_or_404(seen, pk=pk), **kwargs)

    return found


def for_leaders(statuses):
    """Only for those who lead it, while it is in one of these states."""

    def decorate(view):
        @wraps(view)
        @of_meeting
        def led(request, meeting, **kwargs):
            if not rules.leads(request.user, meeting):
                return refuse(request, meeting, f"Może to zrobić {rules.LEADERS}.")
            if meeting.status not in statuses:
                return refuse(request, meeting, why_not_now(meeting))
            return view(request, meeting, **kwargs)

        return led

    return decorate


def refuse(request, meeting, reason):
    return refused(request, reason, meeting)


for_step = doors_of_steps(MEETING, of_meeting, refuse)


def form_page(request, meeting, form, title, submit, **more):
    """A page with one form, for what needs nothing else."""
    context = {"meeting": meeting, "form": form, "title": title, "submit": submit} | more
    return render(request, "meetings/meeting/form.html", context)
