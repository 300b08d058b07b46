"""Two deeds that wait for each other: the database ends one. It is done anew, or its page says so; never half."""

import threading
import time

import pytest
from django.db import OperationalError, connection
from django.test import Client

from apps.accounts.models import Centre
from apps.core import audit
from apps.core.audit import broken_links
from apps.core.deeds import deed
from apps.core.models import AuditEvent
from tests import factories

from .guards import raising, spoiled, tries

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.fault]
CROSSED = raising("40P01", "deadlock detected")


@pytest.fixture
def centre():
    return factories.centre()


@pytest.fixture
def visitor(centre):
    client = Client(raise_request_exception=False)
    client.force_login(factories.user_of(factories.person(centre, "Adam Adminowski", gender="m", roles=["admin"])))
    return client


@pytest.fixture
def jan(centre):
    return factories.person(centre, "Jan Próbny", gender="m")


def roles(person):
    return list(person.grants.values_list("role", flat=True))


def verbs():
    return list(AuditEvent.objects.order_by("pk").values_list("verb", flat=True))


@deed
def the_register_first(centre, holds, *, by):
    """The wrong way round: the register, which every deed locks last, and then the centre."""
    audit.record("test.register_first", centre, by=by)
    holds.set()
    time.sleep(0.5)
    Centre.objects.select_for_update().get(pk=centre.pk)


def in_a_thread(work, *arguments):
    failed = []

    def run():
        try:
            work(*arguments, by=None)
        except OperationalError as error:
            failed.append(error)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread, failed


def test_a_deed_that_met_a_real_deadlock_is_done_anew(visitor, centre, jan):
    """The one asked for by the page holds the centre and dawdles, so that it is the last to wait: its wait closes the
    circle, and the database ends it."""
    holds = threading.Event()
    dawdle = "IF nextval('spoiled_tries') = 1 THEN PERFORM pg_sleep(2.5); END IF;"
    with spoiled("accounts_rolegrant", dawdle):
        thread, failed = in_a_thread(the_register_first, centre, holds)
        holds.wait(30)
        answer = visitor.post(f"/osoby/{jan.pk}/role/", {"roles": ["expert"]})
        thread.join(60)
        tried = tries()
    assert (answer.status_code, answer.url, failed) == (302, f"/osoby/{jan.pk}/", [])
    assert (tried, roles(jan)) == (2, ["expert"])
    assert verbs()[-2:] == ["test.register_first", "person.roles_set"]
    assert broken_links(centre.pk) == []


def test_after_three_tries_the_page_says_so_and_nothing_is_half_done(visitor, centre, jan):
    before = verbs()
    with spoiled("accounts_rolegrant", CROSSED):
        answer = visitor.post(f"/osoby/{jan.pk}/role/", {"roles": ["expert"]})
        assert tries() == 3
    page = answer.content.decode()
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert "Dwie osoby zapisały coś w&nbsp;tej samej chwili" in page
    assert (roles(jan), verbs()) == ([], before)
    assert visitor.post(f"/osoby/{jan.pk}/role/", {"roles": ["expert"]}).status_code == 302


def test_what_was_typed_stands_on_the_page(visitor):
    with spoiled("core_auditevent", CROSSED):
        data = {"first_name": "Wacława", "last_name": "Żółć", "gender": "f", "job_title": "starszy specjalista"}
        answer = visitor.post("/osoby/nowa/", data)
    assert (answer.status_code, "starszy specjalista" in answer.content.decode()) == (503, True)


def test_other_failures_are_not_tried_again(visitor, jan):
    with spoiled("accounts_rolegrant", raising("53100", "No space left on device")):
        assert visitor.post(f"/osoby/{jan.pk}/role/", {"roles": ["expert"]}).status_code == 503
        assert tries() == 1
