import datetime
import socket
import socketserver
import threading

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from apps.core import letters

SMTP = "django.core.mail.backends.smtp.EmailBackend"


def work():
    call_command("db_worker", "--batch", "--no-startup-delay", "--interval=0", verbosity=0)


def statuses():
    return list(DBTaskResult.objects.order_by("enqueued_at").values_list("status", flat=True))


def make_due():
    DBTaskResult.objects.filter(status="READY").update(run_after=timezone.now())


@pytest.fixture
def silent_port():
    """A port on which nobody listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield taken.getsockname()[1]


class Refusing(socketserver.StreamRequestHandler):
    """A mail server that knows one address only."""

    def handle(self):
        self.answer("220 ready")
        for line in iter(self.rfile.readline, b""):
            text = line.decode().lower()
            if text.startswith("rcpt to") and "nieznana" in text:
                self.answer("550 nobody here")
            elif text.startswith("data"):
                self.answer("354 go on")
                body = list(iter(lambda: self.rfile.readline().decode(), ".\r\n"))
                self.server.received.append("".join(body))
                self.answer("250 taken")
            else:
                self.answer("221 bye" if text.startswith("quit") else "250 ok")

    def answer(self, text):
        self.wfile.write(f"{text}\r\n".encode())


@pytest.fixture
def mail_server(settings):
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Refusing) as server:
        server.received = []
        threading.Thread(target=server.serve_forever, daemon=True).start()
        settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = SMTP, *server.server_address
        yield server
        server.shutdown()


def test_a_letter_is_sent_by_the_worker_and_its_text_leaves_the_queue(transactional_db):
    letters.enqueue("anna@example.org", "Zarządzenie\nnr 1", "Treść z odnośnikiem.\n")
    assert mail.outbox == []
    work()
    assert [(m.to, m.subject, m.body) for m in mail.outbox] == [
        (["anna@example.org"], "Zarządzenie nr 1", "Treść z odnośnikiem.\n")
    ]
    assert (statuses(), "odnośnikiem" in str(DBTaskResult.objects.values_list("args_kwargs"))) == (
        ["SUCCESSFUL"],
        False,
    )


def test_what_is_rolled_back_sends_no_letter(transactional_db):
    with transaction.atomic():
        letters.enqueue("anna@example.org", "Temat", "Treść")
        transaction.set_rollback(True)
    work()
    assert (mail.outbox, statuses()) == ([], [])


def test_a_letter_waits_for_the_mail_server_and_is_then_sent_once(transactional_db, settings, silent_port):
    letters.enqueue("anna@example.org", "Temat", "Treść")
    first_id = DBTaskResult.objects.get().args_kwargs["kwargs"]["message_id"]
    own, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, SMTP
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", silent_port
    work()
    waiting = DBTaskResult.objects.get(status="READY")
    assert statuses() == ["SUCCESSFUL", "READY"]
    assert datetime.timedelta(seconds=50) < waiting.run_after - timezone.now() <= letters.WAITS[0]
    settings.EMAIL_BACKEND = own
    make_due()
    work()
    assert [m.extra_headers["Message-ID"] for m in mail.outbox] == [first_id]
    assert statuses() == ["SUCCESSFUL", "SUCCESSFUL"]


def test_a_letter_is_given_up_after_the_last_wait(transactional_db, settings, silent_port):
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = SMTP, "127.0.0.1", silent_port
    letters.enqueue("anna@example.org", "Temat", "Treść")
    for _ in range(len(letters.WAITS) + 3):
        make_due()
        work()
    assert statuses() == ["SUCCESSFUL"] * len(letters.WAITS) + ["FAILED"]
    assert DBTaskResult.objects.get(status="FAILED").exception_class_path == "builtins.ConnectionRefusedError"


def test_one_refused_address_holds_up_no_other(transactional_db, mail_server):
    for name in ("anna", "nieznana", "maria"):
        letters.enqueue(f"{name}@example.org", "Temat", f"Do: {name}")
    work()
    assert sorted(text.split("Do: ")[1].strip() for text in mail_server.received) == ["anna", "maria"]
    make_due()
    work()
    assert len(mail_server.received) == 2


def killed(minutes, starts, **fields):
    letters.enqueue("anna@example.org", "Temat", "Treść")
    left = {"status": "RUNNING", "worker_ids": ["w"] * starts} | fields
    DBTaskResult.objects.update(started_at=timezone.now() - datetime.timedelta(minutes=minutes), **left)


@pytest.mark.parametrize(
    ("minutes", "starts", "fields", "after"),
    [
        (11, 1, {}, ["SUCCESSFUL"]),
        (9, 1, {}, ["RUNNING"]),
        (11, 3, {}, ["FAILED"]),
        (0, 1, {"status": "FAILED", "exception_class_path": "builtins.SystemExit"}, ["SUCCESSFUL"]),
        (0, 1, {"status": "FAILED", "exception_class_path": "builtins.ValueError"}, ["FAILED"]),
    ],
)
def test_what_a_killed_worker_left_is_taken_up_again(transactional_db, minutes, starts, fields, after):
    killed(minutes, starts, **fields)
    call_command("reap_tasks", verbosity=0)
    work()
    assert (statuses(), len(mail.outbox)) == (after, int(after == ["SUCCESSFUL"]))


def test_a_letter_that_went_out_before_the_worker_was_killed_does_not_go_again(transactional_db):
    letters.enqueue("anna@example.org", "Temat", "Treść")
    work()
    long_ago = timezone.now() - datetime.timedelta(hours=1)
    DBTaskResult.objects.update(status="RUNNING", started_at=long_ago)
    call_command("reap_tasks", verbosity=0)
    work()
    assert (statuses(), len(mail.outbox)) == (["SUCCESSFUL"], 1)
