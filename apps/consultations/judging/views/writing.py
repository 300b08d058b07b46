import secrets

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from apps.accounts.doors import is_script
from apps.core import clock, rescue
from apps.core.errors import DomainError, StaleVersion
from apps.documents.typeface import named, unprintable
from apps.teams.fields import words_of
from apps.texts import choosing
from apps.texts.history import unused_text_of
from apps.texts.words import another_logged_in, hour, who_was_first

from ... import rules as room_rules
from ...models import DocumentVersion
from .. import actions, beside, rules
from ..forms import DraftForm, LostTextForm, OpinionForm
from .common import about, of_opinion, refuse

_SEE_BOTH = "Oba teksty są bezpieczne. Zobacz je i zdecyduj, co zostaje."
_WHAT = "tę opinię"


def begin(request, pk, n, team_pk):
    together = DocumentVersion.objects.visible_to(request.user).select_related("document__pilot", "consultation")
    version = get_object_or_404(together, document=pk, number=n, consultation__isnull=False)
    asked = get_object_or_404(version.consultation.asked.select_related("team"), team=team_pk)
    if begun := version.opinions.filter(team=team_pk).first():
        return redirect(begun)
    if reason := rules.why_not_begin(request.user, version, asked.team):
        messages.error(request, reason)
        return redirect(version.document)
    if request.method == "POST":
        return _begin(request, version, asked.team)
    context = {"version": version, "expert_document": version.document, "team": asked.team}
    return render(request, "consultations/opinion/begin.html", context)


def _begin(request, version, team):
    try:
        return redirect("consultations:opinion_edit", actions.begin_opinion(version, team, by=request.user).pk)
    except DomainError as refusal:
        begun = version.opinions.filter(team=team.pk).first()
        if begun is None:
            messages.error(request, str(refusal))
        return redirect(begun or version.document)


def _why_not(user, opinion):
    if not room_rules.may_write_opinion(user, opinion):
        return rules.MEMBERS
    return "" if opinion.status == opinion.Status.WORKING else rules.CLOSED


@of_opinion
def edit(request, opinion):
    """Only for the team while the text is open; what is still sent then goes to the action, which keeps it."""
    reason = _why_not(request.user, opinion)
    if reason and (reason == rules.MEMBERS or request.method != "POST"):
        lost = reason == rules.CLOSED and unused_text_of(request.user, opinion, "body")
        return redirect("consultations:opinion_unsaved", opinion.pk) if lost else refuse(request, opinion, reason)
    if request.method == "POST" and is_script(request):
        return _autosave(request, opinion, DraftForm(request.POST))
    form = OpinionForm(rescue.typed(request), initial=_initial(request, opinion))
    if request.method == "POST" and form.is_valid():
        return _save(request, opinion, form)
    return _page(request, opinion, form)


def _initial(request, opinion):
    kept = {name: getattr(opinion, name) for name in ("conclusion", "body", "version")}
    return kept | {"tab": secrets.token_urlsafe(9), "writer": request.user.pk}


def _page(request, opinion, form, status=200):
    lost = unused_text_of(request.user, opinion, "body")
    context = about(opinion, form=form, lost=lost, **beside.context_of(request.user, opinion))
    return render(request, "consultations/opinion/edit.html", context, status=status)


def _autosave(request, opinion, form):
    """Saved while people type: the answer is for static/js/opinion-autosave.js."""
    if not form.is_valid() or form.is_of_another(request.user):
        errors = [str(said) for found in form.errors.values() for said in found] or [another_logged_in(request.user)]
        return JsonResponse({"refused": " ".join(errors)}, status=422)
    said, see = form.cleaned_data, reverse("consultations:opinion_unsaved", args=[opinion.pk])
    try:
        actions.save_opinion(
            opinion, said["conclusion"], said["body"], said["version"], by=request.user, autosaved=True
        )
    except StaleVersion:
        opinion.refresh_from_db()
        first = who_was_first(_WHAT, opinion, request.user, said["tab"])
        return JsonResponse({"refused": f"{first}. {_SEE_BOTH}", "see": see}, status=409)
    except DomainError as refusal:
        return JsonResponse({"refused": f"{refusal} Twój tekst nie zginął.", "see": see}, status=409)
    at = timezone.localtime(clock.now())
    return JsonResponse(
        {"version": opinion.version, "at": f"{at.hour}:{at:%M}", "warning": _cannot_print(said["body"])}
    )


def _cannot_print(body):
    missing = unprintable(words_of(body))
    return f"Tych znaków nie da się wydrukować: {named(missing)}. Usuń je albo zastąp." if missing else ""


def _save(request, opinion, form):
    if form.is_of_another(request.user):
        form.add_error(None, another_logged_in(request.user))
        return _page(request, opinion, form, status=409)
    said = form.cleaned_data
    try:
        actions.save_opinion(opinion, said["conclusion"], said["body"], said["version"], by=request.user)
    except StaleVersion:
        return _lost_race(request, opinion, said)
    except DomainError as refusal:
        form.add_error(None, str(refusal))
        return _page(request, opinion, form, status=409)
    messages.success(request, f"Zapisano opinię {hour(clock.now())}.")
    return redirect(opinion)


def _lost_race(request, opinion, said):
    """The author decides between two texts; when only the conclusions differ, on the form itself."""
    opinion.refresh_from_db()
    if lost := unused_text_of(request.user, opinion, "body"):
        return _choosing(request, opinion, lost, status=409)
    form = OpinionForm(_again(request, opinion))
    first = who_was_first(_WHAT, opinion, request.user, said["tab"])
    standing = opinion.get_conclusion_display() or "nie wybrano"
    form.add_error("conclusion", f"{first}, z rozstrzygnięciem „{standing}”. Wybierz, które zostaje, i zapisz.")
    return _page(request, opinion, form, status=409)


def _again(request, opinion):
    """What was sent, over the version that stands now."""
    data = request.POST.copy()
    data["version"] = str(opinion.version)
    return data


def _choosing(request, opinion, lost, status=200, form=None):
    choice = choosing.Choice.of(opinion, lost)
    form = form or _form_of(choice, opinion)
    can_save = not _why_not(request.user, opinion)
    context = about(opinion, choice=choice, can_save=can_save, form=form, rows=choice.rows(form))
    return render(request, "consultations/opinion/unsaved.html", context, status=status)


def _form_of(choice, opinion, typed=None):
    initial = {"version": opinion.version, "lost": choice.lost.pk, "conclusion": opinion.conclusion}
    return LostTextForm(typed, passages=choice.passages, initial=initial)


@of_opinion
def unsaved(request, opinion):
    """„Twój niezapisany tekst”: what the person typed and somebody else's save, or a ballot, kept from standing."""
    if not room_rules.may_write_opinion(request.user, opinion):
        return refuse(request, opinion, rules.MEMBERS)
    lost = unused_text_of(request.user, opinion, "body")
    if lost is None:
        messages.info(request, "Nie masz tu niezapisanego tekstu.")
        return redirect(opinion)
    form = _form_of(choosing.Choice.of(opinion, lost), opinion, request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _use(request, opinion, lost, form)
    return _choosing(request, opinion, lost, form=form)


def _use(request, opinion, lost, form):
    said = form.cleaned_data
    if (said["lost"], said["version"]) != (lost.pk, opinion.version):
        messages.warning(request, "W międzyczasie ktoś zapisał tę opinię jeszcze raz. Poniżej są obecne teksty.")
        return redirect("consultations:opinion_unsaved", opinion.pk)
    text = choosing.Choice.of(opinion, lost).text(form.choices)
    try:
        actions.use_lost_text(opinion, lost, said["conclusion"], text, opinion.version, by=request.user)
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return redirect("consultations:opinion_unsaved", opinion.pk)
    messages.success(request, f"Zapisano opinię {hour(clock.now())}.")
    return redirect("consultations:opinion_edit", opinion.pk)


@require_POST
@of_opinion
def unsaved_aside(request, opinion):
    if not room_rules.may_write_opinion(request.user, opinion):
        return refuse(request, opinion, rules.MEMBERS)
    if lost := unused_text_of(request.user, opinion, "body"):
        actions.put_lost_text_aside(lost, by=request.user)
        messages.success(request, "Tekst odłożono. Zostaje w historii opinii.")
    return redirect(opinion)
