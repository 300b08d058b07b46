"""Everything that writes phases and tasks. A task's row is made with its first change."""

import datetime
from collections.abc import Iterable

from apps.accounts.models import Person, User
from apps.catalogue.models import ImplementationStep
from apps.core import audit, clock
from apps.core.deeds import deed, draft_saving, text_saving
from apps.core.errors import DomainError, StaleVersion
from apps.projects.models import Pilot
from apps.texts.actions import save_if_unchanged

from . import phases as dividing
from . import rules
from .evidence.actions import add_statement, task_row
from .models import Evidence, Phase, Task, TaskEvidence, TaskHolder
from .workflow import TASK

CHANGED_PHASES = "W międzyczasie ktoś zmienił etapy. Sprawdź je i zapisz jeszcze raz, aby zastąpić je swoimi."


@deed
def set_phases(pilot: Pilot, rows: Iterable[dividing.Row], *, seen: str, by: User) -> list[Phase]:
    """Divide the pilot's time. `seen`: the fingerprint of the phases that the page showed; StaleVersion when they say
    something else by now. A phase that is not among the rows goes; its tasks stay, without a phase."""
    _require(rules.may_run(by, pilot), rules.RUNNERS)
    Pilot.objects.select_for_update(no_key=True).get(pk=pilot.pk)
    rows, standing = list(rows), {phase.pk: phase for phase in pilot.phases.all()}
    if dividing.fingerprint(standing.values()) != seen:
        raise StaleVersion(CHANGED_PHASES)
    if wrong := [row.name for row in rows if row.ends_on < row.starts_on]:
        raise DomainError(f"Koniec etapu nie może być przed jego początkiem: {', '.join(wrong)}.")
    made = [_laid(pilot, rank, row, standing.pop(row.pk, None)) for rank, row in enumerate(rows, start=1)]
    Phase.objects.filter(pk__in=standing).delete()
    audit.record("pilot.phases_set", pilot, by=by, phases=[[one.name, one.starts_on, one.ends_on] for one in made])
    return made


@deed
def plan_task(
    pilot: Pilot,
    step: ImplementationStep,
    *,
    by: User,
    seen: str,
    due_on: datetime.date | None = None,
    phase: Phase | None = None,
    give: Iterable[Person] = (),
    take: Iterable[Person] = (),
) -> Task:
    """By when, in which phase, and who: `give` to these people and `take` from those; what the page did not show stays.
    `seen` is `rules.plan_of` the task as it was shown; StaleVersion when its deadline or phase is another by now."""
    _require(rules.may_change_step(by, pilot, step), rules.CHANGERS)
    task = _locked(task_row(pilot, step, by=by))
    planned = (task.due_on, task.phase_id) != (due_on, phase and phase.pk)
    if planned and rules.plan_of(task) != seen:
        raise StaleVersion("W międzyczasie ktoś zmienił termin albo etap tego zadania.")
    before = {"due_on": task.due_on, "phase": str(task.phase or "")}
    task.due_on, task.phase = due_on, phase
    task.save(update_fields=["due_on", "phase"])
    given, taken = _give(task, give, by), _take(task, take)
    said = {"before": before, "due_on": due_on, "phase": str(phase or ""), "given": given, "taken": taken}
    audit.record("task.planned", task, by=by, **said)
    return task


@deed
def share_tasks(
    pilot: Pilot, rows: Iterable[tuple[ImplementationStep, Person, datetime.date | None]], *, by: User
) -> list[Task]:
    """Give many tasks at once: (step, person, deadline or none). A task that somebody holds by now is left alone."""
    _require(rules.may_run(by, pilot), rules.SHARERS)
    Pilot.objects.select_for_update(no_key=True).get(pk=pilot.pk)
    shared = [task for step, person, due_on in rows if (task := _shared(pilot, step, person, due_on, by))]
    if not shared:
        raise DomainError("Wybierz wykonawcę co najmniej jednego zadania, którego nikt jeszcze nie ma.")
    audit.record("pilot.tasks_shared", pilot, by=by, tasks=[task.pk for task in shared])
    return shared


@text_saving
def save_notes(pilot: Pilot, step: ImplementationStep, notes: str, version: int, *, by: User) -> int:
    """Notes on a task, if nobody saved newer ones since `version` (1: nobody has begun); see texts.save_if_unchanged,
    which keeps what loses the race."""
    task = open_task(pilot, step, by=by)
    return save_if_unchanged(task, {"notes": notes}, version, by=by, guard=lambda: _may_still(by, pilot, step))


@draft_saving
def open_task(pilot: Pilot, step: ImplementationStep, *, by: User) -> Task:
    """The row of the task, made when there is none."""
    _may_still(by, pilot, step)
    return task_row(pilot, step, by=by)


@deed
def move_task(pilot: Pilot, step: ImplementationStep, name: str, *, by: User, statement: str = "") -> Task:
    """Take one step of the table of states. `statement`: how the task was done, in the person's own words, which goes
    to the register of evidence and shows the task."""
    _require(rules.may_change_step(by, pilot, step), rules.CHANGERS)
    task = _locked(task_row(pilot, step, by=by))
    move = TASK.check(name, by, task)
    before, task.state = task.state, move.target
    is_done = task.state == Task.State.DONE
    task.done_by, task.done_at = (by, clock.now()) if is_done else (None, None)
    task.save(update_fields=["state", "done_by", "done_at"])
    shown = add_statement(task, statement, by=by) if statement.strip() else None
    audit.record(f"task.{name}", task, by=by, before=before, after=task.state, evidence=str(shown or ""))
    return task


@deed
def show_by(
    pilot: Pilot, step: ImplementationStep, *, by: User, add: Iterable[Evidence], remove: Iterable[Evidence]
) -> Task:
    """Say which pieces of evidence show that the task was done."""
    _require(rules.may_change_step(by, pilot, step), rules.CHANGERS)
    task = _locked(task_row(pilot, step, by=by))
    added = [str(one) for one in add if _linked(task, one, by)]
    removed = [str(one) for one in remove if TaskEvidence.objects.filter(task=task, evidence=one).delete()[0]]
    audit.record("task.shown", task, by=by, added=added, removed=removed)
    return task


@deed
def show_tasks(
    evidence: Evidence, *, by: User, add: Iterable[ImplementationStep], remove: Iterable[ImplementationStep]
) -> Evidence:
    """The same from the other side: which tasks of its pilot this piece shows. Steps that the person may not change
    are left as they are."""
    powers = rules.Powers.of(by, evidence.pilot)
    _require(powers.anywhere, rules.ADDERS)
    added = [step for step in add if powers.over(step) and _linked(task_row(evidence.pilot, step, by=by), evidence, by)]
    mine = [step for step in remove if powers.over(step)]
    TaskEvidence.objects.filter(evidence=evidence, task__step__in=mine).delete()
    audit.record("evidence.shows", evidence, by=by, added=list(map(str, added)), removed=list(map(str, mine)))
    return evidence


def _shared(pilot, step, person, due_on, by) -> Task | None:
    task = _locked(task_row(pilot, step, by=by))
    if task.state == Task.State.DONE or task.holders.exists():
        return None
    _give(task, [person], by)
    if due_on:
        task.due_on = due_on
        task.save(update_fields=["due_on"])
    return task


def _locked(task) -> Task:
    return (
        Task.objects.select_for_update(of=("self",), no_key=True)
        .select_related("pilot__centre", "step__product", "phase")
        .get(pk=task.pk)
    )


def _laid(pilot, rank, row, phase) -> Phase:
    phase = phase or Phase(pilot=pilot)
    phase.rank, phase.name, phase.starts_on, phase.ends_on = rank, row.name, row.starts_on, row.ends_on
    phase.save()
    return phase


def _give(task, people, by) -> list[str]:
    held = set(task.holders.values_list("person_id", flat=True))
    given = [one for one in people if one.pk not in held]
    if any(one.centre_id != task.pilot.centre_id or one.left_on for one in given):
        raise DomainError("Zadanie można powierzyć tylko osobie, która pracuje w ośrodku.")
    now = clock.now()
    TaskHolder.objects.bulk_create([TaskHolder(task=task, person=one, given_by=by, given_at=now) for one in given])
    return [str(one) for one in given]


def _take(task, people) -> list[str]:
    taken = TaskHolder.objects.filter(task=task, person__in=list(people)).select_related("person")
    names = [str(one.person) for one in taken]
    taken.delete()
    return names


def _linked(task, evidence, by) -> bool:
    """Whether the link is new."""
    if evidence.withdrawn_at:
        raise DomainError(f"Dowód {evidence} został wycofany, więc nie można go wskazać.")
    if evidence.pilot_id != task.pilot_id:
        raise DomainError(f"Dowód {evidence} należy do innego pilotażu.")
    born = {"linked_by": by, "linked_at": clock.now()}
    return TaskEvidence.objects.get_or_create(task=task, evidence=evidence, defaults=born)[1]


def _may_still(by, pilot, step):
    _require(rules.may_change_step(by, pilot, step), rules.CHANGERS)


def _require(allowed: bool, reason: str) -> None:
    if not allowed:
        raise DomainError(reason)
