"""The pages of a consolidated text and of the differences between two days."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.core import clock
from apps.orders.amending.changes import Add, Repeal, ReplaceWords, Reword
from apps.orders.amending.pdf import sheet_on
from apps.orders.amending.reading import Amended
from apps.orders.models import IssuedOrder, Order
from apps.orders.text import litera, paragraf, punkt
from tests import factories
from tests.factories.amended import amending_order, order_of_text
from tests.gate import assert_gate, body_text

from .trees import ORDER, path

pytestmark = pytest.mark.django_db
JULY_1, SEPTEMBER_1 = datetime.date(2018, 7, 1), datetime.date(2018, 9, 1)


@pytest.fixture
def director():
    centre = factories.centre()
    return factories.user_of(factories.person(centre, "Dorota Dyrektorska", roles=["director"]))


@pytest.fixture
def base(director):
    issued = order_of_text(director.centre, ORDER, by=director)
    changes = (
        Reword((path("§ 2 pkt 1"),), (punkt("misja i wizja"),)),
        Repeal((path("§ 2 pkt 2 lit. a"),)),
        Add(path("§ 2 pkt 2"), "", (litera("pilne"),)),
        Add((), "3", (paragraf("Nowy paragraf."),)),
        ReplaceWords(path("§ 3 ust. 1"), "Dyrektor", "zastępca Dyrektora"),
    )
    amending_order(issued, *changes, on=JULY_1, effective_on=SEPTEMBER_1, by=director)
    return issued


@pytest.fixture
def client(client, director):
    client.force_login(director)
    return client


def get(client, name, issued, **query):
    return client.get(reverse(f"orders:{name}", args=[issued.order_id]), query)


def text_of(page):
    import re

    return " ".join(
        re.sub(r"<[^>]+>", " ", page.content.decode()).replace("\u00a0", " ").replace("&nbsp;", " ").split()
    )


def test_the_page_shows_the_text_of_the_day_in_the_address(client, base):
    before = text_of(get(client, "consolidated", base, dzien="2018-06-30"))
    after = text_of(get(client, "consolidated", base, dzien="2018-09-01"))
    assert "1) cel;" in before
    assert "Odnośniki" not in before
    assert "Do tego dnia nie weszła w życie żadna zmiana." in before
    assert "stan na dzień 1 września 2018 r." in after
    assert "1) 1) misja i wizja;" in after  # the mark, its footnote, the words
    assert "a) (uchylona), 2)" in after
    assert "nie jest tekstem jednolitym" in after


def test_footnotes_and_marks_lead_to_each_other(client, base):
    page = get(client, "consolidated", base, dzien="1.09.2018").content.decode()
    assert 'href="#odnosnik-1" id="odeslanie-1"' in page
    assert 'id="odnosnik-1"' in page
    assert 'href="#odeslanie-1"' in page


def test_a_day_that_is_none_is_said_by_the_field_and_today_is_shown(client, base):
    page = text_of(get(client, "consolidated", base, dzien="31 września"))
    assert "Podaj dzień, np. 1.09.2018." in page
    assert "misja i wizja" in page


@pytest.mark.parametrize("day", ["2018-06-30", "2018-07-15", "2018-09-01"])
def test_the_pdf_passes_the_gate_and_says_it_is_for_information(client, base, day):
    pdf = get(client, "consolidated_pdf", base, dzien=day)
    assert pdf["Content-Type"] == "application/pdf"
    assert_gate(pdf.content)
    assert "Służy informacji i nie jest tekstem jednolitym" in body_text(pdf.content)


def test_the_difference_of_two_days_names_what_went_and_what_came(client, base):
    page = get(client, "compared", base, od="2018-06-11", do="2018-09-01")
    assert [page.context["form"][name].value() for name in ("od", "do")] == ["11.06.2018", "1.09.2018"]
    said = text_of(page)
    assert "− [usunięte: cel ]" in said
    assert "+ [dodane: misja i wizja ]" in said
    assert "+ [dodane: § 3a. Nowy paragraf. ]" in said
    assert "§ 1: bez zmian" in said
    assert "§ 4–6: bez zmian" in said
    same = text_of(get(client, "compared", base, od="2018-06-11", do="2018-06-12"))
    assert "W obu dniach obowiązuje ten sam tekst." in same


def test_the_days_that_open_are_the_first_and_the_last_change_also_one_ahead(client, base):
    with clock.pretend(datetime.date(2018, 7, 15)):
        page = get(client, "compared", base)
    assert [page.context[name] for name in ("od", "do")] == [datetime.date(2018, 6, 11), SEPTEMBER_1]


def test_days_the_other_way_round_show_the_way_back(client, base):
    said = text_of(get(client, "compared", base, od="2018-09-01", do="2018-06-11"))
    assert "− [usunięte: § 3a. Nowy paragraf. ]" in said


def test_the_page_of_an_amended_order_leads_to_its_consolidated_text(client, base):
    page = get(client, "order", base).content.decode()
    assert reverse("orders:consolidated", args=[base.order_id]) in page
    alone = order_of_text(base.centre, ORDER, by=base.issued_by)
    assert reverse("orders:consolidated", args=[alone.order_id]) not in get(client, "order", alone).content.decode()


def test_an_order_entered_without_its_text_has_no_consolidated_text(client, base):
    empty = order_of_text(base.centre, (), by=base.issued_by, kind="recorded")
    assert get(client, "consolidated", empty).status_code == 404


@pytest.mark.parametrize("name", ["consolidated", "compared"])
def test_a_page_asks_the_database_as_often_for_three_amendments_as_for_one(client, base, name):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            assert get(client, name, base).status_code == 200
        return len(queries)

    once = asked()
    for _ in range(2):
        amending_order(base, Add(path("§ 2"), "", (punkt("nowe"),)), on=SEPTEMBER_1, by=base.issued_by)
    assert asked() == once


def test_changes_known_only_from_paper_are_named_as_left_out(client, base):
    effects = {"kind": "amend", "amends": {"order": base.order_id, "provision": "§ 1"}}
    order = order_of_text(base.centre, (), on=JULY_1, kind="recorded", effects=effects, by=base.issued_by)
    page = text_of(get(client, "consolidated", base, dzien="2018-07-01"))
    assert (
        f"Nie uwzględniono zmian z zarządzenia nr {order.number_text} z dnia 1 lipca 2018 r. "
        "(w życie z dniem 1 lipca 2018 r.): wydano je przed programem, więc ich treści tu nie ma."
    ) in page
    assert "1) cel;" in page


def test_annexes_stand_after_the_text(client, director):

    issued = order_of_text(director.centre, ORDER, by=director)
    annexes = [{"title": "Regulamin", "body": [{"kind": "paragraf", "text": "Treść regulaminu."}]}]
    changed = IssuedOrder(**{f.attname: getattr(issued, f.attname) for f in IssuedOrder._meta.concrete_fields})
    changed.text = issued.text | {"annexes": annexes}
    changed.order = Order.objects.get(pk=issued.order_id)
    [annex] = sheet_on(Amended(changed), JULY_1)["annexes"]
    assert (annex["title"], annex["provisions"][0].text) == ("Regulamin", "Treść regulaminu.")
