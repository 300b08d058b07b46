"""People on positions: any day can be asked, leaving ends rights at once and deletes nothing."""

import datetime
from decimal import Decimal

import pytest
from django.db import transaction
from django.test import Client

from apps.core import clock
from apps.core.errors import DomainError
from apps.organisation import actions, reading
from apps.organisation.models import Employment
from tests import factories
from tests.factories.organisation import SINCE, position, unit

pytestmark = pytest.mark.django_db
DAY = datetime.date(2018, 6, 11)
LATER = datetime.date(2019, 3, 1)
ONE, HALF = Decimal("1.00"), Decimal("0.50")


@pytest.fixture
def staffed(office):
    office.unit = unit(office.centre, "Dział Pomocy", office.hr)
    office.post = position(office.unit, "pracownik socjalny", office.hr, fte="2")
    office.anna = factories.person(office.centre, "Anna Łąka", roles=["employee"])
    office.account = factories.user_of(office.anna)
    actions.employ(office.post, office.anna, ONE, DAY, by=office.hr)
    return office


def refused(action, *args, **kwargs):
    with pytest.raises(DomainError) as refusal, transaction.atomic():
        action(*args, **kwargs)
    return str(refusal.value)


def employed(office, day):
    return [(str(one.person), one.fte, one.term.name, one.unit_name) for one in reading.employed_on(office.centre, day)]


def test_who_works_where_on_any_day(staffed):
    actions.employ(staffed.post, staffed.anna, HALF, LATER, by=staffed.hr)
    assert employed(staffed, DAY - datetime.timedelta(1)) == []
    assert employed(staffed, DAY) == [("Anna Łąka", ONE, "pracownik socjalny", "Dział Pomocy")]
    assert employed(staffed, LATER) == [("Anna Łąka", HALF, "pracownik socjalny", "Dział Pomocy")]
    [post] = reading.posts_on(staffed.centre, LATER)
    assert (post.filled, post.vacant, post.over) == (HALF, Decimal("1.50"), Decimal(0))


def test_leaving_ends_rights_at_once_and_deletes_nothing(staffed):
    browser = Client()
    browser.force_login(staffed.account)
    assert browser.get("/").status_code == 200

    actions.record_leaving(staffed.anna, LATER, by=staffed.hr)

    assert browser.get("/").status_code == 302
    staffed.anna.refresh_from_db()
    staffed.account.refresh_from_db()
    assert (staffed.anna.left_on, staffed.account.is_active) == (LATER, False)
    assert list(staffed.anna.grants.filter(revoked_at=None)) == []
    assert (len(employed(staffed, LATER)), employed(staffed, LATER + datetime.timedelta(1))) == (1, [])
    assert Employment.objects.filter(person=staffed.anna).count() == 2


REFUSALS = {
    "one's own leaving": lambda o: (
        (actions.record_leaving, o.hr.person, LATER),
        "Nie można odnotować własnego odejścia. Poproś kogoś innego z kadr.",
    ),
    "leaving to come": lambda o: (
        (actions.record_leaving, o.anna, clock.today() + datetime.timedelta(1)),
        "Podaj dzień nie późniejszy niż dzisiejszy – konto i role wygasną od razu.",
    ),
    "closing a position with people": lambda o: (
        (actions.close_position, o.post, LATER),
        "W tym czasie nie byłoby stanowiska dla osób: Anna Łąka. "
        "Najpierw zakończ ich zatrudnienie na nim albo je przenieś.",
    ),
    "before the position was": lambda o: (
        (actions.employ, o.post, o.anna, ONE, SINCE - datetime.timedelta(1)),
        "W tym czasie nie byłoby stanowiska dla osób: Anna Łąka. "
        "Najpierw zakończ ich zatrudnienie na nim albo je przenieś.",
    ),
    "somebody of another centre": lambda o: (
        (actions.employ, o.post, factories.person(factories.centre()), ONE, DAY),
        "Osoba i stanowisko są z różnych ośrodków.",
    ),
    "somebody who has left": lambda o: (
        (actions.employ, o.post, factories.person(o.centre, "Jan Dawny", left_on=DAY), ONE, DAY),
        "Jan Dawny nie pracuje już w ośrodku. Poproś administratora, żeby przywrócił tę osobę w „Osobach”.",
    ),
    "who is not there": lambda o: (
        (actions.end_employment, o.post, o.hr.person, DAY),
        "Osoba Hr nie zajmuje tego stanowiska.",
    ),
}


@pytest.mark.parametrize("what", REFUSALS)
def test_what_cannot_be_is_refused_in_words_and_changes_nothing(staffed, what):
    (action, *args), words = REFUSALS[what](staffed)
    before = list(Employment.objects.order_by("pk").values())
    assert refused(action, *args, by=staffed.hr) == words
    assert list(Employment.objects.order_by("pk").values()) == before


def test_the_last_administrator_stays(staffed):
    admin = factories.person(staffed.centre, "Adam Jedyny", roles=["admin"])
    factories.user_of(admin)
    assert refused(actions.record_leaving, admin, DAY, by=staffed.hr).startswith("To jedyny administrator ośrodka")


def test_the_pages_say_days_as_people_do(staffed):
    browser = Client()
    browser.force_login(staffed.hr)
    jan = factories.person(staffed.centre, "Jan Nowy")
    typed = {"person": jan.pk, "fte": "0,5", "since": "1.09.2018", "last_on": "31.12.2018"}
    answer = browser.post(f"/organizacja/stanowiska/{staffed.post.pk}/osoby/", typed)
    assert answer.status_code == 302
    made = Employment.objects.get(person=jan)
    assert (made.fte, made.since_on, made.until_on) == (HALF, datetime.date(2018, 9, 1), datetime.date(2019, 1, 1))
    browser.post(f"/organizacja/stanowiska/{staffed.post.pk}/osoby/{jan.pk}/zakoncz/", {"last_on": "30.11.2018"})
    assert Employment.objects.standing().get(person=jan).until_on == datetime.date(2018, 12, 1)
    assert "Łąka Anna" in browser.get("/organizacja/pracownicy/?dzien=2018-06-11").content.decode()


def test_a_second_post_changed_time_and_more_than_the_plan_are_said(staffed):
    other = position(staffed.unit, "psycholog", staffed.hr)
    browser = Client()
    browser.force_login(staffed.hr)

    def told(post, fte):
        sent = {"person": staffed.anna.pk, "fte": fte, "since": "1.03.2019", "last_on": ""}
        page = browser.post(f"/organizacja/stanowiska/{post.pk}/osoby/", sent, follow=True)
        return [str(one).replace("\u00a0", " ") for one in page.context["messages"]]

    more = "Anna Łąka ma od 1 marca 2019 r. razem {} (pracownik socjalny – {}, psycholog – 1)."
    assert told(other, "1") == ["Dopisano na stanowisko: Anna Łąka.", more.format("2 etaty", "1")]
    assert told(staffed.post, "0,5") == [
        "Dopisano na stanowisko: Anna Łąka.",
        "Zmiana etatu: było 1, jest 0,5.",
        more.format("1,5 etatu", "0,5"),
    ]
    assert told(other, "1,5")[3:] == ["Stanowisko jest obsadzone ponad plan: 0,5 etatu."]


def test_an_end_before_the_beginning_is_refused_with_the_way_out(staffed):
    early = DAY - datetime.timedelta(days=30)
    assert refused(actions.end_employment, staffed.post, staffed.anna, early, by=staffed.hr).startswith(
        "Zatrudnienie na tym stanowisku zaczyna się 11 czerwca 2018 r. Podaj ostatni dzień nie wcześniejszy"
    )
    assert employed(staffed, DAY) != []
    actions.end_employment(staffed.post, staffed.anna, DAY, by=staffed.hr)
    assert employed(staffed, DAY) == []


def test_a_sheet_of_a_day_has_who_worked_then(staffed):
    browser = Client()
    browser.force_login(staffed.hr)
    path = "/organizacja/pracownicy/lista.csv"
    page = browser.get("/organizacja/pracownicy/?dzien=2018-06-10").content.decode()
    assert f'{path}?dzien=2018-06-10"' in page
    assert "Anna" in browser.get(path).content.decode()
    assert "Anna" not in browser.get(f"{path}?dzien=2018-06-10").content.decode()
    assert "Anna" in browser.get(f"{path}?dzien=2018-06-11").content.decode()
