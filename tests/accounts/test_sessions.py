"""Sessions: whose they are, the list with its buttons, and the end after a long time without anything done."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from apps.accounts.models import Session
from apps.accounts.sessions import idleness
from apps.core.models import AuditEvent
from apps.jobs.actions import ask
from tests import factories
from tests.jobs import kinds  # noqa: F401  registers them

pytestmark = pytest.mark.django_db
PASSWORD = factories.DIRECTOR_PASSWORD
PAGE = "/konto/sesje/"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
EDGE = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/142.0 Safari/537.36 Edg/142.0"


@pytest.fixture(autouse=True)
def _no_earlier_tries():
    cache.clear()


@pytest.fixture
def anna(centre):
    return factories.user_of(factories.person(centre, roles=["hr", "director"]), "anna@example.org")


def browser(user, agent=FIREFOX):
    client = Client(headers={"user-agent": agent})
    client.post("/konto/zaloguj/", {"login": user.email, "password": PASSWORD})
    return client


def opens(client):
    return client.get("/zespoly/").status_code == 200


def rows(client):
    page = client.get(PAGE).content.decode()
    return re.findall(r'<th scope="row">(.*?)</th>', page), re.findall(r'name="session" value="(\w+)"', page)


def last_used(client, **ago):
    Session.objects.filter(pk=client.cookies["sesja"].value).update(seen_at=timezone.now() - timedelta(**ago))


def seen(client):
    return Session.objects.get(pk=client.cookies["sesja"].value).seen_at


def test_a_session_knows_whose_it_is(client, anna):
    client.get("/konto/zaloguj/")
    here = browser(anna)
    assert list(Session.objects.values_list("account", flat=True)) == [anna.pk]
    here.post("/konto/wyloguj/")
    assert [one for one in Session.objects.values_list("account", flat=True) if one] == []


def test_the_list_names_this_browser_first_and_no_key_of_a_session(anna):
    here, there = browser(anna), browser(anna, EDGE)
    names, marks = rows(here)
    assert (names, len(marks)) == (["Firefox, Linux", "Edge, Windows"], 1)
    page = here.get(PAGE).content.decode()
    assert [client.cookies["sesja"].value in page for client in (here, there)] == [False, False]


def test_one_logs_out_there(anna):
    here, there = browser(anna), browser(anna, EDGE)
    [mark] = rows(here)[1]
    here.post(PAGE, {"session": mark})
    assert (opens(here), opens(there)) == (True, False)
    assert AuditEvent.objects.filter(verb="account.sessions_ended").values_list("data", flat=True)[0] == {"ended": 1}


def test_one_logs_out_everywhere_else(anna, admin):
    here, there, somebody = browser(anna), browser(anna, EDGE), browser(admin)
    here.post(PAGE, {"others": "1"})
    assert [opens(client) for client in (here, there, somebody)] == [True, False, True]


def test_nobody_ends_the_session_of_another_by_its_mark(anna, admin):
    [mark] = (browser(admin), rows(browser(admin, EDGE))[1])[1]
    here = browser(anna)
    here.post(PAGE, {"session": mark})
    assert Session.objects.filter(account=admin).count() == 2
    assert not AuditEvent.objects.filter(verb="account.sessions_ended").exists()


@pytest.mark.parametrize(("minutes", "open_still"), [(59, True), (61, False)])
def test_a_session_ends_after_an_hour_of_nothing(anna, minutes, open_still):
    client = browser(anna)
    last_used(client, minutes=minutes)
    assert opens(client) == open_still
    assert (Session.objects.filter(account=anna).count() == 1) == open_still


def test_one_is_told_why(anna):
    client = browser(anna)
    last_used(client, minutes=61)
    assert idleness.SAID in client.get("/zespoly/", follow=True).content.decode()


def test_whatever_one_does_counts_and_is_written_now_and_then(anna):
    client = browser(anna)
    last_used(client, minutes=50)
    opens(client)
    assert timezone.now() - seen(client) < timedelta(minutes=1)
    before = seen(client)
    opens(client)
    assert seen(client) == before


def test_a_form_sent_too_late_waits_for_its_author(anna):
    client = browser(anna)
    client.get("/osoby/nowa/")
    last_used(client, minutes=61)
    answer = client.post("/osoby/nowa/", {"first_name": "Wacława", "job_title": "starszy specjalista"})
    assert answer.url.startswith("/konto/zaloguj/?next=")
    back = client.post(answer.url, {"login": anna.email, "password": PASSWORD}, follow=True)
    assert ('value="Wacława"' in back.content.decode(), back.request["PATH_INFO"]) == (True, "/osoby/nowa/")


def test_public_pages_are_read_also_after_it(anna):
    client = browser(anna)
    last_used(client, minutes=61)
    assert client.get("/sprawdz/").status_code == 200


def test_what_a_page_asks_by_itself_is_not_activity(anna):
    """The state of a job is asked every few seconds while the list stands open."""
    job, client = ask("lines", "Wiersze", {"lines": 1}, by=anna, centre=anna.centre), browser(anna)
    last_used(client, minutes=50)
    assert client.get(f"/zestawienia/{job.pk}/stan/").status_code == 200
    assert timezone.now() - seen(client) > timedelta(minutes=49)
    last_used(client, minutes=61)
    assert client.get(f"/zestawienia/{job.pk}/stan/").status_code == 302


def test_a_page_costs_no_query_more(anna):
    """The session and the person, as before."""
    client = browser(anna)
    with CaptureQueriesContext(connection) as asked:
        client.get("/konto/haslo/")
    tables = [re.search(r'FROM "(\w+)"', one["sql"]).group(1) for one in asked]
    assert tables == ["accounts_session", "accounts_user", "accounts_person", "accounts_centre", "accounts_rolegrant"]


def test_old_sessions_are_cleared_by_djangos_command(anna):
    browser(anna)
    Session.objects.update(expire_date=timezone.now() - timedelta(days=1))
    call_command("clearsessions")
    assert Session.objects.count() == 0
