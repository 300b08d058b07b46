"""Letters. Each is a task of its own, put into the queue in the transaction of the deed it tells of: it exists exactly
when the deed does, and one letter that fails holds up no other."""

from datetime import timedelta
from email.utils import make_msgid
from smtplib import SMTPException
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.utils import timezone
from django_tasks import TaskContext, task

from . import actions

WAITS = [timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1), timedelta(hours=6), timedelta(hours=24)]
TIMEOUT = 30  # seconds that a mail server may be silent


def enqueue(to: str, subject: str, body: str) -> None:
    """Queue one letter to one address."""
    domain = urlsplit(settings.BASE_URL).hostname or "localhost"
    subject = " ".join(subject.split())
    send_letter.enqueue(to=to, subject=subject, body=body, message_id=make_msgid(domain=domain))


@task(takes_context=True)
def send_letter(context: TaskContext, to: str, subject: str, body: str = "", message_id: str = "", tries: int = 1):
    """Send it, or try again later when the mail server fails. The same Message-ID each time lets the receiving side
    know a letter that it already has; a letter whose text is gone from the queue has been sent."""
    if not body:
        return
    try:
        _send(to, subject, body, message_id)
    except (SMTPException, OSError):
        if tries > len(WAITS):
            raise
        with transaction.atomic():
            later = send_letter.using(run_after=timezone.now() + WAITS[tries - 1])
            later.enqueue(to=to, subject=subject, body=body, message_id=message_id, tries=tries + 1)
            actions.forget_letter(context.task_result, by=None)
    else:
        actions.forget_letter(context.task_result, by=None)


def _send(to: str, subject: str, body: str, message_id: str) -> None:
    connection = get_connection(timeout=TIMEOUT)
    EmailMessage(subject, body, to=[to], headers={"Message-ID": message_id}, connection=connection).send()
