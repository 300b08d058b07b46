from functools import wraps

from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect

from apps.accounts.doors import is_script
from apps.core import clock
from apps.core.errors import DomainError

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


def for_step(name):
    """Only when the person may take this step now; others read why not."""

    def decorate(view):
        @wraps(view)
        @of_opinion
        def stepped(request, opinion, **kwargs):
            try:
                OPINION.check(name, request.user, opinion)
            except DomainError as refusal:
                return refuse(request, opinion, str(refusal))
            return view(request, opinion, **kwargs)

        return stepped

    return decorate


def refuse(request, opinion, reason):
    if is_script(request):
        return JsonResponse({"refused": str(reason)}, status=409)
    messages.error(request, str(reason))
    return redirect(opinion)


def attempt(request, opinion, action, *args, done, **kwargs):
    """Act and say what was done, or why not; then back to the opinion."""
    try:
        action(*args, by=request.user, **kwargs)
    except DomainError as refusal:
        return refuse(request, opinion, refusal)
    messages.success(request, done)
    return redirect(opinion)


def say_saved(request, what):
    messages.success(request, f"{what} {words.hour(clock.now())}.")


def saved_before(row, what):
    """Who saved it while this person was typing, and when."""
    row.refresh_from_db()
    return words.who_saved(what, row.edited_by, row.edited_at)
