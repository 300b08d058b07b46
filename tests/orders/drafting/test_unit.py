"""Komórka opracowująca: typed in the form of every kind, suggested next time, frozen at issue."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.core import clock
from apps.orders.drafting.unit import units_of
from apps.orders.models import IssuedOrder, Order
from tests import factories
from tests.factories.amended import order_of_text
from tests.orders.amending.trees import ORDER
from tests.orders.amendment.typed import sent
from tests.orders.drafts import draft, issue
from tests.orders.recorded.paper import typed, upload

pytestmark = pytest.mark.django_db
JUNE = datetime.date(2018, 6, 11)
NEW = {
    "appointment": "powolanie-zespolu",
    "composition": "zmiana-skladu-zespolu",
    "dissolution": "rozwiazanie-zespolu",
    "amendment": "zmiana-zarzadzenia",
    "introduction": "wprowadzenie-dokumentu",
    "free": "inne",
}
FREE = {
    "subject": "dyżurów",
    "legal_basis": "§ 7 Statutu",
    "body": "§ 1. Ustala się dyżury.",
    "effective": "on_signing",
}


@pytest.fixture
def client(client, director):
    client.force_login(director)
    return client


@pytest.mark.parametrize("kind", NEW)
def test_every_kind_keeps_it_with_a_draft_that_is_not_complete(client, centre, director, kind):
    base = order_of_text(centre, ORDER, by=director)
    data = sent(base) if kind == "amendment" else {}
    client.post(f"/zarzadzenia/nowe/{NEW[kind]}/", data | {"drafting_unit": " Dział  Kadr ", "save": ""})
    order = Order.objects.get(kind=kind, status="draft")
    page = client.get(reverse(f"{'teams' if kind in list(NEW)[:3] else 'orders'}:{kind}_edit", args=[order.pk]))
    assert (order.drafting_unit, order.typed["drafting_unit"]) == ("Dział Kadr", [" Dział  Kadr "])
    assert 'list="komorki"' in page.content.decode()
    assert '<option value="Dział Kadr">' in page.content.decode()


def test_it_is_frozen_at_issue_and_shown_on_the_page(client):
    client.post("/zarzadzenia/nowe/inne/", FREE | {"drafting_unit": "Dział Kadr", "save": ""})
    order = Order.objects.get()
    check = client.get(reverse("desk:order_check", args=[order.pk]))
    assert "Komórka opracowująca: <strong>Dział Kadr</strong>" in check.content.decode().replace("\u00a0", " ")
    client.post(reverse("desk:order_check", args=[order.pk]), {"shown_hash": check.context["shown_hash"]})
    issued = IssuedOrder.objects.get()
    assert (issued.drafting_unit, "drafting_unit" in issued.text) == ("Dział Kadr", False)
    assert "<dd>Dział Kadr</dd>" in client.get(order.get_absolute_url()).content.decode().replace("\u00a0", " ")


def test_an_order_without_one_says_so_by_a_dash(client, centre, director):
    with clock.pretend(JUNE):
        issued = issue(draft(centre, director), director)
    assert "<dt>Komórka opracowująca</dt>\n      <dd>–</dd>" in client.get(issued.get_absolute_url()).content.decode()


def test_an_entry_from_paper_has_it_too(client, centre):
    said = typed(centre, drafting_unit="Sekretariat") | {"file": upload()}
    client.post("/zarzadzenia/nowe/sprzed-programu/", said)
    issued = IssuedOrder.objects.get()
    assert (issued.drafting_unit, issued.order.drafting_unit) == ("Sekretariat", "Sekretariat")


def test_suggested_is_what_the_centre_wrote_last(centre, director):
    other = factories.centre()
    stranger = factories.user_of(factories.person(other, "Olga Obca", roles=["director"]))
    for unit in ("Dział Kadr", "Sekretariat", "", "Dział Kadr"):
        draft(centre, director, drafting_unit=unit)
    draft(other, stranger, drafting_unit="Obca komórka")
    assert units_of(centre) == ["Dział Kadr", "Sekretariat"]


@pytest.mark.parametrize("address", ["inne", "sprzed-programu"])
def test_what_cannot_be_printed_is_refused_by_the_field(client, centre, address):
    """The register would not be printed any more, ever."""
    bad = {"drafting_unit": "Dział \u2713 Kadr"}
    if address == "inne":
        client.post("/zarzadzenia/nowe/inne/", FREE | bad | {"check": ""})
        order = Order.objects.get()
        assert order.body == []
        page = client.get(reverse("orders:free_edit", args=[order.pk]) + "?sprawdz=1")
    else:
        page = client.post("/zarzadzenia/nowe/sprzed-programu/", typed(centre, **bad) | {"file": upload()})
    assert "W polu „Komórka opracowująca” są znaki, których nie da się wydrukować: „✓”." in page.content.decode()
    assert not IssuedOrder.objects.exists()


def test_a_draft_made_from_a_pattern_keeps_it(client):
    client.post("/zarzadzenia/nowe/inne/", FREE | {"drafting_unit": "Dział Kadr", "save": ""})
    order = Order.objects.get()
    check = reverse("desk:order_check", args=[order.pk])
    client.post(check, {"shown_hash": client.get(check).context["shown_hash"]})
    page = client.get(f"/zarzadzenia/nowe/inne/?wzor={order.pk}").content.decode()
    assert 'value="Dział Kadr"' in page


def test_many_orders_are_looked_through_as_quickly_as_one(client, centre, director):
    draft(centre, director, drafting_unit="Dział Kadr")
    with CaptureQueriesContext(connection) as one:
        client.get("/zarzadzenia/nowe/inne/")
    for _ in range(3):
        draft(centre, director, drafting_unit="Sekretariat")
    with CaptureQueriesContext(connection) as four:
        client.get("/zarzadzenia/nowe/inne/")
    assert len(four) == len(one)
