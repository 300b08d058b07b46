from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from apps.consultations.models import DocumentVersion
from apps.core import clock
from apps.core.errors import DomainError, StaleVersion
from apps.texts.forms import RestoreForm
from apps.texts.wordings import compared, of_sittings, saved, text_of_sitting
from apps.texts.words import hour

from .. import actions, rules
from .common import address, context_of, for_writers, may_write, of_version, refuse


@require_safe
@of_version
def version_history(request, version):
    """How the text came about is for those who wrote it; the teams were given what was sent."""
    if not may_write(request.user, version.document):
        return refuse(request, version, rules.WRITERS)
    if version.origin != DocumentVersion.Origin.TEXT:
        raise Http404
    found = of_sittings(version, "body", now="obecny tekst" if rules.is_open(version) else "tekst przekazany")
    stood = saved(found)
    first = (stood[1] if len(stood) > 1 else None), (stood[0] if stood else None)
    context = context_of(version, **compared(found, first, request.GET, partial(text_of_sitting, version, "body")))
    context["can_restore"] = rules.is_open(version)
    return render(request, "consultations/version/history.html", context)


@require_POST
@for_writers
def version_restore(request, version):
    form = RestoreForm(request.POST)
    found = {one.key: one for one in of_sittings(version, "body") if one.can_come_back}
    wanted = found.get(form.cleaned_data["wording"]) if form.is_valid() else None
    if wanted is None:
        return refuse(request, version, "Wybierz z listy brzmienie, które ma wrócić.")
    try:
        body = text_of_sitting(version, "body", wanted)
        actions.save_body(version, body, form.cleaned_data["version"], by=request.user)
    except StaleVersion:
        messages.error(request, "W międzyczasie ktoś zapisał tę wersję. Przeczytaj obecny tekst, zanim go zastąpisz.")
        return redirect(address("version_history", version))
    except DomainError as refusal:
        return refuse(request, version, refusal)
    messages.success(
        request, f"Przywrócono wybrane brzmienie. Poprzednie zostało w historii; zapisano {hour(clock.now())}."
    )
    return redirect(version)
