"""What people ask for: once, by right, and not too much at a time."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import IntegrityError, connection, transaction
from django_tasks_db.models import DBTaskResult

from apps.core.errors import DomainError
from apps.core.models import AuditEvent
from apps.jobs.actions import MOST_AT_ONCE, ask, stop
from apps.jobs.models import Job
from tests import factories

pytestmark = pytest.mark.django_db


def queued():
    return sorted(task.split(".")[-1] for task in DBTaskResult.objects.values_list("task_path", flat=True))


def verbs():
    return list(AuditEvent.objects.order_by("pk").values_list("verb", flat=True))


def test_a_job_waits_in_the_queue_with_its_watch_and_its_trace(ordered, anna):
    job = ordered()
    assert (job.status, job.starts, job.asked_by, queued(), verbs()) == (
        "queued", 0, anna, ["run_job", "watch_job"], ["job.asked"],
    )  # fmt: skip


def test_asking_twice_is_asking_once(ordered):
    assert ordered() == ordered()
    assert ordered() != ordered(lines=4)
    assert (Job.objects.count(), verbs()) == (2, ["job.asked"] * 2)


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_the_same_moment_make_one_job(ordered):
    def click(_):
        try:
            return ordered().pk
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        made = set(pool.map(click, range(8)))
    assert (len(made), Job.objects.count(), queued()) == (1, 1, ["run_job", "watch_job"])


def test_what_has_just_been_made_is_not_made_again(ordered, work):
    job = ordered()
    work()
    assert ordered() == job
    other = ordered(lines=5)
    stop(other, by=other.asked_by)
    assert ordered(lines=5) != other


def test_a_job_takes_a_right(ordered, centre):
    foreign = factories.user_of(factories.person(factories.centre(), "Jan Obcy", gender="m"))
    with pytest.raises(DomainError, match="Nie masz prawa do tego zestawienia"):
        ordered(by=foreign)
    assert (Job.objects.count(), queued(), verbs()) == (0, [], [])


def test_a_kind_that_no_room_knows_is_refused(anna):
    with pytest.raises(DomainError, match="już nie robi"):
        ask("unknown", "Nic", {}, by=anna)


def test_a_person_has_only_so_many_at_once(ordered):
    for n in range(MOST_AT_ONCE):
        ordered(lines=n)
    with pytest.raises(DomainError, match="Robi się już 5 Twoich zestawień"):
        ordered(lines=99)


def test_a_deed_that_is_rolled_back_asks_for_nothing(ordered):
    with transaction.atomic():
        ordered()
        transaction.set_rollback(True)
    assert (Job.objects.count(), queued()) == (0, [])


def test_only_who_asked_stops_it_and_only_while_it_is_open(ordered, centre, anna):
    job = ordered()
    other = factories.user_of(factories.person(centre, "Ewa Druga"))
    with pytest.raises(DomainError, match="ten, kto o nie poprosił"):
        stop(job, by=other)
    assert stop(job, by=anna).status == "stopped"
    with pytest.raises(DomainError, match="już przerwać: przerwane"):
        stop(job, by=anna)
    assert verbs() == ["job.asked", "job.stopped"]


def test_the_database_keeps_one_open_job_of_a_kind(ordered):
    job = ordered()
    with pytest.raises(IntegrityError, match="the_same_is_made_once_at_a_time"), transaction.atomic():
        Job.objects.create(
            kind=job.kind, title="drugie", parameters=job.parameters, asked_by=job.asked_by, asked_at=job.asked_at
        )
