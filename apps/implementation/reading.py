"""What the page of a task shows beside the task itself."""

import datetime
from typing import Any

from django.urls import reverse

from apps.core.errors import StaleVersion
from apps.core.models import AuditEvent
from apps.core.polish import day_in_words, plural
from apps.core.workflow import Step
from apps.projects.models import Pilot

from .board import Line
from .models import Task, TaskEvidence
from .workflow import TASK

_DEEDS = {
    "task.begin": "Rozpoczęto.",
    "task.finish": "Oznaczono jako wykonane.",
    "task.put_back": "Cofnięto do stanu „do zrobienia”.",
    "task.reopen": "Otwarto ponownie.",
}


def board_address(pilot: Pilot) -> str:
    return f"{reverse('implementation:board')}?pilotaz={pilot.pk}"


def counted_tasks(count: int) -> str:
    return f"{count} {plural(count, 'zadanie', 'zadania', 'zadań')}"


def moves(line: Line) -> list[Step]:
    """Steps from the state in which the task is, other than finishing it, which has a page."""
    return [step for step in TASK.steps.values() if line.state in step.sources and step.name != "finish"]


def evidence_of(task: Task | None) -> list[TaskEvidence]:
    if task is None:
        return []
    links = TaskEvidence.objects.filter(task=task.pk).select_related("evidence__current", "evidence__tool")
    return list(links.order_by("evidence__number"))


def plan_in_words(line: Line) -> str:
    """„termin 1 września 2018 r., etap „Ocena””."""
    due = f"termin {day_in_words(line.due_on)}" if line.due_on else "bez terminu"
    phase = line.task.phase if line.task else None
    return f"{due}, {f'etap „{phase}”' if phase else 'etap według terminu'}"


def both_notes(lost: StaleVersion) -> str:
    """Nothing is lost: theirs first, then what only I have."""
    if not lost.theirs or lost.theirs in lost.mine:
        return lost.mine
    return lost.theirs if lost.mine in lost.theirs else f"{lost.theirs}\n\n{lost.mine}"


def story(task: Task | None) -> list[dict[str, Any]]:
    """The newest first, for components/timeline.html."""
    if task is None:
        return []
    deeds = AuditEvent.objects.filter(object_type=task._meta.label_lower, object_id=task.pk).order_by("-pk")[:50]
    told = [{"at": one.at, "who": one.actor_name, "what": _sentence(one.verb, one.data), "link": ""} for one in deeds]
    if task.version > 1:
        told.append({"at": task.edited_at, "who": task.edited_by.full_name, "what": "Zapisano notatki.", "link": ""})
    return sorted((one for one in told if one["what"]), key=lambda one: one["at"], reverse=True)


def _sentence(verb: str, said: dict[str, Any]) -> str:
    if verb == "task.planned":
        return _planned(said)
    if verb == "task.shown":
        return _shown(said)
    shown = f" Dowód: {said['evidence']}." if said.get("evidence") else ""
    return _DEEDS.get(verb, "") + shown if verb in _DEEDS else ""


def _planned(said: dict[str, Any]) -> str:
    """What changed; empty when nothing did."""
    sentences = []
    if said["due_on"] != said["before"]["due_on"]:
        sentences.append(f"Termin: {_day(said['due_on'])}.")
    if said["phase"] != said["before"]["phase"]:
        sentences.append(f"Etap: {said['phase'] or 'według terminu'}.")
    if said["given"]:
        sentences.append(f"Wykonuje: {', '.join(said['given'])}.")
    if said["taken"]:
        sentences.append(f"Już nie wykonuje: {', '.join(said['taken'])}.")
    return " ".join(sentences)


def _day(said: str | None) -> str:
    return day_in_words(datetime.date.fromisoformat(said)).removesuffix(".") if said else "bez terminu"


def _shown(said: dict[str, Any]) -> str:
    sentences = []
    if said["added"]:
        sentences.append(f"Wskazano dowody: {', '.join(said['added'])}.")
    if said["removed"]:
        sentences.append(f"Przestano wskazywać: {', '.join(said['removed'])}.")
    return " ".join(sentences)
