from django.http import JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from apps.core import clock, rescue
from apps.core.errors import DomainError
from apps.teams.ballot_forms import DissentForm
from apps.texts.words import hour

from .. import actions, pdf, reading, rules
from .common import about, attempt, for_step, of_opinion, refuse


@of_opinion
def dissent(request, opinion):
    """Asked for twice: the page of the second question shows the words as they will be printed."""
    if not rules.can_dissent(request.user, opinion):
        return refuse(request, opinion, rules.NO_DISSENT)
    draft = rules.dissent_draft_of(request.user, opinion)
    form = DissentForm(rescue.typed(request), initial={"body": draft.body if draft else ""})
    if request.method == "POST" and "wroc" not in request.POST and form.is_valid():
        return _dissent(request, opinion, form.cleaned_data["body"])
    shows = reading.may_read_remarks(request.user, opinion)
    context = about(opinion, form=form, draft=draft, **pdf.context_of(opinion, shows_remarks=shows))
    return render(request, "consultations/opinion/dissent.html", context)


def _dissent(request, opinion, body):
    if "zglaszam" not in request.POST:
        return render(request, "consultations/opinion/dissent_confirm.html", about(opinion, body=body))
    done = "Zdanie odrębne zostało zgłoszone. Będzie wydrukowane razem z opinią."
    return attempt(request, opinion, actions.file_dissent, opinion, body, done=done)


@require_POST
@of_opinion
def dissent_draft(request, opinion):
    """Kept while it is typed: the answer is for static/js/kept-draft.js."""
    try:
        actions.keep_dissent(opinion, request.POST.get("body", ""), by=request.user)
    except DomainError as refusal:
        return JsonResponse({"refused": str(refusal)}, status=403)
    return JsonResponse({"at": hour(clock.now())})


@for_step("confirm")
def confirm(request, opinion):
    if request.method == "POST":
        done = "Opinia jest potwierdzona, a PDF utrwalony."
        return attempt(request, opinion, actions.confirm, opinion, done=done)
    context = about(opinion, adoption=opinion.adoption, **pdf.context_of(opinion))
    return render(request, "consultations/opinion/confirm.html", context)
