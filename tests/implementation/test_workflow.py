"""Every state × every role × every step, and the database's own guard."""

import pytest
from django.db import DatabaseError, transaction

from apps.core.errors import DomainError
from apps.implementation import actions
from apps.implementation.models import Task
from apps.implementation.workflow import TASK
from tests.factories.implementation import scene

pytestmark = pytest.mark.django_db
S = Task.State
EVERYBODY = ["director", "coordinator", "hr", "admin", "expert", "chair", "member", "employee"]
OF_THE_TEAM = {"director", "coordinator", "chair", "member"}
MATRIX = {
    S.TO_DO: {"begin": OF_THE_TEAM, "finish": OF_THE_TEAM},
    S.IN_WORK: {"finish": OF_THE_TEAM, "put_back": OF_THE_TEAM},
    S.DONE: {"reopen": OF_THE_TEAM},
}
WAY = {S.TO_DO: [], S.IN_WORK: ["begin"], S.DONE: ["finish"]}


def task_in(mine, state, step=None):
    step = step or mine.analysis
    task = actions.open_task(mine.pilot, step, by=mine.director)
    for name in WAY[state]:
        task = actions.move_task(mine.pilot, step, name, by=mine.director)
    return task


@pytest.mark.parametrize("state", S.values)
def test_who_may_take_which_step(mine, state):
    task = task_in(mine, state)

    may = {role: {step.name for step in TASK.allowed(getattr(mine, role), task)} for role in EVERYBODY}

    assert may == {role: {name for name, who in MATRIX[state].items() if role in who} for role in EVERYBODY}


@pytest.mark.parametrize(
    ("step", "may"),
    [
        ("workshop", {"director", "coordinator"}),
        ("duties", {"director", "coordinator", "hr"}),
        ("analysis", OF_THE_TEAM),
    ],
)
def test_who_changes_a_task_follows_from_roles_teams_and_the_actor(mine, step, may):
    task = task_in(mine, S.TO_DO, getattr(mine, step))

    assert {role for role in EVERYBODY if TASK.allowed(getattr(mine, role), task)} == may


def test_who_holds_a_task_changes_it_and_no_other(mine):
    people = [mine.people["employee"]]
    actions.plan_task(mine.pilot, mine.workshop, seen="|", give=people, by=mine.director)

    assert actions.move_task(mine.pilot, mine.workshop, "begin", by=mine.employee).state == S.IN_WORK
    with pytest.raises(DomainError, match="Zadanie zmienia dyrektor"):
        actions.move_task(mine.pilot, mine.rules, "begin", by=mine.employee)


def test_nobody_of_another_centre_changes_a_task(mine):
    stranger = scene()
    for name in ("director", "chair"):
        with pytest.raises(DomainError, match="Zadanie zmienia dyrektor"):
            actions.move_task(mine.pilot, mine.analysis, "begin", by=getattr(stranger, name))


def test_a_step_that_is_not_in_the_table_is_refused(mine):
    task_in(mine, S.DONE)

    with pytest.raises(DomainError, match="„Oznacz jako rozpoczęte”: nie można tego zrobić"):
        actions.move_task(mine.pilot, mine.analysis, "begin", by=mine.director)


@pytest.mark.parametrize(("state", "target"), [(S.DONE, "to_do"), (S.IN_WORK, "nonsense")])
def test_the_database_knows_the_table_too(mine, state, target):
    task = task_in(mine, state)
    with pytest.raises(DatabaseError, match="Nie ma kroku ze stanu"), transaction.atomic():
        Task.objects.filter(pk=task.pk).update(state=target, done_by=None, done_at=None)


def test_a_task_done_says_who_and_when_and_reopened_no_more(mine):
    done = task_in(mine, S.DONE)
    assert (done.done_by, done.done_at is not None) == (mine.director, True)

    again = actions.move_task(mine.pilot, mine.analysis, "reopen", by=mine.chair)
    assert (again.state, again.done_by, again.done_at) == (S.IN_WORK, None, None)
