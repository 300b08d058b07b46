"""Who issues an order shows who they are, unless they did within half an hour."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from apps.accounts import confirming
from apps.core.models import AuditEvent
from apps.orders.models import IssuedOrder
from tests import factories
from tests.teams.appointment import forms

pytestmark = pytest.mark.django_db
PASSWORD = factories.DIRECTOR_PASSWORD


@pytest.fixture(autouse=True)
def _no_earlier_tries():
    cache.clear()


@pytest.fixture
def director(client):
    centre = factories.centre()
    centre.legal_basis = "§ 7 Statutu"
    centre.save()
    someone = factories.user_of(factories.person(centre, "Anna Wzorowa", roles=["director"]))
    client.force_login(someone)
    return someone


@pytest.fixture
def draft(director):
    return forms.draft(director.centre, director)


@pytest.fixture
def check(draft):
    return reverse("desk:order_check", args=[draft.pk])


def minutes_pass(client, minutes):
    session = client.session
    session[confirming.KEY] -= minutes * 60
    session.save()


def shown(client, check):
    page = client.get(check).context
    return {name: page[name] for name in ("shown_hash", "shown_text")}


def issued():
    return IssuedOrder.objects.count()


def asks(answer):
    return 'name="password"' in answer.content.decode()


@pytest.mark.parametrize(("minutes", "asked"), [(0, False), (29, False), (31, True)])
def test_the_password_is_asked_for_after_half_an_hour(client, check, minutes, asked):
    minutes_pass(client, minutes)
    assert asks(client.get(check)) == asked
    client.post(check, shown(client, check))
    assert issued() == (not asked)


def test_with_the_password_it_is_issued_and_for_half_an_hour_nothing_is_asked(client, check):
    minutes_pass(client, 31)
    answer = client.post(check, shown(client, check) | {"password": PASSWORD})
    assert (answer.status_code, issued()) == (302, 1)
    assert confirming.is_recent(client.get("/").wsgi_request)


def test_a_wrong_password_issues_nothing_loses_nothing_and_leaves_a_trace(client, check):
    minutes_pass(client, 31)
    answer = client.post(check, shown(client, check) | {"password": "nie to", "chronology_reason": "Bo tak."})
    assert (answer.status_code, issued(), asks(answer)) == (200, 0, True)
    assert (confirming.WRONG in answer.content.decode(), answer.context["reason"]) == (True, "Bo tak.")
    assert AuditEvent.objects.get(verb="account.login_failed").data["step"] == "confirmation"
    assert "nie to" not in str(list(AuditEvent.objects.values()))


def test_who_opened_the_page_in_time_and_reads_for_long_is_asked_then(client, check):
    before = shown(client, check)
    minutes_pass(client, 31)
    answer = client.post(check, before)
    assert (asks(answer), confirming.NEEDED in answer.content.decode(), issued()) == (True, True, 0)


def test_a_draft_that_changed_meanwhile_shows_its_difference_with_the_question(client, director, draft, check):
    before = shown(client, check)
    minutes_pass(client, 31)
    forms.save_again(draft, director, name_genitive="Zespołu do spraw innych prób")
    answer = client.post(check, before | {"password": "nie to"})
    assert (answer.status_code, answer.context["changed"], issued()) == (409, True, 0)


def test_after_ten_tries_in_a_minute_the_password_is_not_looked_at(client, check):
    minutes_pass(client, 31)
    said = shown(client, check)
    for _ in range(10):
        client.post(check, said | {"password": "nie to"})
    answer = client.post(check, said | {"password": PASSWORD})
    assert (confirming.TOO_MANY in answer.content.decode(), issued()) == (True, 0)


def test_confirming_elsewhere_is_enough(client, check):
    minutes_pass(client, 31)
    client.post("/konto/potwierdz/", {"password": PASSWORD})
    assert not asks(client.get(check))
