"""Komórka opracowująca, znak sprawy, symbol JRWA i kategoria archiwalna: typed in the form of every kind, frozen at
issue."""

import datetime

import pytest
from django.db import InternalError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from apps.core import clock
from apps.orders.drafting.unit import units_of
from apps.orders.models import IssuedOrder, Order
from tests import factories
from tests.factories.amended import order_of_text
from tests.factories.orders import frozen_document
from tests.factories.publications import public_order, publication
from tests.guards import attempt
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


FILED = {"case_number": "DO.021.7.2018", "class_symbol": "021", "archival_category": "A"}


@pytest.mark.parametrize("kind", NEW)
def test_every_kind_keeps_how_it_is_filed(client, centre, director, kind):
    base = order_of_text(centre, ORDER, by=director)
    data = sent(base) if kind == "amendment" else {}
    client.post(f"/zarzadzenia/nowe/{NEW[kind]}/", data | FILED | {"class_symbol": " 021 ", "save": ""})
    order = Order.objects.get(kind=kind, status="draft")
    assert {name: getattr(order, name) for name in FILED} == FILED


def issued_by_form(client, **said):
    client.post("/zarzadzenia/nowe/inne/", FREE | said | {"save": ""})
    order = Order.objects.latest("pk")
    check = reverse("desk:order_check", args=[order.pk])
    shown = client.get(check)
    client.post(check, {"shown_hash": shown.context["shown_hash"]})
    return IssuedOrder.objects.get(order=order), shown.content.decode()


def test_how_it_is_filed_is_frozen_at_issue_and_shown_beside_the_document(client):
    issued, check = issued_by_form(client, **FILED)
    page = client.get(issued.get_absolute_url()).content.decode()
    register = client.get("/zarzadzenia/").content.decode().replace("\u00a0", " ")

    assert {name: getattr(issued, name) for name in FILED} == FILED
    assert not set(FILED) & set(issued.text)
    assert "kategoria archiwalna: <strong>A</strong>" in check
    for said in ("<dd>DO.021.7.2018</dd>", "<dd>021</dd>", "<dd>A</dd>"):
        assert said in page
    for said in ("znak sprawy DO.021.7.2018", "JRWA 021", "kategoria A"):
        assert said in register


def test_the_form_opens_as_the_centre_usually_files_and_what_was_cleared_stays_cleared(client, centre):
    type(centre).objects.filter(pk=centre.pk).update(order_class_symbol="021", order_archival_category="A")
    opened = client.get("/zarzadzenia/nowe/inne/").context["form"]
    issued, _ = issued_by_form(client, class_symbol="", archival_category="B10")

    assert [opened.data[name] for name in ("class_symbol", "archival_category")] == ["021", "A"]
    assert (issued.class_symbol, issued.archival_category) == ("", "B10")


def test_a_case_number_is_not_copied_with_a_pattern(client):
    issued, _ = issued_by_form(client, **FILED)
    page = client.get(f"/zarzadzenia/nowe/inne/?wzor={issued.order_id}").content.decode()
    assert ('value="DO.021.7.2018"' in page, 'value="021"' in page) == (False, True)


def test_an_entry_from_paper_is_filed_too(client, centre):
    client.post("/zarzadzenia/nowe/sprzed-programu/", typed(centre, **FILED) | {"file": upload()})
    issued = IssuedOrder.objects.get()
    assert {name: getattr(issued, name) for name in FILED} == FILED


def test_the_public_page_does_not_say_how_it_is_filed(client, centre, director):
    public = publication(public_order(centre, by=director)).issued_order
    page = client.get(f"/bip/{centre.slug}/zarzadzenia/{public.order_id}/")
    assert page.status_code == 200
    assert "JRWA" not in page.content.decode()


CHANGES = [
    (
        "UPDATE public.orders_issuedorder SET class_symbol = 'X' WHERE id = {pk}",
        "permission denied for table orders_issuedorder",
    ),
    (
        "UPDATE public.orders_order SET class_symbol = 'X' WHERE id = {order}",
        "Zarządzenie {order} jest wydane i nie można go zmienić ani usunąć.",
    ),
]


@pytest.mark.parametrize(("attack", "refusal"), CHANGES)
def test_the_database_keeps_how_it_was_filed(as_app_role, client, attack, refusal):
    issued, _ = issued_by_form(client, **FILED)
    names = {"pk": issued.pk, "order": issued.order_id}
    assert attempt(as_app_role, attack.format(**names)) == refusal.format(**names)


def test_the_database_files_an_order_as_it_was_drafted(centre, director):
    order = draft(centre, director, case_number="DO.021.7.2018")
    with pytest.raises(InternalError, match="nie zgadza się z projektem"), transaction.atomic():
        IssuedOrder.objects.create(
            order=order, centre=centre, year=2018, number=1, number_text="1/2018", signed_on=JUNE, effective_on=JUNE,
            subject="x", text={}, effects={}, text_hash="x", document=frozen_document(centre, "order"),
            issued_by=director, issued_at=timezone.now(),
        )  # fmt: skip
