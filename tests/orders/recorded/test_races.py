"""An entry is struck while an order that repeals it is issued, over two connections: the second is seen waiting before
the first goes on, and only one of them succeeds."""

import datetime
import threading
import time

import pytest
from django.db import connection, transaction

from apps.core import clock
from apps.core.errors import DomainError
from apps.orders.models import IssuedOrder, StruckEntry
from apps.orders.recorded.actions import strike_entry
from tests import factories
from tests.orders.drafts import draft, issue

from .paper import entered

pytestmark = pytest.mark.django_db(transaction=True)
JUNE, NEXT_YEAR = datetime.date(2018, 6, 11), datetime.date(2019, 1, 7)
STRUCK = "Wpis zarządzenia nr 22/2018 unieważniono, więc nie można go zmienić ani uchylić. Popraw projekt."
WAITS = "SELECT count(*) FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))"
ACTED_ON = "Na ten wpis działa zarządzenie nr 1/2019, więc nie można go unieważnić."


@pytest.fixture
def director():
    return factories.user_of(factories.person(factories.centre(), "Dorota Dyrektorska", roles=["director"]))


@pytest.fixture
def entry(director):
    return entered(director.centre, director)


@pytest.fixture(params=["repeals", "amends", "team"])
def newer(request, director, entry):
    """A draft that acts on the entry, of the next year: it takes its number from another counter."""
    said = {"order": entry.order_id, "provision": "§ 2"}
    effects = {"repeals": {"repeals": [said]}, "amends": {"amends": said}, "team": {"team": {"id": entry.order_id}}}
    return draft(director.centre, director, effects={"kind": "other"} | effects[request.param])


def issue_it(order, by):
    with clock.pretend(NEXT_YEAR):
        return issue(order, by)


def elsewhere(action, outcome):
    """Runs the action over a connection of its own; what it returned or refused is put into `outcome`."""

    def work():
        try:
            outcome.append(str(action()))
        except DomainError as refused:
            outcome.append(str(refused))
        finally:
            connection.close()

    thread = threading.Thread(target=work)
    thread.start()
    return thread


def wait_until_somebody_waits(thread):
    """For this very transaction: its rows are what the other wants."""
    for _ in range(1500):
        with connection.cursor() as cursor:
            cursor.execute(WAITS)
            if cursor.fetchone()[0]:
                return
        assert thread.is_alive(), "it did not wait"
        time.sleep(0.01)
    raise AssertionError("nobody came to the lock")


def test_an_order_does_not_repeal_what_is_just_being_struck(director, entry, newer):
    outcome = []
    with transaction.atomic():
        strike_entry(entry, "Pomyłka w dacie.", by=director)
        issuing = elsewhere(lambda: issue_it(newer, director), outcome)
        wait_until_somebody_waits(issuing)
    issuing.join()
    assert outcome == [STRUCK]
    assert (StruckEntry.objects.count(), IssuedOrder.objects.filter(order=newer).exists()) == (1, False)


def test_an_entry_that_is_just_being_repealed_is_not_struck(director, entry, newer):
    outcome = []
    with transaction.atomic():
        issue_it(newer, director)
        striking = elsewhere(lambda: strike_entry(entry, "Pomyłka w dacie.", by=director), outcome)
        wait_until_somebody_waits(striking)
    striking.join()
    assert outcome == [ACTED_ON]
    assert (StruckEntry.objects.count(), IssuedOrder.objects.filter(order=newer).exists()) == (0, True)


def test_an_entry_from_paper_does_not_act_on_what_is_just_being_struck(director, entry):
    outcome, centre = [], director.centre
    effects = {"kind": "amend", "amends": {"order": entry.order_id, "provision": "§ 1"}}
    with transaction.atomic():
        strike_entry(entry, "Pomyłka w dacie.", by=director)
        entering = elsewhere(lambda: entered(centre, director, 7, NEXT_YEAR, effects=effects), outcome)
        wait_until_somebody_waits(entering)
    entering.join()
    assert outcome == [STRUCK]
