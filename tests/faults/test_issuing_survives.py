"""Two directors at the same moment, and a kill -9 at each marked point: neither gap nor duplicate nor half an order."""

import signal

import pytest
from django_tasks_db.models import DBTaskResult

from apps.core.audit import broken_links
from apps.core.models import AuditEvent
from apps.documents.models import Blob, FrozenDocument
from apps.documents.reading import stored_bytes
from apps.orders.models import IssuedOrder, Order, OrderCounter
from tests import factories
from tests.orders.drafts import BODY, draft, issue

from .child import POINTS
from .processes import Process, run_together

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.fault]


@pytest.fixture
def centre():
    return factories.centre()


@pytest.fixture
def director(centre):
    return factories.user_of(factories.person(centre, "Dorota Dyrektorska", roles=["director"]))


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


@pytest.mark.parametrize("point", POINTS)
def test_a_killed_process_leaves_no_half_an_order(centre, director, point):
    told = factories.user_of(factories.person(centre, "Maria Testowa"))
    tells = {"kind": "test", "tell": [told.person_id]}
    issue(draft(centre, director, effects=tells), director)
    annexes = [{"title": "Zasady", "body": BODY}]
    order = draft(centre, director, subject="przerwanej sprawy", effects=tells, annexes=annexes)
    process = Process(director, [order], die=point)
    [told] = run_together(process)

    assert (told, process.process.returncode) == ([f"reached {point}"], -signal.SIGKILL)
    order.refresh_from_db()
    if point == "after commit":
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
    assert issued.text["annexes"] == order.annexes
    assert (order.status, issued.number, OrderCounter.objects.get().last) == (Order.Status.ISSUED, number, number)
    assert stored_bytes(issued.document).startswith(b"%PDF")
    assert AuditEvent.objects.filter(object_id=order.pk, verb="order.issued").count() == 1
    about = f"Zarządzenie nr {issued.number_text} w sprawie {issued.subject}"
    assert DBTaskResult.objects.filter(args_kwargs__kwargs__subject=about).count() == 1
