"""An order from before the program enters the register under its own number and day, with its scan."""

import datetime

import pytest

from apps.core import clock
from apps.core.errors import DomainError
from apps.core.models import AuditEvent
from apps.documents.models import FrozenDocument
from apps.documents.reading import stored_bytes
from apps.orders import actions as orders
from apps.orders.models import IssuedOrder, OrderCounter
from apps.orders.recorded import actions, rules
from apps.orders.rules import numbering_refusal, planned_number_text
from tests import factories
from tests.orders.drafts import draft, issue
from tests.signatures.test_reading import saved_anew

from .paper import entered, said, scan

JUNE = datetime.date(2018, 6, 11)


def counter(centre, year=2018):
    return OrderCounter.objects.get(centre=centre, year=year).last


def test_it_stands_in_the_register_as_on_paper(centre, director):
    issued, raised = actions.record_order(centre, said(), scan(), by=director)
    document = issued.document
    assert (issued.origin, issued.kind, issued.number_text, issued.year) == ("recorded", "recorded", "22/2018", 2018)
    assert (issued.signed_on, issued.issued_by_name) == (datetime.date(2018, 3, 1), "Dorota Dyrektorska")
    assert issued.issued_at.date() == clock.today()
    assert (document.kind, document.number, stored_bytes(document)) == (FrozenDocument.Kind.SCAN, "22/2018", scan())
    event = AuditEvent.objects.get(verb="order.recorded")
    assert (event.object_id, event.data["number"], event.data["counter"], raised) == (
        issued.order_id,
        "22/2018",
        22,
        22,
    )


def test_the_counter_goes_on_to_its_number_and_the_program_counts_from_there(centre, director):
    with clock.pretend(JUNE):
        entered(centre, director, 22)
        entered(centre, director, 7)
        assert (counter(centre), planned_number_text(centre, JUNE)) == (22, "23/2018")
        assert issue(draft(centre, director), director).number_text == "23/2018"


def test_a_free_number_below_the_programs_may_be_entered_later(centre, director):
    with clock.pretend(JUNE):
        orders.set_last_number(centre, 2018, 22, by=director)
        issue(draft(centre, director), director)
    entered(centre, director, 20)
    assert (counter(centre), IssuedOrder.objects.count()) == (23, 2)


@pytest.mark.parametrize(
    ("number", "on", "refusal"),
    [
        (1, datetime.date(2018, 3, 1), "Zarządzenie nr 1/2018 jest już w rejestrze."),
        (22, datetime.date(2018, 3, 1), "W 2018 r. program wydaje zarządzenia od numeru 1/2018 i liczy dalej sam"),
        (5, datetime.date(2019, 1, 10), "najpierw podaj w „Numeracji zarządzeń” ostatni użyty numer."),
        (5, datetime.date(2100, 1, 10), "Data zarządzenia jeszcze nie nadeszła."),
    ],
)
def test_a_number_that_the_program_gives_is_refused(centre, director, number, on, refusal):
    with clock.pretend(JUNE):
        issue(draft(centre, director), director)
    with pytest.raises(DomainError, match=refusal.replace(".", r"\.")):
        entered(centre, director, number, on)


def test_orders_of_a_year_before_the_program_raise_that_years_counter(centre, director):
    with clock.pretend(JUNE):
        issue(draft(centre, director), director)
    entered(centre, director, 41, datetime.date(2017, 12, 1))
    assert (counter(centre, 2017), counter(centre)) == (41, 1)


def test_the_numbering_may_not_be_set_below_what_was_entered(centre, director):
    entered(centre, director, 22)
    assert numbering_refusal(centre, 2018, 21) == (
        "W 2018 r. wpisano już zarządzenie nr 22/2018, więc podaj co najmniej 22."
    )
    assert orders.set_last_number(centre, 2018, 50, by=director).last == 50


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"zwykly tekst", "Skan może być plikiem PDF, JPG albo PNG."),
        (b"%PDF-1.7 urwany", "pliku"),
        (bytes.fromhex("89504e470d0a1a0a"), "obrazu nie da się odczytać"),
    ],
)
def test_what_is_no_scan_is_refused_and_nothing_is_left_behind(centre, director, content, refusal):
    with pytest.raises(DomainError, match=refusal):
        actions.record_order(centre, said(), content, by=director)
    assert (IssuedOrder.objects.count(), OrderCounter.objects.count()) == (0, 0)


def test_a_document_of_the_program_is_no_scan(centre, director):
    with clock.pretend(JUNE):
        own = stored_bytes(issue(draft(centre, director), director).document)
    for made in (own, saved_anew(own)):  # the second bears the code at its foot
        with pytest.raises(DomainError, match="Ten plik utworzył program, więc nie jest to skan"):
            actions.record_order(centre, said(9, datetime.date(2017, 1, 2)), made, by=director)


def test_only_the_director_and_hr_enter_and_strike(centre, director, hr):
    employee = factories.user_of(factories.person(centre, "Ewa Pracownicza", roles=["employee"]))
    issued = entered(centre, hr)
    for act in (
        lambda: entered(centre, employee, 23),
        lambda: actions.strike_entry(issued, "pomyłka", by=employee),
    ):
        with pytest.raises(DomainError, match="dyrektor albo pracownik kadr"):
            act()


def test_a_struck_entry_stays_and_its_number_may_be_entered_anew(centre, director):
    wrong = entered(centre, director)
    struck = actions.strike_entry(wrong, " Pomyłka w dacie. ", by=director)
    right = entered(centre, director, on=datetime.date(2018, 3, 2))
    assert (struck.reason, struck.struck_by_name) == ("Pomyłka w dacie.", "Dorota Dyrektorska")
    assert [(one.number_text, one.entry_number) for one in (wrong, right)] == [("22/2018", 1), ("22/2018", 2)]
    assert list(IssuedOrder.objects.not_struck()) == [right]


def test_the_program_may_issue_the_number_of_a_struck_entry(centre, director):
    actions.strike_entry(entered(centre, director, 220), "To było nr 22.", by=director)
    with clock.pretend(JUNE):
        orders.set_last_number(centre, 2018, 219, by=director)
        issued = issue(draft(centre, director), director)
    assert (issued.number_text, issued.entry_number) == ("220/2018", 2)


def test_an_entry_on_which_another_acts_is_not_struck(centre, director):
    base = entered(centre, director, 5)
    effects = {"kind": "amend", "amends": {"order": base.order_id, "provision": "§ 1"}}
    change = entered(centre, director, 9, effects=effects)
    assert rules.strike_refusal(base) == "Na ten wpis działa zarządzenie nr 9/2018, więc nie można go unieważnić."
    actions.strike_entry(change, "pomyłka", by=director)
    assert rules.strike_refusal(base) == ""
    actions.strike_entry(base, "pomyłka", by=director)
    assert rules.strike_refusal(base) == "Ten wpis jest już unieważniony."


def test_an_issued_order_is_not_struck(centre, director):
    with clock.pretend(JUNE):
        issued = issue(draft(centre, director), director)
    with pytest.raises(DomainError, match="Wydane zarządzenie można zmienić albo uchylić"):
        actions.strike_entry(issued, "pomyłka", by=director)


@pytest.mark.parametrize(
    ("text", "pattern", "number"),
    [
        ("23/2018", "{n}/{yyyy}", 23),
        ("023/2018", "{n}/{yyyy}", 23),
        ("DO.021.7.2018", "DO.021.{n}.{yyyy}", 7),
        ("23/18", "{n}/{yyyy}", 23),
        ("Z-5", "{n}/{yyyy}", 5),
        ("DO.021.7.2018", "{n}/{yyyy}", None),
        ("bez numeru", "{n}/{yyyy}", None),
    ],
)
def test_the_number_is_read_from_what_stands_on_paper(text, pattern, number):
    assert rules.number_in(text, pattern, 2018) == number
