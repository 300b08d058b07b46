"""Two directors at the same moment, and a kill -9 at each stage: neither gap, nor duplicate, nor half an order."""

import json
import signal
import subprocess
import sys
from contextlib import ExitStack

import pytest
from django.conf import settings
from django.db import connection
from django_tasks_db.models import DBTaskResult

from apps.core.audit import broken_links
from apps.core.models import AuditEvent
from apps.documents.models import Blob, FrozenDocument
from apps.documents.reading import stored_bytes
from apps.orders.models import IssuedOrder, Order, OrderCounter
from tests import factories
from tests.conftest import _app_password
from tests.house import ROOT
from tests.orders.drafts import draft, issue

from .child import STAGES

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.fault]
PATIENCE = 120


@pytest.fixture
def centre():
    return factories.centre()


@pytest.fixture
def director(centre):
    return factories.user_of(factories.person(centre, "Dorota Dyrektorska", roles=["director"]))


class Process:
    """A child that waits until everybody is ready."""

    def __init__(self, user, orders, die=None):
        own = connection.settings_dict
        database = {"NAME": own["NAME"], "HOST": own["HOST"], "PORT": own["PORT"]}
        database |= {"USER": settings.APP_ROLE, "PASSWORD": _app_password() or ""}
        asked = {"database": database, "user": user.pk, "orders": [order.pk for order in orders], "die": die}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.child"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._say(json.dumps(asked))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.communicate()

    def is_ready(self):
        return self.process.stdout.readline() == "ready\n"

    def go(self):
        self._say("go")

    def told(self):
        said, _ = self.process.communicate(timeout=PATIENCE)
        return said.splitlines()

    def _say(self, line):
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()


def run_together(*processes):
    """What each of them told, when all of them start at the same moment."""
    with ExitStack() as stack:
        for process in processes:
            stack.enter_context(process)
        assert all(process.is_ready() for process in processes)
        for process in processes:
            process.go()
        return [process.told() for process in processes]


def register():
    return list(IssuedOrder.objects.order_by("number").values_list("number", flat=True))


def test_two_directors_issue_one_order_once(centre, director):
    second = factories.user_of(factories.person(centre, "Adam Drugi", gender="m", roles=["director"]))
    order = draft(centre, director)
    told = sorted(
        line for lines in run_together(Process(director, [order]), Process(second, [order])) for line in lines
    )

    year = IssuedOrder.objects.get().year
    assert told[0] == f"1/{year}"
    assert told[1].startswith("refused: Zarządzenie wyda")
    assert register() == [1]


def test_many_orders_at_once_leave_neither_gap_nor_duplicate(centre, director):
    good = [draft(centre, director, subject=f"sprawy {n}") for n in range(12)]
    bad = [draft(centre, director, subject=f"znaku \U0001f9ff {n}") for n in range(4)]  # refused with the number taken
    mixed = [[*good[n::4], bad[n]][:: 1 if n % 2 else -1] for n in range(4)]
    told = [line for lines in run_together(*(Process(director, orders) for orders in mixed)) for line in lines]

    numbers = [int(line.partition("/")[0]) for line in told if not line.startswith("refused")]
    assert sorted(numbers) == register() == list(range(1, 13))
    assert len(told) - len(numbers) == 4
    assert OrderCounter.objects.get().last == 12
    assert broken_links(centre.pk) == []


@pytest.mark.parametrize("stage", STAGES)
def test_a_killed_process_leaves_no_half_an_order(centre, director, stage):
    told = factories.user_of(factories.person(centre, "Maria Testowa"))
    tells = {"kind": "test", "tell": [told.person_id]}
    issue(draft(centre, director, effects=tells), director)
    order = draft(centre, director, subject="przerwanej sprawy", effects=tells)
    process = Process(director, [order], die=stage)
    [told] = run_together(process)

    assert (told, process.process.returncode) == ([f"reached {stage}"], -signal.SIGKILL)
    order.refresh_from_db()
    if stage == "after commit":
        assert_wholly_issued(order, number=2)
    else:
        assert traces_of(order) == ("draft", 0, 0, 0, 1)
        assert issue(order, director).number == 2
    assert issue(draft(centre, director), director).number == 3
    assert (register(), FrozenDocument.objects.count()) == ([1, 2, 3], 3)
    assert broken_links(centre.pk) == []


def traces_of(order):
    """The order's status, its texts and its audit events; documents, blobs and messages beyond those of the one order
    issued before; and the counter."""
    issued = AuditEvent.objects.filter(object_type="orders.order", object_id=order.pk, verb="order.issued").count()
    beyond = sum(model.objects.count() - 1 for model in (FrozenDocument, Blob, DBTaskResult))
    return (
        order.status,
        IssuedOrder.objects.filter(order=order).count(),
        issued,
        beyond,
        OrderCounter.objects.get().last,
    )


def assert_wholly_issued(order, number):
    issued = IssuedOrder.objects.get(order=order)
    assert (order.status, issued.number, OrderCounter.objects.get().last) == (Order.Status.ISSUED, number, number)
    assert stored_bytes(issued.document).startswith(b"%PDF")
    assert AuditEvent.objects.filter(object_id=order.pk, verb="order.issued").count() == 1
    about = f"Zarządzenie nr {issued.number_text} w sprawie {issued.subject}"
    assert DBTaskResult.objects.filter(args_kwargs__kwargs__subject=about).count() == 1
