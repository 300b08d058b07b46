"""400 orders of two centres issued by 16 threads of four processes, 60 of them rolled back, ten more killed with -9,
one at each marked point; and two centres that never wait for each other. With the real renderer, as the application's
role."""

import signal
from itertools import zip_longest

import pytest
from django.db import connection
from django.db.models import F
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from apps.core import clock
from apps.core.audit import broken_links
from apps.core.models import AuditEvent
from apps.documents import reading as documents
from apps.documents.models import FrozenDocument
from apps.orders.models import IssuedOrder, Order, OrderCounter
from tests import factories
from tests.orders.drafts import BODY

from .child import POINTS
from .processes import Process, started

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.fault]
PROCESSES, THREADS, ORDERS, UNPRINTABLE, FAILING = 4, 4, 400, 28, 32
SIGN_WITHOUT_A_GLYPH = "\U0001f9ff"


class Office:
    """A centre with a director, and with an employee who gets a letter about each order."""

    def __init__(self):
        self.centre = factories.centre()
        self.director = factories.user_of(factories.person(self.centre, "Dorota Dyrektorska", roles=["director"]))
        self.told = factories.user_of(factories.person(self.centre, "Maria Testowa"))

    def drafts(self, number, subject="sprawy"):
        """Laid straight into the table: drafting is not what is tried here."""
        now = timezone.now()
        usual = {"kind": "appointment", "legal_basis": "§ 7 Statutu", "body": BODY, "centre": self.centre}
        usual |= {"effects": {"kind": "test", "tell": [self.told.person_id]}, "created_by": self.director}
        return Order.objects.bulk_create(
            Order(subject=f"{subject} {n}", created_at=now, changed_at=now, **usual) for n in range(number)
        )

    def issued(self):
        return IssuedOrder.objects.filter(centre=self.centre)


def mixed(*lists):
    """Their items by turns, so that what fails stands among what does not."""
    return [item for turn in zip_longest(*lists) for item in turn if item is not None]


def worker(office):
    """A process with its part of the work: orders that end well, that cannot be printed, that fail at the very end."""
    unprintable = office.drafts(UNPRINTABLE // PROCESSES, f"znaku {SIGN_WITHOUT_A_GLYPH}")
    failing = office.drafts(FAILING // PROCESSES)
    good = office.drafts((ORDERS - UNPRINTABLE - FAILING) // PROCESSES)
    roll_back = [order.pk for order in failing]
    return Process(office.director, mixed(good, unprintable, failing), threads=THREADS, roll_back=roll_back)


def killed_at(point, office):
    """What it told, and how it ended."""
    victim = Process(office.director, office.drafts(1, "przerwanej sprawy"), die=point)
    with started(victim):
        return victim.told(), victim.process.wait()


def test_a_storm_leaves_neither_gap_nor_duplicate_nor_half_an_order():
    offices = [Office(), Office()]
    workers = [worker(offices[n % 2]) for n in range(PROCESSES)]
    with started(*workers):
        deaths = {point: killed_at(point, offices[n % 2]) for n, point in enumerate(POINTS)}
        told = [line for one in workers for line in one.told()]

    assert deaths == {point: ([f"reached {point}"], -signal.SIGKILL) for point in POINTS}
    numbers = [line for line in told if line.endswith(f"/{clock.today().year}")]
    assert (len(numbers), told.count("rolled back")) == (ORDERS - UNPRINTABLE - FAILING, FAILING)
    assert len([line for line in told if line.startswith("refused: Dokument zawiera znaki")]) == UNPRINTABLE
    [wholly] = [n % 2 for n, point in enumerate(POINTS) if point == "after commit"]
    for n, office in enumerate(offices):
        assert_whole(office, len(numbers) // 2 + (n == wholly))
    assert not documents.damaged_blobs().exists()
    assert not documents.orphaned_blobs().exists()


def assert_whole(office, number):
    """The register runs from 1 to the number, and each order has all that it needs, or nothing."""
    issued, centre = office.issued(), office.centre
    assert sorted(issued.values_list("number", flat=True)) == list(range(1, number + 1))
    assert OrderCounter.objects.get(centre=centre).last == number
    orders = Order.objects.filter(centre=centre)
    assert set(orders.filter(issued=None).values_list("status", flat=True)) == {"draft"}
    assert set(orders.exclude(issued=None).values_list("status", flat=True)) == {"issued"}
    assert set(issued.values_list("order_id", flat=True)) == set(_deeds(centre))
    assert FrozenDocument.objects.filter(centre=centre, issued_order__number_text=F("number")).count() == number
    letters = DBTaskResult.objects.filter(args_kwargs__kwargs__to=office.told.email)
    said = {f"Zarządzenie nr {order.number_text} w sprawie {order.subject}" for order in issued}
    assert sorted(letters.values_list("args_kwargs__kwargs__subject", flat=True)) == sorted(said)
    assert len(_deeds(centre)) == len(said) == number
    assert broken_links(centre.pk) == []


def _deeds(centre):
    """Orders that the register of deeds calls issued, each as often as it says so."""
    events = AuditEvent.objects.filter(centre_id=centre.pk, verb="order.issued")
    return list(events.values_list("object_id", flat=True))


def test_two_centres_never_wait_for_each_other():
    """One process stops at each marked point in turn. Meanwhile the other centre issues, although its process waits
    for no lock longer than 200 ms; a second one of the first centre, as patient, gets nowhere: the probe tells."""
    ours, theirs = Office(), Office()
    [stopping], rivals, others = ours.drafts(1), ours.drafts(len(POINTS)), theirs.drafts(len(POINTS))
    year = clock.today().year
    stopped = Process(ours.director, [stopping], stop=True)
    rival, neighbour = (Process(office.director, lock_timeout="200ms") for office in (ours, theirs))
    with started(stopped, rival, neighbour):
        for n, point in enumerate(POINTS):
            assert stopped.line() == f"reached {point}"
            assert waiting_for_locks() == []
            assert neighbour.issue(others[n]) == f"{n + 1}/{year}"
            assert rival.issue(rivals[n]) == (f"2/{year}" if point == "after commit" else "waited")
            stopped.say("go on")
        assert stopped.told() == [f"1/{year}"]


def waiting_for_locks():
    """In this database: beside it another worker's tests may be at work in theirs."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT l.locktype, l.relation FROM pg_locks l JOIN pg_stat_activity a USING (pid) "
            "WHERE NOT l.granted AND a.datname = current_database()"
        )
        return cursor.fetchall()
