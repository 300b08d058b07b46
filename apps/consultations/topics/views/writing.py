import secrets

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from apps.accounts.doors import is_script
from apps.accounts.sessions.idleness import in_the_background
from apps.core import clock, rescue
from apps.core.errors import DomainError, StaleVersion
from apps.texts.choosing import Choice
from apps.texts.history import unused_text_of
from apps.texts.sitting import who_is_here
from apps.texts.words import another_logged_in, hour, who_was_first

from .. import actions, reading, rules
from ..forms import ConceptDraftForm, ConceptForm
from .common import context_of, of_concept, place_of, refuse, to

_SEE_BOTH = "Oba teksty są bezpieczne. Zobacz je i zdecyduj, co zostaje."
_LONGEST_TAB = 40


@of_concept
def concept_write(request, concept):
    """Only for the team while the text is open; what is still sent then goes to the action, which keeps it."""
    reason = rules.may_not_work(request.user, concept)
    if reason and (reason == rules.ONLY_MEMBERS or request.method != "POST"):
        return _not_now(request, concept, reason)
    if request.method == "POST" and is_script(request):
        return _autosave(request, concept, ConceptDraftForm(request.POST))
    initial = {"body": concept.body, "version": concept.version}
    initial |= {"tab": secrets.token_urlsafe(9), "writer": request.user.pk}
    form = ConceptForm(rescue.typed(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        return _save(request, concept, form)
    return _page(request, concept, form)


def _not_now(request, concept, reason):
    """To the text that the person could not save, if there is one; otherwise to the concept, with the reason."""
    if reason != rules.ONLY_MEMBERS and unused_text_of(request.user, concept, "body"):
        return to("unsaved", concept)
    return refuse(request, concept, reason)


def _autosave(request, concept, form):
    """Saved while people type: the answer is for static/js/opinion-autosave.js."""
    if not form.is_valid():
        refused = [str(said) for errors in form.errors.values() for said in errors]
        return JsonResponse({"refused": " ".join(refused)}, status=422)
    if form.is_of_another(request.user):
        return JsonResponse({"refused": another_logged_in(request.user)}, status=422)
    body, version = form.cleaned_data["body"], form.cleaned_data["version"]
    try:
        actions.save_concept(concept, body, version, by=request.user, autosaved=True)
    except StaleVersion:
        return JsonResponse(_lost(request, concept, form.cleaned_data["tab"]), status=409)
    except DomainError as refusal:
        refused = f"{refusal} Twój tekst nie zginął."
        return JsonResponse({"refused": refused, "see": _where_both_are(concept)}, status=409)
    at = timezone.localtime(clock.now())
    return JsonResponse({"version": concept.version, "at": f"{at.hour}:{at:%M}", "warning": ""})


def _lost(request, concept, tab):
    """For a script whose text lost a race: who was first, and where both texts are."""
    concept.refresh_from_db(fields=["version", "edited_by", "edited_at"])
    who = who_was_first("tę koncepcję", concept, request.user, tab)
    return {"refused": f"{who}. {_SEE_BOTH}", "see": _where_both_are(concept)}


def _where_both_are(concept):
    return reverse("consultations:concept_unsaved", args=place_of(concept))


def _save(request, concept, form):
    if form.is_of_another(request.user):
        form.add_error(None, another_logged_in(request.user))
        return _page(request, concept, form, status=409)
    body, version = form.cleaned_data["body"], form.cleaned_data["version"]
    try:
        actions.save_concept(concept, body, version, by=request.user)
    except StaleVersion:
        if page := _two_texts(request, concept, form.cleaned_data["tab"]):
            return page
    except DomainError as refusal:
        form.add_error(None, str(refusal))
        return _page(request, concept, form, status=409)
    messages.success(request, f"Zapisano koncepcję {hour(clock.now())}.")
    return redirect(concept)


def _page(request, concept, form, status=200):
    lost = unused_text_of(request.user, concept, "body")
    answer = concept.answers.order_by("-pk").first()
    context = context_of(concept, form=form, lost=lost, answer=answer, files=reading.attachments_of(concept))
    context["information"] = reading.information_of(concept.topic.document, concept.topic)
    return render(request, "consultations/concept/write.html", context, status=status)


def _two_texts(request, concept, tab=""):
    """The page on which the author of a lost text decides; None when there is nothing to decide."""
    concept.refresh_from_db(fields=["body", "version", "edited_by", "edited_at"])
    lost = unused_text_of(request.user, concept, "body")
    return lost and _choosing(request, concept, Choice.of(concept, lost), tab, status=409)


def _choosing(request, concept, choice, tab="", status=200, form=None):
    can_save = not rules.may_not_work(request.user, concept)
    saved = who_was_first("tę koncepcję", concept, request.user, tab)
    form = form or choice.form(rescue.typed(request) if request.method == "GET" else None)
    context = context_of(concept, choice=choice, can_save=can_save, saved=saved, form=form, rows=choice.rows(form))
    return render(request, "consultations/concept/unsaved.html", context, status=status)


@of_concept
def concept_unsaved(request, concept):
    """„Twój niezapisany tekst”: what the person typed and somebody else's save, or the hand-over, kept out."""
    if not rules.reads_drafts(request.user, concept):
        return refuse(request, concept, rules.ONLY_MEMBERS)
    lost = unused_text_of(request.user, concept, "body")
    if lost is None:
        messages.info(request, "Nie masz tu niezapisanego tekstu: wszystko stoi w koncepcji albo jest w historii.")
        return to("history", concept)
    choice = Choice.of(concept, lost)
    form = choice.form(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _use(request, concept, lost, choice, form)
    return _choosing(request, concept, choice, form=form if request.method == "POST" else None)


def _use(request, concept, lost, choice, form):
    if (form.cleaned_data["lost"], form.cleaned_data["version"]) != (lost.pk, concept.version):
        messages.warning(request, "W międzyczasie ktoś zapisał koncepcję jeszcze raz. Poniżej są obecne teksty.")
        return to("unsaved", concept)
    try:
        actions.use_lost_text(concept, lost, choice.text(form.choices), concept.version, by=request.user)
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return to("unsaved", concept)
    messages.success(request, f"Zapisano koncepcję {hour(clock.now())}.")
    return to("write", concept)


@require_POST
@of_concept
def concept_unsaved_aside(request, concept):
    if not rules.reads_drafts(request.user, concept):
        return refuse(request, concept, rules.ONLY_MEMBERS)
    if lost := unused_text_of(request.user, concept, "body"):
        actions.put_lost_text_aside(lost, by=request.user)
        messages.success(request, "Tekst odłożono. Zostaje w historii koncepcji.")
    return to("history", concept)


@in_the_background
@require_POST
@of_concept
def concept_here(request, concept):
    """„I am here” (or „I am leaving”) of static/js/section-presence.js."""
    tab = request.POST.get("tab", "")[:_LONGEST_TAB] or "?"
    if request.POST.get("wychodzi"):
        actions.leave(concept, tab, by=request.user)
        return HttpResponse(status=204)
    try:
        actions.be_here(concept, tab, by=request.user)
    except DomainError as refusal:
        return JsonResponse({"refused": str(refusal)}, status=403)
    return JsonResponse(who_is_here(request, concept, tab))
