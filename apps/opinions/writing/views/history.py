from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from apps.core.errors import DomainError, StaleVersion
from apps.texts.history import unused_text_of
from apps.texts.models import TextRevision
from apps.texts.wordings import compared

from ...views.common import say_saved
from .. import actions, rules
from ..forms import RestoreForm
from ..wordings import first_choice, text_of, wordings
from .common import context_of, for_workers, of_section, to


@require_safe
@of_section
def history(request, section):
    is_member = rules.is_member(request.user, section.opinion)
    found = wordings(section, lost_too=is_member)
    context = context_of(section, **compared(found, first_choice(found), request.GET, partial(text_of, section)))
    context["can_restore"] = is_member and not rules.may_work(request.user, section)
    context["lost"] = unused_text_of(request.user, section, "body") if is_member else None
    return render(request, "opinions/section/history.html", context)


@require_POST
@for_workers
def restore(request, section):
    form = RestoreForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Wybierz z listy brzmienie, które ma wrócić.")
        return to("history", section)
    kept = get_object_or_404(TextRevision.objects.of(section), pk=form.cleaned_data["wording"][1:], field="body")
    try:
        actions.restore_wording(section, kept, form.cleaned_data["version"], by=request.user)
    except StaleVersion:
        messages.error(request, "W międzyczasie ktoś zapisał tę część. Przeczytaj obecny tekst, zanim go zastąpisz.")
        return to("history", section)
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return to("history", section)
    say_saved(request, "Przywrócono wybrane brzmienie. Poprzednie zostało w historii; zapisano")
    return redirect("opinions:section", section.opinion_id, section.pk)
