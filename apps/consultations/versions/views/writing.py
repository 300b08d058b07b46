import secrets
from functools import wraps

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from apps.accounts.doors import door, is_script
from apps.accounts.sessions.idleness import in_the_background
from apps.consultations.models import DocumentVersion
from apps.consultations.remarks.locking import VersionGone
from apps.consultations.rules import may_write
from apps.core import clock, rescue
from apps.core.errors import DomainError, StaleVersion
from apps.texts.choosing import Choice
from apps.texts.history import unused_text_of
from apps.texts.sitting import who_is_here
from apps.texts.words import another_logged_in, hour, who_was_first

from .. import actions, reading, rules
from ..forms import DraftForm, LeftForm, WriteForm
from .common import address, context_of, of_document, of_version, refuse

_SEE_BOTH = "Oba teksty są bezpieczne. Zobacz je i zdecyduj, co zostaje."
_GONE = "Tę wersję ktoś usunął w trakcie pisania, więc nie ma gdzie zapisać tekstu. Twój tekst nie zginął: jest na tej "
_NEXT = "stronie. Naciśnij „Zapisz i zobacz jednostki”, a będzie można zacząć z nim nową wersję albo go skopiować."
_LONGEST_TAB = 40


def left_text(request, document, refusal=""):
    """The page of a text that has no version any more: to begin one with it, or, when that may not be, to copy it."""
    typed = request.POST.copy()
    typed["jak"], typed["version"] = "tekst", "1"
    refusal = refusal or rules.why_not_begin(request.user, document)
    context = {"document": document, "form": LeftForm(typed), "refusal": refusal}
    return render(request, "consultations/version/left.html", context, status=409)


@of_document
def _gone(request, document, n):
    door(may_write(request.user, document) and not document.versions.filter(number=n).exists())
    if is_script(request):
        return JsonResponse({"refused": _GONE + _NEXT}, status=409)
    return left_text(request, document)


def keeps_what_is_left(view):
    """What is sent after a co-writer has removed the version comes back with its text, and not as a missing page."""

    @wraps(view)
    def kept(request, **place):
        try:
            return view(request, **place)
        except (Http404, VersionGone):
            if request.method != "POST":
                raise
            return _gone(request, **place)

    return kept


@keeps_what_is_left
@of_version
def version_text(request, version):
    """Only for who writes it; what is sent after it was frozen goes to the action, which keeps it."""
    if refusal := _why_not_here(request, version):
        return refuse(request, version, refusal)
    if request.method == "POST" and is_script(request):
        return _autosave(request, version, DraftForm(request.POST))
    initial = {"body": version.body, "version": version.version}
    initial |= {"tab": secrets.token_urlsafe(9), "writer": request.user.pk}
    form = WriteForm(rescue.typed(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        return _save(request, version, form)
    return _page(request, version, form)


def _why_not_here(request, version):
    if version.origin != DocumentVersion.Origin.TEXT:
        return "Ta wersja jest plikiem, więc jej treści nie pisze się tutaj. Możesz przesłać inny plik."
    refusal = rules.why_not_change(request.user, version)
    return "" if refusal == rules.FROZEN and request.method == "POST" else refusal


def _autosave(request, version, form):
    """Saved while people type: the answer is for static/js/opinion-autosave.js."""
    if not form.is_valid():
        refused = [str(said) for errors in form.errors.values() for said in errors]
        return JsonResponse({"refused": " ".join(refused)}, status=422)
    if form.is_of_another(request.user):
        return JsonResponse({"refused": another_logged_in(request.user)}, status=422)
    body, lock, see = form.cleaned_data["body"], form.cleaned_data["version"], address("version_unsaved", version)
    try:
        actions.save_body(version, body, lock, by=request.user, autosaved=True)
    except StaleVersion:
        return JsonResponse({"refused": _who_was_first(request, version, form), "see": see}, status=409)
    except VersionGone:
        raise
    except DomainError as refusal:
        return JsonResponse({"refused": f"{refusal} Twój tekst nie zginął.", "see": see}, status=409)
    at = timezone.localtime(clock.now())
    return JsonResponse({"version": version.version, "at": f"{at.hour}:{at:%M}", "warning": ""})


def _who_was_first(request, version, form):
    version.refresh_from_db(fields=["version", "edited_by", "edited_at"])
    return f"{who_was_first('tę wersję', version, request.user, form.cleaned_data['tab'])}. {_SEE_BOTH}"


def _save(request, version, form):
    if form.is_of_another(request.user):
        form.add_error(None, another_logged_in(request.user))
        return _page(request, version, form, status=409)
    try:
        actions.save_body(version, form.cleaned_data["body"], form.cleaned_data["version"], by=request.user)
    except StaleVersion:
        if page := _two_texts(request, version, form.cleaned_data["tab"]):
            return page
    except VersionGone:
        raise
    except DomainError as refusal:
        form.add_error(None, str(refusal))
        return _page(request, version, form, status=409)
    messages.success(request, f"Zapisano wersję {version.number} {hour(clock.now())}.")
    return redirect(version)


def _page(request, version, form, status=200):
    lost = unused_text_of(request.user, version, "body")
    context = context_of(version, form=form, lost=lost, **reading.settling(version))
    return render(request, "consultations/version/write.html", context, status=status)


def _two_texts(request, version, tab=""):
    """The page on which the author of a lost text decides; None when there is nothing to decide."""
    version.refresh_from_db(fields=["body", "version", "edited_by", "edited_at"])
    lost = unused_text_of(request.user, version, "body")
    return lost and _choosing(request, version, Choice.of(version, lost), tab, status=409)


def _choosing(request, version, choice, tab="", status=200, form=None):
    can_save = not rules.why_not_change(request.user, version)
    saved = who_was_first("tę wersję", version, request.user, tab)
    form = form or choice.form(rescue.typed(request) if request.method == "GET" else None)
    context = context_of(version, choice=choice, can_save=can_save, saved=saved, form=form, rows=choice.rows(form))
    return render(request, "consultations/version/unsaved.html", context, status=status)


@of_version
def version_unsaved(request, version):
    """„Twój niezapisany tekst”: what the person typed and somebody else's save, or the sending, kept out."""
    if not may_write(request.user, version.document):
        return refuse(request, version, rules.WRITERS)
    lost = unused_text_of(request.user, version, "body")
    if lost is None:
        messages.info(request, "Nie masz tu niezapisanego tekstu: wszystko stoi w wersji.")
        return redirect(version)
    choice = Choice.of(version, lost)
    form = choice.form(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _use(request, version, lost, choice, form)
    return _choosing(request, version, choice, form=form if request.method == "POST" else None)


def _use(request, version, lost, choice, form):
    if (form.cleaned_data["lost"], form.cleaned_data["version"]) != (lost.pk, version.version):
        messages.warning(request, "W międzyczasie ktoś zapisał wersję jeszcze raz. Poniżej są obecne teksty.")
        return redirect(address("version_unsaved", version))
    try:
        actions.use_lost_text(version, lost, choice.text(form.choices), version.version, by=request.user)
    except DomainError as refusal:
        return refuse(request, version, refusal)
    messages.success(request, f"Zapisano wersję {version.number} {hour(clock.now())}.")
    return redirect(address("version_text", version))


@require_POST
@of_version
def version_unsaved_aside(request, version):
    if lost := unused_text_of(request.user, version, "body"):
        actions.put_lost_text_aside(lost, by=request.user)
        messages.success(request, "Tekst odłożono. Zostaje w historii.")
    return redirect(version)


@in_the_background
@require_POST
@of_version
def version_here(request, version):
    """„I am here” (or „I am leaving”) of static/js/section-presence.js."""
    tab = request.POST.get("tab", "")[:_LONGEST_TAB] or "?"
    if request.POST.get("wychodzi"):
        actions.leave(version, tab, by=request.user)
        return HttpResponse(status=204)
    try:
        actions.be_here(version, tab, by=request.user)
    except DomainError as refusal:
        return JsonResponse({"refused": str(refusal)}, status=403)
    return JsonResponse(who_is_here(request, version, tab))
