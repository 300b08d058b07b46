"""What waits in the queue of letters, and its worker."""

from types import SimpleNamespace

from django.core.management import call_command
from django_tasks_db.models import DBTaskResult


def waiting_letters():
    """Letters in the order they were written: to, subject, body."""
    return [SimpleNamespace(**row.args_kwargs["kwargs"]) for row in DBTaskResult.objects.order_by("enqueued_at")]


def send_letters():
    call_command("db_worker", "--batch", "--no-startup-delay", "--interval=0", verbosity=0)
