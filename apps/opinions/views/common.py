from functools import wraps

from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.shortcuts import get_object_or_404

from apps.accounts.doors import attempted, doors_of_steps, refused
from apps.core import clock

from .. import rules, words
from ..models import ContributionRound, Opinion
from ..workflow import OPINION


def of_opinion(view):
    """The view gets the opinion itself; one that the person may not see does not exist."""

    @wraps(view)
    def found(request, pk, **kwargs):
        visible = Opinion.objects.visible_to(request.user).select_related("pilot", "started_by")
        visible = visible.annotate(had_rounds=Exists(ContributionRound.objects.filter(opinion=OuterRef("pk"))))
        opinion = get_object_or_404(visible, pk=pk)
        opinion.pilot.centre = request.user.centre  # only people of the centre see it
        opinion.recall_product()
        return view(request, opinion, **kwargs)

    return found


def for_writers(view):
    """Only for a member of the team while the text is open; others read why not. What a member still sends then goes
    to the action, which refuses it and keeps the words."""

    @wraps(view)
    @of_opinion
    def written(request, opinion, **kwargs):
        if not rules.is_team_member(request.user, opinion):
            return refuse(request, opinion, "Treść zmienia tylko członek zespołu.")
        if request.method != "POST" and opinion.status not in rules.EDITABLE:
            return refuse(request, opinion, rules.CLOSED)
        return view(request, opinion, **kwargs)

    return written


def refuse(request, opinion, reason):
    return refused(request, reason, opinion)


for_step = doors_of_steps(OPINION, of_opinion, refuse)


def attempt(request, opinion, action, *args, done, **kwargs):
    """Act and say what was done, or why not; then back to the opinion."""
    return attempted(request, opinion, done, action, *args, **kwargs)


def say_saved(request, what):
    messages.success(request, f"{what} {words.hour(clock.now())}.")


def saved_before(row, what):
    """Who saved it while this person was typing, and when."""
    row.refresh_from_db()
    return words.who_saved(what, row.edited_by, row.edited_at)
