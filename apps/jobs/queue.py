"""Putting the room's tasks into the program's queue."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

LOOKS = timedelta(seconds=20)


def to_be_made(job_pk: int) -> None:
    """Have it made."""
    _tasks().run_job.enqueue(job_pk=job_pk)


def to_be_watched(job_pk: int) -> None:
    """Have it looked after in a while, by another worker than the one that makes it."""
    _tasks().watch_job.using(run_after=timezone.now() + LOOKS).enqueue(job_pk=job_pk)


def to_be_forgotten(job_pk: int, day: date) -> None:
    """Have it deleted on the day after its last."""
    night = timezone.make_aware(datetime.combine(day, time(1)))
    _tasks().forget_job.using(run_after=night).enqueue(job_pk=job_pk)


def _tasks():
    from . import tasks  # they call the actions that put them here

    return tasks
