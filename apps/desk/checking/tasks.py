"""Tasks of Tabela 1 that lose their holder when people leave the team that works on the product."""

import datetime
from collections import defaultdict

from django.utils.text import Truncator

from apps.core.polish import day_in_words
from apps.implementation.models import Task, TaskHolder
from apps.teams.reading import mandate_shown

from .composition import Change


def left_behind(change: Change, since: datetime.date) -> dict[int, list[str]]:
    """By person who leaves: undone tasks of the team's products that nobody else who stays holds."""
    leaving = [line.person for line in change.leaving]
    codes = mandate_shown(change.team, since).products if leaving and change.team.pilot_id else []
    if not codes:
        return {}
    of_team = TaskHolder.objects.filter(task__pilot=change.team.pilot_id, task__step__product__code__in=codes)
    held = of_team.filter(person__in=leaving).exclude(task__state=Task.State.DONE)
    staying = of_team.filter(task__in=held.values("task")).exclude(person__in=leaving).values_list("task_id", flat=True)
    lost = held.exclude(task__in=list(staying)).select_related("task__step__product")
    found = defaultdict(list)
    for one in lost.order_by("task__step__product__rank", "task__step__rank"):
        found[one.person_id].append(_named(one.task))
    return found


def _named(task: Task) -> str:
    """„zadanie 2a.1 (Zespół dokona analizy…), termin 1 października 2018 r.”"""
    named = f"zadanie {task.step.product.code}.{task.step.rank} ({Truncator(task.step.text).words(8)})"
    return f"{named}, termin {day_in_words(task.due_on)}" if task.due_on else named
