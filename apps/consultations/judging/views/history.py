from functools import partial

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from apps.core import clock
from apps.core.errors import DomainError, StaleVersion
from apps.texts.forms import RestoreForm
from apps.texts.wordings import compared
from apps.texts.words import hour

from ... import rules as room_rules
from .. import actions, rules
from ..wordings import first_choice, text_of, wordings
from .common import about, of_opinion, refuse


@require_safe
@of_opinion
def history(request, opinion):
    writes = room_rules.may_write_opinion(request.user, opinion)
    found = wordings(opinion, lost_too=writes)
    context = about(opinion, **compared(found, first_choice(found), request.GET, partial(text_of, opinion)))
    context["can_restore"] = writes and opinion.status == opinion.Status.WORKING
    return render(request, "consultations/opinion/history.html", context)


@require_POST
@of_opinion
def restore(request, opinion):
    if not room_rules.may_write_opinion(request.user, opinion):
        return refuse(request, opinion, rules.MEMBERS)
    form = RestoreForm(request.POST)
    found = {one.key: one for one in wordings(opinion, lost_too=True) if one.can_come_back}
    wanted = found.get(form.cleaned_data["wording"]) if form.is_valid() else None
    if wanted is None:
        return refuse(request, opinion, "Wybierz z listy brzmienie, które ma wrócić.")
    try:
        body = text_of(opinion, wanted)
        actions.save_opinion(opinion, opinion.conclusion, body, form.cleaned_data["version"], by=request.user)
    except StaleVersion:
        messages.error(request, "W międzyczasie ktoś zapisał opinię. Przeczytaj obecny tekst, zanim go zastąpisz.")
        return redirect("consultations:opinion_history", opinion.pk)
    except DomainError as refusal:
        return refuse(request, opinion, refusal)
    messages.success(
        request, f"Przywrócono wybrane uzasadnienie. Poprzednie zostało w historii; zapisano {hour(clock.now())}."
    )
    return redirect(opinion)
