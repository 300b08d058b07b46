"""The worker's side. A job is done by whoever holds its lock; the lock belongs to the connection, so that a killed
worker holds nothing, and a watch that finds it free knows that nobody is at work (ADR 16)."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import InterfaceError, OperationalError
from django.db.models import BigIntegerField, BooleanField, F, Func, Value
from django.db.models.functions import Cast
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from apps.core.errors import DomainError

from . import actions, queue, rules
from .kinds import kind_of
from .models import Job
from .writing import Progress, Result

QUEUE = "jobs"  # of its own: a long job holds up no letter
_LOCKS = 7_302 << 40  # our advisory locks: this and the job's number
BROKEN = "Zestawienia nie udało się zrobić z powodu błędu w programie. Zawiadom administratora instalacji i podaj numer {pk}."  # noqa: E501
NO_RIGHT = "Nie masz już prawa do tego zestawienia."
log = logging.getLogger(__name__)


@task(queue_name=QUEUE)
def run_job(job_pk: int) -> None:
    """Make it, unless somebody else does or has done."""
    with held(job_pk) as mine:
        if mine and (job := actions.take_up(job_pk, by=None)):
            _make(job)


@task
def watch_job(job_pk: int) -> None:
    """Look after an open job now and then: put it back when its worker is gone, or its place in the queue."""
    actions.give_up_too_long(job_pk, by=None)
    status = Job.objects.filter(pk=job_pk).values_list("status", flat=True).first()
    if status == Job.Status.RUNNING:
        with held(job_pk) as free:
            if free:
                actions.put_back(job_pk, by=None)
    elif status == Job.Status.QUEUED and not _waits_for_a_worker(job_pk):
        queue.to_be_made(job_pk)
    if status in Job.OPEN:
        queue.to_be_watched(job_pk)


@task
def forget_job(job_pk: int) -> None:
    actions.forget(job_pk, by=None)


def _make(job: Job) -> None:
    attempt = actions.Attempt(job.pk, job.starts)
    try:
        _make_file(job, attempt)
    except actions.Interrupted:
        pass
    except (OperationalError, InterfaceError):
        raise  # the database went away: the watch puts the job back
    except DomainError as refusal:
        _say_why_not(attempt, str(refusal))
    except Exception:
        log.exception("job failed", extra={"job": job.pk, "kind": job.kind})
        _say_why_not(attempt, BROKEN.format(pk=job.pk))


def _make_file(job: Job, attempt: actions.Attempt) -> None:
    if not rules.is_entitled(job.asked_by, job):
        raise DomainError(NO_RIGHT)
    result = Result(attempt)
    made = kind_of(job.kind).make(job, Progress(attempt), result)
    sha256 = result.close_up()
    actions.finish(attempt, made, result.size, sha256, by=None)


def _say_why_not(attempt: actions.Attempt, error: str) -> None:
    try:
        actions.fail(attempt, error, by=None)
    except actions.Interrupted:
        pass


@contextmanager
def held(job_pk: int) -> Iterator[bool]:
    """Whether this process has the job to itself as long as the block lasts."""
    mine = _lock("pg_try_advisory_lock", job_pk)
    try:
        yield mine
    finally:
        if mine:
            _lock("pg_advisory_unlock", job_pk)


def _lock(function: str, job_pk: int) -> bool:
    number = Cast(Value(_LOCKS), BigIntegerField()) + F("pk")
    asked = Func(number, function=function, output_field=BooleanField())
    return bool(Job.objects.order_by().filter(pk=job_pk).values_list(asked, flat=True).first())


def _waits_for_a_worker(job_pk: int) -> bool:
    mine = DBTaskResult.objects.filter(task_path=run_job.module_path, args_kwargs__kwargs__job_pk=job_pk)
    return mine.filter(status__in=[TaskResultStatus.READY, TaskResultStatus.RUNNING]).exists()
