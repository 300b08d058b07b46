"""What holds for every page: no U+0000, nothing in caches, no addresses in the log."""

import io
import logging

import pytest
from django.test import Client

from apps.accounts import actions
from tests import factories

NULLS = ["/sprawdz/%00/", "/zaproszenie/%00/", "/tabela-1/1/%00/", "/%00", "/konto/haslo/nowe/1-%00/"]
ASKED = ["/biblioteka/?produkt=%00", "/osoby/?szukaj=a%00", "/konto/zaloguj/?next=%00", "/sprawdz/?kod=%00", "/?%00"]


@pytest.fixture
def anna(db):
    person = factories.person(factories.centre(), roles=["admin"])
    return factories.user_of(person, "anna@example.org")


@pytest.fixture
def browsers(anna):
    """A stranger, an administrator and a reviewer."""
    found = [Client(), Client(), Client()]
    found[1].force_login(anna)
    found[2].force_login(factories.wrzos())
    return found


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("path", NULLS)
def test_no_address_holds_a_null_character(browsers, path, method):
    assert [getattr(client, method)(path).status_code for client in browsers] == [404] * 3


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("path", ASKED)
def test_no_question_holds_a_null_character(browsers, path, method):
    assert [getattr(client, method)(path).status_code for client in browsers] == [400] * 3


def test_no_cookie_holds_a_null_character(db):
    assert Client(headers={"cookie": 'sesja="abcdefgh\\000"'}).get("/").status_code == 400


@pytest.mark.parametrize("path", ["/", "/osoby/", "/osrodek/", "/nie-ma/", "/konto/zaloguj/", "/sprawdz/"])
def test_what_a_logged_in_person_sees_stays_in_no_cache(client, anna, path):
    client.force_login(anna)
    assert "no-store" in client.get(path).headers["Cache-Control"]
    assert "private" in client.get(path).headers["Cache-Control"]


def test_a_page_that_says_itself_what_may_keep_it_is_left_alone(client, anna):
    link = actions.invite(factories.person(anna.centre, "Ewa Łąka"), "ewa@example.org", by=anna)
    client.force_login(anna)
    said = client.get(f"/zaproszenie/{link.token}/").headers["Cache-Control"]
    assert said == "max-age=0, no-cache, no-store, must-revalidate, private"


@pytest.fixture
def broken(settings):
    settings.ROOT_URLCONF = "tests.look.sample"
    return Client(raise_request_exception=False)


def test_a_failure_that_gives_back_what_was_typed_stays_in_no_cache(broken, anna):
    broken.force_login(anna)
    answer = broken.post("/psuje/", {"name": "Tajna"})
    assert (answer.status_code, "Tajna" in answer.content.decode()) == (500, True)
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_pages_for_everybody_may_be_kept(client, db):
    assert "Cache-Control" not in client.get("/sprawdz/").headers


@pytest.fixture
def log(caplog):
    """What the installation's own handler writes at the most talkative level that an installation uses."""
    caplog.set_level(logging.INFO)
    [console] = [one for one in logging.getLogger().handlers if type(one) is logging.StreamHandler]
    before = console.setStream(written := io.StringIO())
    yield written.getvalue
    console.setStream(before)


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/zaproszenie/TAJNE-1/", "accounts:invitation"),
        ("/konto/haslo/nowe/4-difazj-TAJNE/", "account_reset_password_from_key"),
        ("/osoby/?szukaj=TAJNE", "accounts:people"),
        ("/osoby/12/?szukaj=TAJNE", "accounts:person pk=12"),
        ("/nie-ma/TAJNE/?TAJNE", "unknown address"),
    ],
)
def test_the_log_names_pages_and_no_addresses(client, anna, log, path, name):
    client.force_login(anna)
    client.get(path)
    said = log()
    assert (f'"request": "GET {name}"' in said, "TAJNE" in said) == (True, False)


def test_what_django_itself_says_of_a_refused_request_names_the_page(anna, log):
    client = Client(enforce_csrf_checks=True)
    client.post("/zaproszenie/TAJNE/", {}, headers={"referer": "http://testserver/zaproszenie/TAJNE/"})
    client.post("/zaproszenie/TAJNE/", {}, secure=True, headers={"referer": "https://inny.example/TAJNE/"})
    client.post("/sprawdz/TAJNE/", {}, headers={"referer": "http://testserver/zaproszenie/TAJNE/"})
    client.get("/nie-ma/TAJNE/")
    said = log()
    assert (said.count("Forbidden ("), "Not Found: unknown address" in said) == (3, True)
    assert ("TAJNE" in said, "): accounts:invitation" in said) == (False, True)


def test_the_log_holds_no_address_of_a_computer(client, anna, log):
    client.get("/sprawdz/", headers={"x-forwarded-for": "203.0.113.7"}, REMOTE_ADDR="203.0.113.8")
    said = log()
    assert ("desk:verify_form" in said, "203.0.113" in said) == (True, False)
