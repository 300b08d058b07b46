from functools import wraps

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.doors import done, door, tried
from apps.core import clock, rescue
from apps.core.errors import DomainError, StaleVersion
from apps.orders.rules import can_draft

from . import actions, reading, rules, sharing, xlsx
from . import phases as dividing
from .board import Asked, board_of, lines_of, pilot_choice
from .forms import EvidenceOfTaskForm, FinishForm, NotesForm, PlanForm, phase_forms
from .holders import suggested
from .pilots import pilot_or_404, pilots_of, step_or_404
from .workflow import TASK


@require_safe
def board(request):
    pilot, pilots = pilots_of(request)
    if pilot is None:
        return render(request, "implementation/board/none.html")
    shown = board_of(pilot, request.user, Asked.of(request.GET))
    context = {
        "board": shown,
        "choices": pilot_choice(pilot, pilots) + shown.choices,
        "pilots": pilots,
        "pilot": pilot,
        "may_run": rules.may_run(request.user, pilot),
    }
    return render(request, "implementation/board/show.html", context)


@require_safe
def board_xlsx(request):
    pilot, _ = pilots_of(request)
    door(pilot is not None)
    lines = board_of(pilot, request.user, Asked.of(request.GET)).shown
    return xlsx_response(xlsx.of_tasks(lines, pilot, clock.today()), f"Zadania pilotażu {clock.today()}.xlsx")


def xlsx_response(content, name):
    response = HttpResponse(content, content_type=xlsx.MEDIA_TYPE)
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["X-Content-Type-Options"] = "nosniff"
    return response


def phases(request, pilot_pk):
    """All phases on one page; a row with nothing in it is none."""
    pilot = pilot_or_404(request, pilot_pk)
    door(rules.may_run(request.user, pilot))
    standing = list(pilot.phases.all())
    seen, proposes = dividing.fingerprint(standing), "propozycja" in request.GET
    typed = rescue.typed(request)
    rows = dividing.proposed(pilot) if proposes else standing
    formset = phase_forms(typed, rows)
    if request.method == "POST" and formset.is_valid():
        if _phases_set(request, pilot, formset):
            return redirect(f"{reading.board_address(pilot)}")
        seen = dividing.fingerprint(pilot.phases.all())
    shown = {"pilot": pilot, "formset": formset, "seen": _seen(typed, seen, request), "proposes": proposes}
    return render(request, "implementation/phase/edit.html", shown)


def _seen(typed, now, request):
    """What the typed form had seen; after a refusal it has seen what stands."""
    return now if request.method == "POST" or not typed else typed.get("seen", now)


def _phases_set(request, pilot, formset):
    rows = [form.row for form in formset.forms if form.row]
    try:
        actions.set_phases(pilot, rows, seen=request.POST.get("seen", ""), by=request.user)
        messages.success(request, "Zapisano etapy pilotażu.")
        return True
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return False


def share(request, pilot_pk):
    """All tasks that nobody holds, each with a person proposed; saved together."""
    pilot = pilot_or_404(request, pilot_pk)
    door(rules.may_run(request.user, pilot))
    typed = rescue.typed(request)
    rows = sharing.forms_of(board_of(pilot, request.user).lines, pilot, typed)
    if request.method == "POST" and all(row.is_valid() for row in rows) and _shared(request, pilot, rows):
        return redirect(reading.board_address(pilot))
    return render(request, "implementation/task/share.html", {"pilot": pilot, "forms": rows})


def _shared(request, pilot, rows):
    given = [(row.line.step, row.taker, row.cleaned_data["due_on"]) for row in rows if row.taker]
    try:
        shared = actions.share_tasks(pilot, given, by=request.user)
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return False
    messages.success(request, f"Powierzono {reading.counted_tasks(len(shared))}.")
    return True


def of_task(view):
    """The view gets the task as the board shows it, of a pilot and a step that the person may see."""

    @wraps(view)
    def found(request, pilot_pk, step_pk):
        pilot = pilot_or_404(request, pilot_pk)
        step = step_or_404(pilot, step_pk)
        [line] = lines_of(pilot, [step], list(pilot.phases.all()), request.user)
        if line.task:
            line.task.pilot, line.task.step = pilot, step
        return view(request, pilot, line)

    return found


def for_changers(view):
    """Others who read the task are told why they may not."""

    @wraps(view)
    @of_task
    def changed(request, pilot, line):
        if not rules.may_change_step(request.user, pilot, line.step):
            messages.error(request, rules.CHANGERS)
            return redirect("implementation:task", pilot.pk, line.step.pk)
        return view(request, pilot, line)

    return changed


@require_safe
@of_task
def task(request, pilot, line):
    may = rules.may_change_step(request.user, pilot, line.step)
    context = {
        "pilot": pilot,
        "line": line,
        "may_change": may,
        "moves": reading.moves(line) if may else [],
        "evidence": reading.evidence_of(line.task),
        "suggested": [] if line.people else suggested(pilot, line.step),
        "may_draft": can_draft(request.user),
        "events": reading.story(line.task),
    }
    return render(request, "implementation/task/show.html", context)


@for_changers
def task_plan(request, pilot, line):
    form = PlanForm(rescue.typed(request), pilot=pilot, line=line, suggested=suggested(pilot, line.step))
    if request.method == "POST" and form.is_valid() and _planned(request, pilot, line, form):
        return redirect("implementation:task", pilot.pk, line.step.pk)
    return render(request, "implementation/task/plan.html", {"pilot": pilot, "line": line, "form": form})


def _planned(request, pilot, line, form):
    said = {name: form.cleaned_data[name] for name in ("seen", "due_on", "phase")}
    try:
        actions.plan_task(pilot, line.step, **said, give=form.given, take=form.taken, by=request.user)
    except StaleVersion as lost:
        form.data = form.data.copy()
        form.data["seen"] = rules.plan_of(line.task)
        now = reading.plan_in_words(line)
        form.add_error(None, f"{lost} Teraz: {now}. Zapisz jeszcze raz, aby zastąpić to swoim.")
        return False
    except DomainError as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, f"Zapisano plan zadania {line.label}.")
    return True


@for_changers
def task_notes(request, pilot, line):
    initial = {"notes": line.task.notes, "version": line.task.version} if line.task else {"version": 1}
    form = NotesForm(rescue.typed(request), initial=initial)
    context = {"pilot": pilot, "line": line, "form": form}
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.save_notes(pilot, line.step, said["notes"], said["version"], by=request.user)
            messages.success(request, f"Zapisano notatki do zadania {line.label}.")
            return redirect("implementation:task", pilot.pk, line.step.pk)
        except StaleVersion as lost:
            both = reading.both_notes(lost)
            form = NotesForm(initial={"notes": both, "version": lost.version})
            return render(
                request, "implementation/task/conflict.html", context | {"form": form, "lost": lost}, status=409
            )
        except DomainError as refusal:
            form.add_error(None, str(refusal))
    return render(request, "implementation/task/notes.html", context)


@for_changers
def task_evidence(request, pilot, line):
    linked = [one.evidence for one in reading.evidence_of(line.task) if not one.evidence.withdrawn_at]
    form = EvidenceOfTaskForm(rescue.typed(request), pilot=pilot, linked=linked)
    if done(request, form, lambda data: actions.show_by(pilot, line.step, **form.changes, by=request.user)):
        messages.success(request, f"Zapisano dowody zadania {line.label}.")
        return redirect("implementation:task", pilot.pk, line.step.pk)
    return render(request, "implementation/task/evidence.html", {"pilot": pilot, "line": line, "form": form})


@for_changers
def task_finish(request, pilot, line):
    """With evidence one click; without it the page warns, and offers a statement in one's own words."""
    form = FinishForm(rescue.typed(request), is_shown=line.is_shown)
    if done(request, form, lambda data: _finished(request, pilot, line, data)):
        messages.success(request, f"Zadanie {line.label} jest wykonane.")
        return redirect("implementation:task", pilot.pk, line.step.pk)
    return render(request, "implementation/task/finish.html", {"pilot": pilot, "line": line, "form": form})


def _finished(request, pilot, line, data):
    return actions.move_task(pilot, line.step, "finish", statement=data["statement"], by=request.user)


@require_POST
@for_changers
def task_move(request, pilot, line):
    name = request.POST.get("krok", "")
    if name in TASK.steps and name != "finish":
        moved = TASK.steps[name].target.label
        tried(request, f"Zadanie {line.label}: {moved}.", actions.move_task, pilot, line.step, name)
    return redirect("implementation:task", pilot.pk, line.step.pk)
