"""What the program does with its own queue. Nobody's deeds: they leave no event in the register."""

from datetime import timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone
from django_tasks import TaskResult, TaskResultStatus
from django_tasks_db.models import DBTaskResult

from .deeds import draft_saving

ABANDONED_AFTER = timedelta(minutes=10)
MOST_STARTS = 3
STOPPED = ("builtins.SystemExit", "builtins.KeyboardInterrupt")  # the worker was told twice to stop


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


def _abandoned() -> QuerySet[DBTaskResult]:
    silent = Q(status=TaskResultStatus.RUNNING, started_at__lt=timezone.now() - ABANDONED_AFTER)
    return DBTaskResult.objects.filter(silent | Q(status=TaskResultStatus.FAILED, exception_class_path__in=STOPPED))
