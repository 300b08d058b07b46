"""What the program does with its own queue. Nobody's deeds: they leave no event in the register."""

from datetime import timedelta
from math import ceil
from random import random

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils import timezone
from django_tasks import TaskResult, TaskResultStatus
from django_tasks_db.models import DBTaskResult

from .deeds import draft_saving, in_passing

ABANDONED_AFTER = timedelta(minutes=10)
MOST_STARTS = 3
STOPPED = ("builtins.SystemExit", "builtins.KeyboardInterrupt")  # the worker was told twice to stop

_COUNT = """
INSERT INTO core_tally AS t (key, began_at, requests) VALUES (%(key)s, statement_timestamp(), 1)
ON CONFLICT (key) DO UPDATE SET
    requests = CASE WHEN t.began_at + %(seconds)s * interval '1 second' > statement_timestamp()
        THEN t.requests + 1 ELSE 1 END,
    began_at = CASE WHEN t.began_at + %(seconds)s * interval '1 second' > statement_timestamp()
        THEN t.began_at ELSE statement_timestamp() END
RETURNING requests, extract(epoch FROM began_at - statement_timestamp()) + %(seconds)s
"""


@draft_saving
def forget_letter(letter: TaskResult, *, by: None) -> None:
    """Take the text out of the queue once the letter is out: it may carry a secret, and it must not go twice."""
    kept = {name: value for name, value in letter.kwargs.items() if name != "body"}
    DBTaskResult.objects.filter(pk=letter.id).update(args_kwargs={"args": [], "kwargs": kept})


@draft_saving
def revive_abandoned_tasks(*, by: None) -> int:
    """Put tasks whose worker was killed back into the queue; those that killed it three times are marked as failed."""
    waiting = _abandoned().select_for_update(skip_locked=True)
    again = [one.pk for one in waiting if len(one.worker_ids) < MOST_STARTS]
    lost = [one.pk for one in waiting if len(one.worker_ids) >= MOST_STARTS]
    failed = {"status": TaskResultStatus.FAILED, "finished_at": timezone.now(), "traceback": "worker killed each time"}
    DBTaskResult.objects.filter(pk__in=lost).update(**failed, exception_class_path="builtins.RuntimeError")
    return DBTaskResult.objects.filter(pk__in=again).update(status=TaskResultStatus.READY, finished_at=None)


@in_passing
def count_request(key: str, seconds: int, *, by: None) -> tuple[int, int]:
    """One more request under this key; returns how many there were since its window of `seconds` began, and how many
    seconds are left of it."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, {"key": key, "seconds": seconds})
        asked, left = cursor.fetchone()
        if asked == 1 and random() < 0.01:  # noqa: S311  now and then, instead of a timer
            cursor.execute("DELETE FROM core_tally WHERE began_at < now() - interval '1 day'")
    return asked, max(1, ceil(left))


def _abandoned() -> QuerySet[DBTaskResult]:
    silent = Q(status=TaskResultStatus.RUNNING, started_at__lt=timezone.now() - ABANDONED_AFTER)
    return DBTaskResult.objects.filter(silent | Q(status=TaskResultStatus.FAILED, exception_class_path__in=STOPPED))
