from django.contrib import messages
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.text import Truncator
from django.views.decorators.http import require_POST

from apps.core.errors import DomainError
from apps.opinions.models import Removal
from apps.opinions.views.common import for_writers, refuse

from . import actions

_SHOWN = 80  # characters of what came back
T = Removal.Thing
PAGES = {T.FINDING: "findings", T.RECOMMENDATION: "recommendations", T.CONTRIBUTION: "contributions"}
_ANCHORS = {T.FINDING: "wpis", T.RECOMMENDATION: "rekomendacja", T.CONTRIBUTION: "propozycja"}


def _findable(opinion, user):
    of_all = Q(thing__in=[T.FINDING, T.RECOMMENDATION])
    return opinion.removals.filter(of_all | Q(thing=T.CONTRIBUTION, removed_by=user))


@require_POST
@for_writers
def restore(request, opinion, removal_pk):
    """Of a proposal only one's own is found."""
    removal = get_object_or_404(_findable(opinion, request.user), pk=removal_pk)
    act = actions.restore_contribution if removal.thing == T.CONTRIBUTION else actions.restore_claim
    try:
        row = act(removal, by=request.user)
    except DomainError as refusal:
        return refuse(request, opinion, refusal)
    messages.success(request, f"Przywrócono: „{Truncator(row.body).chars(_SHOWN)}”.")
    page = reverse(f"opinions:{PAGES[removal.thing]}", args=[opinion.pk])
    return redirect(f"{page}#{_ANCHORS[removal.thing]}-{row.pk}")
