from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from apps.core.errors import DomainError, StaleVersion
from apps.texts.compare import difference
from apps.texts.history import unused_text_of
from apps.texts.models import TextRevision

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
    by_key = {one.key: one for one in found}
    before, after = first_choice(found)
    old, new = by_key.get(request.GET.get("od"), before), by_key.get(request.GET.get("do"), after)
    compared = _difference(section, old, new) if new else None
    context = context_of(section, wordings=found, old=old, new=new, difference=compared)
    context["can_restore"] = is_member and not rules.may_work(request.user, section)
    context["lost"] = unused_text_of(request.user, section, "body") if is_member else None
    return render(request, "opinions/section/history.html", context)


def _difference(section, old, new):
    text = text_of(section, new)
    return difference(text_of(section, old) if old else text, text)


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
