import datetime
from types import SimpleNamespace

import pymupdf
import pytest
from django.core.management import call_command
from django.db import IntegrityError
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from apps.core import clock
from apps.core.errors import DomainError, StaleVersion
from apps.core.models import AuditEvent
from apps.documents.reading import stored_bytes
from apps.orders import actions
from apps.orders.models import IssuedOrder, Order, OrderCounter
from tests import factories

from ..factories.orders import frozen_document
from .drafts import draft, issue, shown

pytestmark = pytest.mark.django_db
JUNE_11 = datetime.date(2018, 6, 11)


def test_issuing_makes_number_text_document_and_trace_at_once(centre, director, june):
    order = draft(centre, director)
    expected_hash = shown(order)
    issued = issue(order, director)

    order.refresh_from_db()
    assert (issued.number_text, issued.signed_on, issued.effective_on) == ("1/2018", JUNE_11, JUNE_11)
    assert (order.status, issued.text_hash, issued.text["body"]) == ("issued", expected_hash, order.body)
    assert (issued.document.number, issued.document.kind, issued.document.dated_on) == ("1/2018", "order", JUNE_11)
    assert "ZARZĄDZENIE NR 1/2018" in pymupdf.open(stream=stored_bytes(issued.document))[0].get_text()
    assert AuditEvent.objects.filter(object_type="orders.order", object_id=order.pk).first().verb == "order.issued"


def test_numbers_run_in_each_centre_and_year_by_themselves(centre, director):
    other = factories.centre()
    boss = factories.user_of(factories.person(other, "Olga Druga", roles=["director"]))
    given = []
    for day, where, by in [
        ((2018, 6, 11), centre, director),
        ((2018, 6, 12), other, boss),
        ((2018, 12, 31), centre, director),
        ((2019, 1, 1), centre, director),
        ((2019, 1, 1), other, boss),
    ]:
        with clock.pretend(datetime.date(*day)):
            given.append(issue(draft(where, by), by).number_text)
    assert given == ["1/2018", "1/2018", "2/2018", "1/2019", "1/2019"]


def test_the_year_of_the_number_is_warsaws(centre, director, monkeypatch):
    """Half past midnight in Warsaw on New Year's Day is still the old year in London."""
    warsaw_midnight = datetime.datetime(2018, 12, 31, 23, 30, tzinfo=datetime.UTC)
    monkeypatch.setattr(clock, "timezone", SimpleNamespace(localtime=lambda: timezone.localtime(warsaw_midnight)))
    issued = issue(draft(centre, director), director)
    assert (issued.number_text, issued.signed_on) == ("1/2019", datetime.date(2019, 1, 1))


def test_the_pattern_of_the_centre_makes_the_number(centre, director, june):
    centre.order_number_pattern = "021.{n}.{yy}"
    centre.save()
    assert issue(draft(centre, director), director).number_text == "021.1.18"


def test_a_centre_goes_on_from_its_last_number_on_paper(centre, director, june):
    actions.set_last_number(centre, 2018, 22, by=director)
    assert issue(draft(centre, director), director).number_text == "23/2018"


@pytest.mark.parametrize("last", [0, 22, 23, 24, 500])
def test_numbering_is_the_programs_own_once_it_has_issued(centre, director, june, last):
    actions.set_last_number(centre, 2018, 22, by=director)
    issue(draft(centre, director), director)
    with pytest.raises(DomainError, match="program wydał już zarządzenie nr 23/2018 i liczy dalej sam"):
        actions.set_last_number(centre, 2018, last, by=director)
    assert OrderCounter.objects.get().last == 23
    assert actions.set_last_number(centre, 2019, 5, by=director).last == 5


@pytest.mark.parametrize(("year", "last"), [(2018, -1), (2018, 100_000), (1989, 1), (2201, 1), (10**6, 1)])
def test_an_unlikely_last_number_is_refused_by_the_action_too(centre, director, year, last):
    with pytest.raises(DomainError, match="Podaj rok od 1990 do 2200 i numer od 0 do 99999"):
        actions.set_last_number(centre, year, last, by=director)
    assert not OrderCounter.objects.exists()


@pytest.mark.parametrize(("year", "last"), [(2018, 1_000_000), (1989, 1)])
def test_the_database_refuses_an_unlikely_counter(centre, year, last):
    with pytest.raises(IntegrityError, match="a_counter_is_a_number_of_a_year"):
        OrderCounter.objects.create(centre=centre, year=year, last=last)


def test_no_two_orders_of_a_centre_bear_one_number(centre, director, june):
    """A year written short comes again."""
    centre.order_number_pattern = "{n}/{yy}"
    centre.save()
    first = issue(draft(centre, director), director)
    with clock.pretend(datetime.date(2118, 6, 11)), pytest.raises(DomainError, match="Numer 1/18 nosi już inne"):
        issue(draft(centre, director), director)
    assert list(OrderCounter.objects.values_list("year", "last")) == [(2018, 1)]
    again = {field.attname: getattr(first, field.attname) for field in first._meta.fields if not field.primary_key}
    second = {"year": 2118, "order_id": draft(centre, director).pk, "document_id": frozen_document(centre, "order").pk}
    with pytest.raises(IntegrityError, match="order_number_is_written_once_in_a_centre"):
        IssuedOrder.objects.create(**again | second)


@pytest.mark.parametrize("pattern", ["x", "{n}", "{n}/{yyyy}\n", "{n}\u202e/{yyyy}", "{n}/{yy}" + "/A" * 16])
def test_a_number_that_is_none_is_not_given(centre, director, june, pattern):
    centre.order_number_pattern = pattern
    centre.save()
    actions.set_last_number(centre, 2018, 99_999, by=director)
    with pytest.raises(DomainError, match="Wzór numeru zarządzenia jest niewłaściwy"):
        issue(draft(centre, director), director)


def test_no_order_is_dated_before_its_predecessor(centre, director):
    with clock.pretend(datetime.date(2018, 6, 12)):
        issue(draft(centre, director), director)
    with clock.pretend(JUNE_11), pytest.raises(DomainError, match=r"nr 1/2018 ma datę 12 czerwca 2018 r\."):
        issue(draft(centre, director), director)
    assert OrderCounter.objects.get().last == 1


@pytest.mark.parametrize(
    ("effective", "day", "since"),
    [
        ("on_signing", None, JUNE_11),
        ("on_date", datetime.date(2018, 7, 1), datetime.date(2018, 7, 1)),
        ("on_date", JUNE_11, JUNE_11),
        ("retroactive", datetime.date(2018, 6, 1), datetime.date(2018, 6, 1)),
    ],
)
def test_the_day_an_order_takes_effect(centre, director, june, effective, day, since):
    order = draft(centre, director, effective=effective, effective_on=day)
    assert issue(order, director).effective_on == since


@pytest.mark.parametrize(
    ("effective", "day", "refusal"),
    [
        ("on_date", JUNE_11 - datetime.timedelta(1), "jest wcześniejszy niż dzień podpisania"),
        ("retroactive", JUNE_11, "wcześniejszy niż dzień podpisania"),
        ("retroactive", JUNE_11 + datetime.timedelta(1), "wcześniejszy niż dzień podpisania"),
    ],
)
def test_an_order_works_back_only_when_it_says_so_and_then_it_does(centre, director, june, effective, day, refusal):
    order = draft(centre, director, effective=effective, effective_on=day)
    with pytest.raises(DomainError, match=refusal):
        issue(order, director)
    assert (IssuedOrder.objects.count(), OrderCounter.objects.count()) == (0, 0)


def test_only_the_director_of_the_centre_issues(centre, director, hr, june):
    stranger = factories.user_of(factories.person(factories.centre(), "Olga Obca", roles=["director"]))
    order = draft(centre, hr)
    for somebody in [hr, stranger]:
        with pytest.raises(DomainError, match="może to zrobić dyrektor"):
            issue(order, somebody)
    assert not IssuedOrder.objects.exists()


def test_a_second_director_hears_who_issued_it_and_when(centre, director, june):
    second = factories.user_of(factories.person(centre, "Adam Drugi", gender="m", roles=["director"]))
    order = draft(centre, director)
    issue(order, director)
    with pytest.raises(DomainError, match=r"wydała już Dorota Dyrektorska o \d\d:\d\d \(nr 1/2018\)"):
        issue(order, second)
    assert IssuedOrder.objects.count() == 1


def test_what_was_not_shown_is_not_issued(centre, director, june):
    order = draft(centre, director)
    seen = shown(order)
    actions.save_draft_text(order, {"subject": "czegoś innego"}, order.version, by=director)
    with pytest.raises(actions.ChangedSinceShown) as refusal:
        actions.issue_order(order, by=director, shown_hash=seen)
    assert refusal.value.text["subject"] == "czegoś innego"
    assert (IssuedOrder.objects.count(), OrderCounter.objects.count()) == (0, 0)


def test_a_change_of_effects_alone_is_a_change(centre, director, june):
    order = draft(centre, director)
    seen = shown(order)
    actions.save_draft_text(order, {"effects": {"kind": "other"}}, order.version, by=director)
    with pytest.raises(actions.ChangedSinceShown):
        actions.issue_order(order, by=director, shown_hash=seen)


def test_an_incomplete_draft_says_what_is_missing(centre, director, june):
    for lack, refusal in [
        ({"body": []}, "Formularz zarządzenia nie jest jeszcze kompletny."),
        ({"subject": "", "legal_basis": ""}, "Brakuje przedmiotu .* Brakuje podstawy prawnej."),
        ({"effective": "on_date"}, "Brakuje dnia wejścia w życie."),
    ]:
        with pytest.raises(DomainError, match=refusal):
            issue(draft(centre, director, **lack), director)


def test_a_failing_renderer_leaves_no_number_behind(centre, director, june):
    order = draft(centre, director, subject="znaku \U0001f9ff")
    with pytest.raises(DomainError, match="nie da się wydrukować"):
        issue(order, director)
    assert (OrderCounter.objects.count(), IssuedOrder.objects.count()) == (0, 0)


def test_who_saves_second_is_told_who_was_first(centre, director, hr):
    order = draft(centre, director)
    actions.save_draft_text(order, {"subject": "pierwszego"}, order.version, by=hr)
    with pytest.raises(StaleVersion, match="Kamil Kadrowy") as lost:
        actions.save_draft_text(order, {"subject": "drugiego"}, order.version - 1, by=director)
    order.refresh_from_db()
    assert (order.subject, lost.value.version) == ("pierwszego", order.version)


def test_an_issued_order_is_not_saved_nor_discarded(centre, director, june):
    order = draft(centre, director)
    issue(order, director)
    order.refresh_from_db()
    for attempt in [
        lambda: actions.save_draft_text(order, {"subject": "x"}, order.version, by=director),
        lambda: actions.discard_draft(order, by=director),
    ]:
        with pytest.raises(DomainError, match="Treści nie można już zmienić"):
            attempt()
    assert Order.objects.get().subject == "powołania Zespołu"


def test_a_discarded_draft_takes_no_number(centre, director, june):
    actions.discard_draft(draft(centre, director), by=director)
    assert issue(draft(centre, director), director).number_text == "1/2018"


@pytest.mark.django_db(transaction=True)
def test_those_whom_an_order_tells_get_each_a_letter_without_anybodys_name(
    centre, director, june, mailoutbox, settings
):
    told = [
        factories.user_of(factories.person(centre, f"{name} Testowa"), f"{name}@example.org") for name in ("ola", "ewa")
    ]
    stranger = factories.user_of(factories.person(factories.centre(), "Olga Obca"))
    without_account = factories.person(centre, "Jan Bezkonta", gender="m")
    tell = [told[0].person_id, told[1].person_id, without_account.pk, stranger.person_id]
    order = draft(centre, director, effects={"kind": "test", "tell": tell})
    issue(order, director)
    assert (DBTaskResult.objects.count(), mailoutbox) == (2, [])

    call_command("db_worker", "--batch", "--no-startup-delay", verbosity=0)
    subject = "Zarządzenie nr 1/2018 w sprawie powołania Zespołu"
    assert [(m.to, m.subject) for m in mailoutbox] == [(["ola@example.org"], subject), (["ewa@example.org"], subject)]
    assert all(settings.BASE_URL + order.get_absolute_url() in message.body for message in mailoutbox)
    assert not [m for m in mailoutbox if "Testowa" in m.body or "Bezkonta" in m.body]
