from functools import partial

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from apps.core import clock
from apps.core.errors import DomainError, StaleVersion
from apps.texts.forms import RestoreForm
from apps.texts.history import unused_text_of
from apps.texts.wordings import compared
from apps.texts.words import hour

from .. import actions, rules
from ..wordings import first_choice, text_of, wordings
from .common import context_of, for_writers, of_concept, to


@require_safe
@of_concept
def concept_history(request, concept):
    """The team compares all it wrote; others what was handed over."""
    is_member = rules.reads_drafts(request.user, concept)
    found = wordings(concept, drafts_too=is_member)
    first = first_choice(found, concept)
    context = context_of(concept, **compared(found, first, request.GET, partial(text_of, concept)))
    context["can_restore"] = is_member and not rules.may_not_work(request.user, concept)
    context["lost"] = unused_text_of(request.user, concept, "body") if is_member else None
    return render(request, "consultations/concept/history.html", context)


@require_POST
@for_writers
def concept_restore(request, concept):
    form = RestoreForm(request.POST)
    found = {one.key: one for one in wordings(concept, drafts_too=True) if one.can_come_back}
    wanted = found.get(form.cleaned_data["wording"]) if form.is_valid() else None
    if wanted is None:
        messages.error(request, "Wybierz z listy brzmienie, które ma wrócić.")
        return to("history", concept)
    try:
        body = text_of(concept, wanted)
        actions.restore_wording(concept, body, form.cleaned_data["version"], by=request.user)
    except StaleVersion:
        messages.error(request, "W międzyczasie ktoś zapisał koncepcję. Przeczytaj obecny tekst, zanim go zastąpisz.")
        return to("history", concept)
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return to("history", concept)
    messages.success(
        request, f"Przywrócono wybrane brzmienie. Poprzednie zostało w historii; zapisano {hour(clock.now())}."
    )
    return redirect(concept)
