"""Everything that writes jobs: what people ask for, and what the worker reports. Each report is a short transaction
of its own, so that the page sees it while the work goes on."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from apps.accounts.models import Centre, User
from apps.core import audit, clock
from apps.core.deeds import deed, draft_saving
from apps.core.errors import DomainError

from . import queue, rules
from .kinds import Made, kind_of
from .models import Job, JobPart

MOST_AT_ONCE = 5  # open jobs of one person
MOST_STARTS = 3
LONGEST = datetime.timedelta(hours=2)
ONE_CLICK = datetime.timedelta(seconds=10)
KEPT = datetime.timedelta(days=30)
KILLED = "Robienie zestawienia trzy razy przerwało wyłączenie programu. Poproś o nie jeszcze raz; jeśli to się powtórzy, zawiadom administratora instalacji."  # noqa: E501
TOO_LONG = "Zestawienie robiło się dłużej niż 2 godziny, więc zostało przerwane. Wybierz mniejszy zakres albo zawiadom administratora instalacji."  # noqa: E501


class Interrupted(Exception):
    """The job is no longer this worker's: it was stopped, or somebody else has it."""


@dataclass(frozen=True)
class Attempt:
    """One try at a job. Whatever it writes is refused once the job is in other hands."""

    job_pk: int
    number: int


@draft_saving
def ask(kind: str, title: str, parameters: dict[str, Any], *, by: User, centre: Centre | None = None) -> Job:
    """Put a job into the queue, in the transaction in which the row is made: the worker sees both or neither. The same
    asked twice (a double click, the job still open) is one job. What is new leaves the event job.asked."""
    job = Job(kind=kind, title=title[:300], parameters=parameters, asked_by=by, centre=centre, asked_at=clock.now())
    if not kind_of(kind).may(by, job):
        raise DomainError("Nie masz prawa do tego zestawienia.")
    User.objects.select_for_update(no_key=True).get(pk=by.pk)  # two clicks at once wait for each other
    if same := _same(job):
        return same
    if Job.objects.filter(asked_by=by).open().count() >= MOST_AT_ONCE:
        raise DomainError(f"Robi się już {MOST_AT_ONCE} Twoich zestawień. Poczekaj na któreś albo je przerwij.")
    job.save()
    queue.to_be_made(job.pk)
    queue.to_be_watched(job.pk)
    audit.record("job.asked", job, by=by, centre=centre, kind=kind, parameters=parameters)
    return job


def _same(job: Job) -> Job | None:
    twins = Job.objects.filter(asked_by=job.asked_by, kind=job.kind, parameters=job.parameters)
    just_now = twins.filter(asked_at__gt=job.asked_at - ONE_CLICK, status=Job.Status.DONE)
    return (twins.open() | just_now).first()


@deed
def stop(job: Job, *, by: User) -> Job:
    """Give up a job that waits or is being made; what was written of it goes away."""
    job = Job.objects.select_for_update(no_key=True).get(pk=job.pk)
    if not rules.is_owner(by, job):
        raise DomainError("Zestawienie przerywa ten, kto o nie poprosił.")
    if not job.is_open:
        raise DomainError(f"Tego zestawienia nie można już przerwać: {job.get_status_display()}.")
    _end(job, Job.Status.STOPPED)
    audit.record("job.stopped", job, by=by)
    return job


@draft_saving
def take_up(job_pk: int, *, by: None) -> Job | None:
    """Begin, from nothing. Called by the worker that holds the job's lock, so a job that seems to be running here was
    left by a worker that was killed. None when there is nothing to do."""
    job = _locked(job_pk)
    if job is None or not job.is_open or (job.status == Job.Status.RUNNING and not _may_start_again(job)):
        return None
    JobPart.objects.filter(job=job).delete()
    job.status, job.starts, job.started_at = Job.Status.RUNNING, job.starts + 1, timezone.now()
    job.done, job.total, job.step = 0, 0, ""
    job.save()
    return job


@draft_saving
def put_back(job_pk: int, *, by: None) -> None:
    """The same seen by the watch: nobody holds the lock of a job that is said to be running."""
    job = _locked(job_pk)
    if job is not None and job.status == Job.Status.RUNNING and _may_start_again(job):
        job.status, job.step = Job.Status.QUEUED, "zacznie się od nowa"
        job.save()
        queue.to_be_made(job.pk)


def _may_start_again(job: Job) -> bool:
    if job.starts < MOST_STARTS:
        return True
    _end(job, Job.Status.FAILED, error=KILLED)
    return False


@draft_saving
def report(attempt: Attempt, done: int, total: int, step: str, *, by: None) -> None:
    """How far it is. Raises Interrupted when the job is no longer this attempt's."""
    _still_mine(attempt, done=done, total=total, step=step[:200])


@draft_saving
def keep_part(attempt: Attempt, rank: int, content: bytes, *, by: None) -> None:
    """Keep the next piece of the result. Raises Interrupted when the job is no longer this attempt's."""
    _still_mine(attempt, starts=attempt.number)
    JobPart.objects.create(job_id=attempt.job_pk, rank=rank, content=content)


@draft_saving
def finish(attempt: Attempt, made: Made, size: int, sha256: str, *, by: None) -> None:
    """The file is whole: one, of this attempt alone."""
    job = _mine(attempt)
    job.file_name, job.media_type, job.size, job.sha256 = made.file_name, made.media_type, size, sha256
    _end(job, Job.Status.DONE)


@draft_saving
def fail(attempt: Attempt, error: str, *, by: None) -> None:
    """It cannot be made, and why, for the one who asked."""
    _end(_mine(attempt), Job.Status.FAILED, error=error)


@draft_saving
def give_up_too_long(job_pk: int, *, by: None) -> None:
    """A worker that makes one job for hours is stuck: its next word is refused."""
    job = _locked(job_pk)
    if job is not None and job.status == Job.Status.RUNNING and timezone.now() - job.started_at > LONGEST:
        _end(job, Job.Status.FAILED, error=TOO_LONG)


@draft_saving
def forget(job_pk: int, *, by: None) -> None:
    """Delete what has lain for its 30 days."""
    job = _locked(job_pk)
    if job is not None and job.expires_on and job.expires_on <= clock.today():
        JobPart.objects.filter(job=job).delete()
        job.delete()


def _locked(job_pk: int) -> Job | None:
    return Job.objects.select_for_update(no_key=True).filter(pk=job_pk).first()


def _mine(attempt: Attempt) -> Job:
    _still_mine(attempt, starts=attempt.number)
    return Job.objects.get(pk=attempt.job_pk)


def _still_mine(attempt: Attempt, **said: Any) -> None:
    mine = Job.objects.filter(pk=attempt.job_pk, starts=attempt.number, status=Job.Status.RUNNING)
    if not mine.update(**said):
        raise Interrupted


def _end(job: Job, status: str, error: str = "") -> None:
    """Done, failed or stopped: what is not a finished file keeps no bytes."""
    if status != Job.Status.DONE:
        JobPart.objects.filter(job=job).delete()
    job.status, job.error, job.step = status, error, ""
    job.finished_at, job.expires_on = timezone.now(), clock.today() + KEPT
    job.save()
    queue.to_be_forgotten(job.pk, job.expires_on)
