"""Costly pages are limited: by person where somebody is logged in, by address where nobody is."""

import json

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from apps.core import actions, limits
from apps.core.models import Tally
from tests import factories
from tests.access.reading import table

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _few(monkeypatch):
    monkeypatch.setitem(limits._OF_PAGES, "desk:search", limits.Limit("search", 3))
    monkeypatch.setitem(limits._OF_PAGES, "desk:verify", limits.Limit("code", 2))
    monkeypatch.setitem(limits._OF_PAGES, "publication:bip_json", limits.Limit("open data", 2))


def reader(centre=None):
    client = Client()
    client.force_login(factories.user_of(factories.person(centre or factories.centre(), roles=["employee"])))
    return client


def answers(client, address, times, **headers):
    return [client.get(address, **headers).status_code for _ in range(times)]


def a_minute_passes():
    with connection.cursor() as cursor:
        cursor.execute("UPDATE core_tally SET began_at = began_at - interval '61 seconds'")


def test_the_fourth_search_of_the_minute_waits_and_others_do_not():
    centre = factories.centre()
    anna, jan = reader(centre), reader(centre)
    assert answers(anna, "/szukaj/?szukaj=nowak", 5) == [200, 200, 200, 429, 429]
    assert answers(jan, "/szukaj/?szukaj=nowak", 1) == [200]
    assert answers(anna, "/zespoly/", 1) == [200]
    a_minute_passes()
    assert answers(anna, "/szukaj/?szukaj=nowak", 1) == [200]


def test_the_page_says_in_polish_how_long_to_wait():
    anna = reader()
    answer = [anna.get("/szukaj/") for _ in range(4)][-1]
    assert 1 <= int(answer["Retry-After"]) <= 60
    page = answer.content.decode()
    assert [word in page for word in ("Zbyt wiele zapytań", "Odczekaj", 'lang="pl"')] == [True] * 3
    assert answer["Cache-Control"] == "no-store"
    assert "default-src 'none'" in answer["Content-Security-Policy"]


def test_a_stranger_is_counted_by_address_and_a_network_of_ipv6_is_one(client):
    assert answers(client, "/sprawdz/nieznany/", 3) == [404, 404, 429]
    assert answers(client, "/sprawdz/nieznany/", 1, REMOTE_ADDR="10.0.0.9") == [404]
    there = [{"REMOTE_ADDR": f"2001:db8::{n}"} for n in (1, 2, 3)]
    assert [client.get("/sprawdz/nieznany/", **one).status_code for one in there] == [404, 404, 429]


def test_open_data_is_told_so_in_json(client):
    centre = factories.centre()
    answer = [client.get(f"/bip/{centre.slug}/zarzadzenia.json") for _ in range(3)][-1]
    assert (answer.status_code, answer["Content-Type"]) == (429, "application/json")
    assert json.loads(answer.content)["detail"].startswith("Zbyt wiele zapytań. Odczekaj ")


def test_every_file_made_on_request_is_limited():
    files = {page for page, _ in table() if page.partition("@")[0].endswith(("pdf", "xlsx", "zip", "json"))}
    assert {page for page in files if limits.limit_of(page.partition("@")[0]) is None} == set()
    assert len(files) > 20


def test_no_address_and_no_person_is_written_down(client):
    client.get("/sprawdz/nieznany/", REMOTE_ADDR="10.1.2.3")
    [row] = Tally.objects.values()
    assert (len(row["key"]), "10.1.2.3" in str(row)) == (40, False)


def test_it_costs_one_statement_and_other_pages_none():
    anna = reader()
    counted = []
    for address in ("/szukaj/", "/zespoly/"):
        with CaptureQueriesContext(connection) as asked:
            anna.get(address)
        counted.append(sum("core_tally" in one["sql"] for one in asked))
    assert counted == [1, 0]


def test_it_can_be_switched_off(settings):
    settings.RATE_LIMITS = False
    assert answers(reader(), "/szukaj/", 5) == [200] * 5


def test_old_counts_go(monkeypatch):
    monkeypatch.setattr(actions, "random", lambda: 0)
    actions.count_request("old", 60, by=None)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE core_tally SET began_at = began_at - interval '2 days'")
    assert actions.count_request("new", 60, by=None) == (1, 60)
    assert list(Tally.objects.values_list("key", flat=True)) == ["new"]


def test_allauth_answers_with_our_page(rf):
    from allauth.core.internal.ratelimit import respond_429

    assert respond_429(rf.get("/konto/potwierdz/"))["Retry-After"] == "60"


def test_the_table_is_in_no_backup():
    with connection.cursor() as cursor:
        cursor.execute("SELECT relpersistence FROM pg_class WHERE relname = 'core_tally'")
        assert cursor.fetchone() == ("u",)
