"""Tasks of Tabela 1 that a person holds: those with a deadline, and those begun."""

from django.db.models import Q
from django.utils.text import Truncator

from apps.accounts.models import User
from apps.implementation.models import Task, TaskHolder

from .matter import Matter, Matters


def collect(user: User, found: Matters) -> None:
    held = TaskHolder.objects.filter(person_id=user.person_id).exclude(task__state=Task.State.DONE)
    waiting = held.filter(Q(task__due_on__isnull=False) | Q(task__state=Task.State.IN_WORK))
    in_order = waiting.select_related("task__step__product").order_by("task__step__product__rank", "task__step__rank")
    found.mine += [_matter(one.task) for one in in_order]


def _matter(task: Task) -> Matter:
    step = task.step
    what = f"Zadanie {step.product.code}.{step.rank}: {Truncator(step.text).words(12)}"
    why = "Powierzono Ci to zadanie."
    return Matter(what, task.get_absolute_url(), "Pokaż, co zrobiono", why, until=task.due_on)
