import secrets

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.http import require_POST

from apps.accounts.doors import is_script
from apps.core import clock, rescue
from apps.core.errors import DomainError, StaleVersion
from apps.documents.typeface import named, unprintable
from apps.teams.fields import words_of
from apps.texts import choosing
from apps.texts.history import unused_text_of

from ... import actions as opinion_actions
from ... import words
from ...claims.mentions import named_only
from ...models import Section
from ...views.common import refuse as refuse_in
from ...views.common import say_saved
from .. import actions, reading, rules
from ..forms import DraftForm, VariantForm, WorkForm
from .common import context_of, of_section, refuse, to

_SEE_BOTH = "Oba teksty są bezpieczne. Zobacz je i zdecyduj, co zostaje."


@of_section
def section(request, section):
    """Only for the team while the text is open; what is still sent then goes to the action, which keeps it."""
    reason = rules.may_work(request.user, section)
    if reason and (reason == rules.ONLY_MEMBERS or request.method != "POST"):
        return _not_now(request, section, reason)
    if request.method == "POST" and is_script(request):
        return _autosave(request, section, DraftForm(request.POST))
    initial = {
        "body": section.body,
        "version": section.version,
        "tab": secrets.token_urlsafe(9),
        "writer": request.user.pk,
    }
    form = WorkForm(rescue.typed(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        return _save(request, section, form)
    return _page(request, section, form)


def _not_now(request, section, reason):
    """To the text that the person could not save, if there is one; otherwise to the document, with the reason."""
    if reason != rules.ONLY_MEMBERS and unused_text_of(request.user, section, "body"):
        return to("unsaved", section)
    return refuse_in(request, section.opinion, reason)


def _autosave(request, section, form):
    """Saved while people type: the answer is for static/js/opinion-autosave.js."""
    if not form.is_valid():
        refused = [str(said) for errors in form.errors.values() for said in errors]
        return JsonResponse({"refused": " ".join(refused)}, status=422)
    if form.is_of_another(request.user):
        return JsonResponse({"refused": rules.another_logged_in(request.user)}, status=422)
    body, version = form.cleaned_data["body"], form.cleaned_data["version"]
    try:
        opinion_actions.save_section(section, body, version, by=request.user, autosaved=True)
    except StaleVersion:
        return JsonResponse(_lost(request, section, form.cleaned_data["tab"]), status=409)
    except DomainError as refusal:
        see = reverse("opinions:section_unsaved", args=[section.opinion_id, section.pk])
        return JsonResponse({"refused": f"{refusal} Twój tekst nie zginął.", "see": see}, status=409)
    at = timezone.localtime(clock.now())
    return JsonResponse({"version": section.version, "at": f"{at.hour}:{at:%M}", "warning": _cannot_print(body)})


def _lost(request, section, tab):
    """For a script whose text lost a race: who was first, and where both texts are."""
    section.refresh_from_db()
    see = reverse("opinions:section_unsaved", args=[section.opinion_id, section.pk])
    return {"refused": f"{rules.who_saved(section, request.user, tab)}. {_SEE_BOTH}", "see": see}


def _cannot_print(body):
    missing = unprintable(words_of(body))
    return f"Tych znaków nie da się wydrukować: {named(missing)}. Usuń je albo zastąp." if missing else ""


def _save(request, section, form):
    if form.is_of_another(request.user):
        form.add_error(None, rules.another_logged_in(request.user))
        return _page(request, section, form, status=409)
    try:
        opinion_actions.save_section(section, form.cleaned_data["body"], form.cleaned_data["version"], by=request.user)
    except StaleVersion:
        if page := _two_texts(request, section, form.cleaned_data["tab"]):
            return page
    except DomainError as refusal:
        form.add_error(None, str(refusal))
        return _page(request, section, form, status=409)
    _say_saved(request, section)
    _say_named(request, section)
    return redirect(section.opinion)


def _say_saved(request, section):
    """And, if the person said so with the same button, that the part is ready."""
    named = f"część „{section.part.title}”"
    if not request.POST.get("gotowa"):
        return say_saved(request, f"Zapisano {named}")
    try:
        actions.mark_section(section, Section.State.READY, by=request.user)
    except DomainError as refusal:
        say_saved(request, f"Zapisano {named}")
        return messages.error(request, str(refusal))
    return say_saved(request, f"Zapisano {named} i oznaczono jako gotową do uzgodnień")


def _say_named(request, section):
    """Evidence that the text names and the part does not cite."""
    if named := named_only(section.opinion, [section], "section").get(section.pk):
        page = reverse("opinions:section", args=[section.opinion_id, section.pk])
        said = 'W tekście części „{}” jest {}, a ta część {} nie powołuje. <a href="{}#powolania">Powołaj</a>'
        listed, it = ", ".join(map(str, named)), "go" if len(named) == 1 else "ich"
        messages.warning(request, format_html(said, section.part.title, listed, it, page))


def _page(request, section, form, status=200):
    context = context_of(section, form=form, noun=words.noun_of(section.opinion))
    context |= reading.workspace(request.user, section.opinion, section) | _variant(section)
    return render(request, "opinions/section/edit.html", context, status=status)


def _variant(section):
    """Asked beside the first part of product 2a."""
    opinion = section.opinion
    if not opinion.asks_for_variant or opinion.sections.first() != section:
        return {}
    return {"variant_form": VariantForm(initial={"responsibility_variant": opinion.responsibility_variant})}


def _two_texts(request, section, tab=""):
    """The page on which the author of a lost text decides; None when there is nothing to decide."""
    section.refresh_from_db()
    lost = unused_text_of(request.user, section, "body")
    return lost and _choosing(request, section, choosing.Choice.of(section, lost), tab, status=409)


def _choosing(request, section, choice, tab="", status=200, form=None):
    can_save = not rules.may_work(request.user, section)
    saved = rules.who_saved(section, request.user, tab) if section.edited_by_id else ""
    form = form or choice.form(rescue.typed(request) if request.method == "GET" else None)
    context = context_of(section, choice=choice, can_save=can_save, saved=saved, form=form, rows=choice.rows(form))
    return render(request, "opinions/section/unsaved.html", context, status=status)


@of_section
def unsaved(request, section):
    """„Twój niezapisany tekst”: what the person typed and somebody else's save, or a ballot, kept from standing."""
    if not rules.is_member(request.user, section.opinion):
        return refuse(request, section, rules.ONLY_MEMBERS)
    lost = unused_text_of(request.user, section, "body")
    if lost is None:
        messages.info(request, "Nie masz w tej części niezapisanego tekstu: wszystko stoi w niej albo jest w historii.")
        return to("history", section)
    choice = choosing.Choice.of(section, lost)
    form = choice.form(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _use(request, section, lost, choice, form)
    return _choosing(request, section, choice, form=form if request.method == "POST" else None)


def _use(request, section, lost, choice, form):
    if (form.cleaned_data["lost"], form.cleaned_data["version"]) != (lost.pk, section.version):
        messages.warning(request, "W międzyczasie ktoś zapisał tę część jeszcze raz. Poniżej są obecne teksty.")
        return to("unsaved", section)
    try:
        actions.use_lost_text(section, lost, choice.text(form.choices), section.version, by=request.user)
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return to("unsaved", section)
    say_saved(request, f"Zapisano część „{section.part.title}”")
    return redirect("opinions:section", section.opinion_id, section.pk)


@require_POST
@of_section
def unsaved_aside(request, section):
    if not rules.is_member(request.user, section.opinion):
        return refuse(request, section, rules.ONLY_MEMBERS)
    if lost := unused_text_of(request.user, section, "body"):
        actions.put_lost_text_aside(lost, by=request.user)
        messages.success(request, "Tekst odłożono. Zostaje w historii tej części.")
    return to("history", section)
