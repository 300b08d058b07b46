from functools import wraps

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from apps.accounts.doors import done, door
from apps.core import clock, rescue
from apps.documents.filetypes import ENDINGS
from apps.documents.http import file_name, kept_file_response
from apps.documents.reading import bytes_of
from apps.documents.uploads import was_too_big
from apps.implementation import citations, rules, xlsx
from apps.implementation.actions import show_tasks
from apps.implementation.forms import TasksOfEvidenceForm
from apps.implementation.models import Evidence
from apps.implementation.pilots import pilot_or_404, pilots_of, steps_of
from apps.implementation.views import xlsx_response

from . import actions, reading
from .forms import NewEvidenceForm, NextVersionForm, WithdrawForm

ON_A_PAGE = 30
KINDS = {"plik": Evidence.Kind.FILE, "odsylacz": Evidence.Kind.LINK, "oswiadczenie": Evidence.Kind.STATEMENT}


@require_safe
def register(request):
    pilot, pilots = pilots_of(request)
    if pilot is None:
        return render(request, "implementation/board/none.html")
    asked = reading.Asked.of(request.GET)
    page = Paginator(reading.register(pilot, asked), ON_A_PAGE).get_page(request.GET.get("strona"))
    context = {
        "pilot": pilot,
        "pilots": pilots,
        "asked": asked,
        "page": page,
        "choices": reading.choices(pilot, asked),
        "may_add": rules.may_add_evidence(request.user, pilot),
    }
    return render(request, "implementation/evidence/list.html", context)


@require_safe
def register_xlsx(request):
    pilot, _ = pilots_of(request)
    door(pilot is not None)
    pieces = reading.register(pilot, reading.Asked.of(request.GET)).reverse()
    return xlsx_response(xlsx.of_evidence(pieces, pilot, clock.today()), f"Rejestr dowodów {clock.today()}.xlsx")


def evidence_new(request, pilot_pk, kind):
    pilot = pilot_or_404(request, pilot_pk)
    door(kind in KINDS and rules.may_add_evidence(request.user, pilot))
    powers = rules.Powers.of(request.user, pilot)
    steps = [step for step in steps_of(pilot) if powers.over(step)]
    initial = {"steps": [request.GET.get("zadanie")], "dated_on": clock.today()}
    typed = rescue.typed(request)
    files = {"files": request.FILES or None, "too_big": was_too_big(request)}
    form = NewEvidenceForm(typed, **files, kind=KINDS[kind], steps=steps, initial=initial)
    task = _task_asked(request, pilot, steps)
    if made := done(request, form, lambda data: _added(request, pilot, kind, form)):
        messages.success(request, f"Dodano dowód {made}.")
        return redirect(task or made)
    context = {"pilot": pilot, "form": form, "kind": KINDS[kind], "task": task}
    return render(request, "implementation/evidence/new.html", context)


def _task_asked(request, pilot, steps):
    """Address of the task from which the person came, to go back to."""
    asked = request.GET.get("zadanie", "")
    found = next((step for step in steps if str(step.pk) == asked), None)
    return reverse("implementation:task", args=[pilot.pk, found.pk]) if found else ""


def _added(request, pilot, kind, form):
    said = {"tool": form.cleaned_data["tool"], "shows": form.cleaned_data["steps"]}
    return actions.add_evidence(pilot, KINDS[kind], form.said, **said, by=request.user)


def of_evidence(view):
    """The view gets the piece; one of another centre does not exist."""

    @wraps(view)
    def found(request, pk, **kwargs):
        seen = Evidence.objects.visible_to(request.user).select_related(
            "pilot__catalogue_version", "current__blob", "tool", "added_by", "withdrawn_by"
        )
        piece = get_object_or_404(seen.defer("current__blob__content"), pk=pk)
        piece.pilot.centre = request.user.centre
        return view(request, piece, **kwargs)

    return found


def for_keepers(view):
    """Others who read the piece are told why they may not."""

    @wraps(view)
    @of_evidence
    def kept(request, piece):
        if not rules.may_keep_evidence(request.user, piece):
            messages.error(request, rules.KEEPERS)
            return redirect(piece)
        return view(request, piece)

    return kept


@require_safe
@of_evidence
def evidence(request, piece):
    versions = piece.versions.select_related("added_by", "blob").defer("blob__content")
    context = {
        "piece": piece,
        "versions": versions,
        "tasks": reading.tasks_shown(piece),
        "places": citations.places_of(piece, request.user),
        "may_keep": rules.may_keep_evidence(request.user, piece) and not piece.withdrawn_at,
        "may_show": rules.may_add_evidence(request.user, piece.pilot) and not piece.withdrawn_at,
    }
    return render(request, "implementation/evidence/show.html", context)


@for_keepers
def evidence_replace(request, piece):
    typed = rescue.typed(request)
    files = {"files": request.FILES or None, "too_big": was_too_big(request)}
    form = NextVersionForm(typed, **files, evidence=piece)
    if made := done(request, form, lambda data: _replaced(request, piece, form)):
        messages.success(request, f"Dodano wersję {made.version} dowodu {piece}. Poprzednie zostają w rejestrze.")
        return redirect(piece)
    return render(request, "implementation/evidence/replace.html", {"piece": piece, "form": form})


def _replaced(request, piece, form):
    seen, tool = form.cleaned_data["seen"], form.cleaned_data["tool"]
    form.data = form.data.copy()
    form.data["seen"] = piece.current.version  # who is refused for another's version has now been told of it
    return actions.replace_evidence(piece, form.said, seen=seen, tool=tool, by=request.user)


@for_keepers
def evidence_withdraw(request, piece):
    form = WithdrawForm(rescue.typed(request))
    if done(request, form, lambda data: actions.withdraw_evidence(piece, data["why"], by=request.user)):
        messages.success(request, f"Dowód {piece} został wycofany. Nadal można go przeczytać.")
        return redirect(piece)
    places = citations.places_of(piece, request.user)
    return render(request, "implementation/evidence/withdraw.html", {"piece": piece, "form": form, "places": places})


@of_evidence
def evidence_tasks(request, piece):
    if not rules.may_add_evidence(request.user, piece.pilot):
        messages.error(request, rules.ADDERS)
        return redirect(piece)
    powers = rules.Powers.of(request.user, piece.pilot)
    steps = [step for step in steps_of(piece.pilot) if powers.over(step)]
    shown = {one.task.step_id for one in reading.tasks_shown(piece)}
    form = TasksOfEvidenceForm(rescue.typed(request), steps=steps, shown=shown)
    if done(request, form, lambda data: show_tasks(piece, **form.changes, by=request.user)):
        messages.success(request, f"Zapisano, które zadania pokazuje dowód {piece}.")
        return redirect(piece)
    return render(request, "implementation/evidence/tasks.html", {"piece": piece, "form": form})


@require_safe
@of_evidence
def evidence_file(request, piece, version):
    """The file of one version, always to be saved and never shown here."""
    kept = get_object_or_404(piece.versions.select_related("blob").defer("blob__content"), version=version)
    if kept.blob_id is None:
        raise Http404
    content = bytes_of(kept.blob_id, f"dowodu {piece}")
    name = file_name(f"{piece} wersja {kept.version} – {kept.title}", ENDINGS.get(kept.blob.media_type, ".bin"))
    return kept_file_response(request, kept.blob_id, content, kept.blob.media_type, name)
