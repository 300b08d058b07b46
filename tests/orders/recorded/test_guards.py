"""What the database itself demands of an entry from paper, of the application's role, and of who strikes one."""

import datetime

import psycopg2
import pytest

from apps.core import clock
from apps.orders.models import IssuedOrder, StruckEntry
from apps.orders.recorded import actions
from apps.orders.text import canonical
from tests import factories
from tests.guards import attempt, ignoring_everything
from tests.orders.drafts import draft, issue
from tests.orders.test_immutability import copy_of

from .paper import entered

JUNE = datetime.date(2018, 6, 11)


@pytest.fixture
def director(transactional_db):
    return factories.user_of(factories.person(factories.centre(), "Dorota Dyrektorska", roles=["director"]))


@pytest.fixture
def issued(director):
    with clock.pretend(JUNE):
        return issue(draft(director.centre, director), director)


@pytest.fixture
def entry(director, issued):
    """Number 41 of the year before, so that numbers up to 41 are free to be entered."""
    return entered(director.centre, director, 41, datetime.date(2017, 12, 1))


def forged(entry, number=7, *, scan=None, **changed):
    """The statements of an entry, as the program makes them, with something changed."""
    scan = {"code": "'AAAA-BBBB-CCCC'"} | (scan or {})
    order = copy_of(entry, "orders_order", status="'draft'", form_key="NULL", kind=changed.pop("order_kind", "kind"))
    own = {"order_id": "(SELECT max(id) FROM orders_order)", "number": number, "number_text": f"'{number}/2017'"}
    own["document_id"] = "(SELECT max(id) FROM documents_frozendocument)"
    return "; ".join(
        [
            order,
            copy_of(entry, "documents_frozendocument", **scan),
            copy_of(entry, "orders_issuedorder", **own | changed),
            "UPDATE orders_order SET status = 'issued' WHERE id = (SELECT max(id) FROM orders_order)",
        ]
    )


def test_an_entry_of_a_free_number_is_let_in(entry, as_app_role):
    as_app_role.execute(f"BEGIN; {forged(entry)}; COMMIT")
    assert [one.number_text for one in IssuedOrder.objects.filter(origin="recorded")] == ["41/2017", "7/2017"]


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"number": 42}, "Numer 42/2017 nie pochodzi z licznika zarządzeń ośrodka."),
        ({"number": 0}, "Numer 0/2017 nie pochodzi z licznika"),
        ({"number": 41}, "Numer 41/2017 nosi już inne zarządzenie."),
        ({"number_text": "'41/2017'"}, "Numer 41/2017 nosi już inne zarządzenie."),
        ({"number_text": "'1/2018'"}, "Numer 1/2018 nosi już inne zarządzenie."),
        ({"entry_number": 2}, "To nie jest następny wpis numeru 7/2017."),
        ({"signed_on": "'2016-12-01'"}, "To nie jest następny wpis numeru 7/2017."),
        ({"issued_at": "'2017-11-30'"}, "ma datę późniejszą niż dzień wpisu"),
        ({"order_kind": "'free'"}, "nie jest projektem tego ośrodka"),
        ({"kind": "'free'"}, "nie jest projektem tego ośrodka"),
        ({"scan": {"kind": "'order'"}}, "nie jest dokumentem tego zarządzenia"),
        ({"scan": {"kind": "'public'"}}, "nie jest dokumentem tego zarządzenia"),
        ({"origin": "'issued'", "number": 41, "chronology_reason": "'x'"}, "nie jest projektem tego ośrodka"),
        ({"origin": "'issued'", "chronology_reason": "'x'"}, "Numer 7/2017 nie pochodzi z licznika"),
    ],
)
@pytest.mark.parametrize("before", [str, ignoring_everything])
def test_anything_else_is_refused(entry, as_app_role, changed, refusal, before):
    assert refusal in attempt(as_app_role, forged(entry, **changed), before=before())
    assert IssuedOrder.objects.count() == 2


def test_the_print_of_an_issued_order_is_no_scan(entry, issued, as_app_role):
    ours = {"scan": {"blob_id": f"'{issued.document.blob_id}'"}}
    assert "utworzył program, więc nie jest to skan" in attempt(as_app_role, forged(entry, **ours))


def test_an_entry_does_nothing_to_an_order_of_the_program(entry, issued, as_app_role):
    pk = issued.order_id
    for effects in (
        {"kind": "amend", "amends": {"order": pk, "provision": "§ 1"}},
        {"kind": "other", "repeals": [{"order": pk, "provision": "§ 2"}]},
        {"kind": "change_team", "team": {"id": pk}, "composition": []},
    ):
        said = f"'{canonical(effects)}'"
        assert "nie jest wcześniejszym wpisem" in attempt(as_app_role, forged(entry, effects=said))


def test_an_entry_acts_only_on_earlier_entries(director, entry, as_app_role):
    repeals = f"""'{canonical({"repeals": [{"order": entry.order_id, "provision": "§ 2"}]})}'"""
    late = forged(entry, effects=repeals, signed_on="'2017-11-01'")
    assert "nie jest wcześniejszym wpisem" in attempt(as_app_role, late)
    as_app_role.execute(f"BEGIN; {forged(entry, effects=repeals)}; COMMIT")


def test_an_issued_order_needs_a_print_of_the_program(entry, issued, director, as_app_role):
    """Born with a scan instead of the frozen print."""
    own = {"order_id": "(SELECT max(id) FROM orders_order)", "number": 2, "number_text": "'2/2018'"}
    statements = "; ".join(
        [
            copy_of(issued, "orders_order", status="'draft'", form_key="NULL"),
            copy_of(issued, "documents_frozendocument", code="'DDDD-BBBB-CCCC'", kind="'scan'"),
            "UPDATE orders_ordercounter SET last = 2 WHERE year = 2018",
            copy_of(issued, "orders_issuedorder", document_id="(SELECT max(id) FROM documents_frozendocument)", **own),
        ]
    )
    assert "nie jest dokumentem tego zarządzenia" in attempt(as_app_role, statements)


def struck(entry):
    return (
        "INSERT INTO orders_struckentry (entry_id, reason, struck_by_id, struck_by_name, struck_at) "
        f"VALUES ({entry.pk}, 'pomyłka', {entry.issued_by_id}, 'Ktoś', now())"
    )


def test_only_an_entry_on_which_nothing_acts_is_struck(director, entry, issued, as_app_role):
    effects = {"kind": "amend", "amends": {"order": entry.order_id, "provision": "§ 1"}}
    change = entered(director.centre, director, 40, datetime.date(2017, 12, 5), effects=effects)
    for one in (issued, entry):
        assert "Unieważnia się tylko wpis z papieru" in attempt(as_app_role, struck(one))
    for one in (change, entry):
        as_app_role.execute(struck(one))
    assert StruckEntry.objects.count() == 2


@pytest.mark.parametrize("statement", ["UPDATE {0} SET reason = 'x'", "DELETE FROM {0}", "TRUNCATE {0}"])
def test_a_struck_entry_stays_struck(director, entry, as_app_role, statement):
    actions.strike_entry(entry, "pomyłka", by=director)
    with pytest.raises(psycopg2.errors.InsufficientPrivilege):
        as_app_role.execute(statement.format("orders_struckentry"))


def test_the_counter_does_not_fall_below_a_standing_entry(director, entry, as_app_role):
    lower = "UPDATE orders_ordercounter SET last = 40 WHERE year = 2017"
    assert "wydano już zarządzenie nr 41" in attempt(as_app_role, lower)
    actions.strike_entry(entry, "pomyłka", by=director)
    as_app_role.execute(lower)


def test_the_counter_of_a_year_in_which_the_program_issues_does_not_jump(entry, issued, as_app_role):
    jump = "UPDATE orders_ordercounter SET last = 22 WHERE year = 2018"
    assert "licznik nie może wskazywać 22" in attempt(as_app_role, jump)
