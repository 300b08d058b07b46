"""The board as a page, a spreadsheet and a PDF."""

from io import BytesIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from apps.catalogue.models import CatalogueVersion
from apps.opinions.models import Section
from tests import factories
from tests.factories import duties
from tests.factories.covered import covered
from tests.gate import assert_gate

from .test_conditions import _repeals

pytestmark = pytest.mark.django_db
BOARD, XLSX, PDF = (reverse(f"coverage:{name}") for name in ("board", "xlsx", "pdf"))


def emptied(opinion):
    if opinion.product.code in ("2a", "3"):
        Section.objects.filter(opinion=opinion).update(body="")


@pytest.fixture
def version():
    call_command("load_catalogue")
    return CatalogueVersion.objects.get()


@pytest.fixture
def lacking(version, client):
    made = covered(version, without=emptied, skip=["5"])
    client.force_login(made.writer)
    return made


def test_every_gap_is_a_row_with_a_link(lacking, client):
    page = client.get(BOARD).content.decode()
    empty = lacking.opinions["3"].sections.first()
    assert "<strong>5\u00a0braków</strong>. Gotowe produkty: 4 z&nbsp;7." in page
    assert f'href="{reverse("opinions:section", args=[empty.opinion_id, empty.pk])}"' in page
    assert "Nikt nie zaczął jeszcze pracy nad opinią." in page


def test_a_finished_centre_is_told_so(version, client):
    client.force_login(covered(version).writer)
    page = client.get(BOARD).content.decode()
    assert "Niczego nie brakuje." in page
    assert "<table" not in page


def test_only_who_drafts_orders_is_sent_to_draft_one(version, client):
    made = covered(version)
    factories.issued_order(made.run.centre, effects=_repeals(made.rules), subject="uchylenia zasad")
    director = factories.user_of(factories.person(made.run.centre, "Dorota Dyrektorska", roles=["director"]))
    sent = []
    for user in (made.writer, director):
        client.force_login(user)
        sent.append(f'href="{reverse("orders:new")}"' in client.get(BOARD).content.decode())
    assert sent == [False, True]


def test_filters_stand_in_the_address_and_narrow_the_exports_too(lacking, client):
    page = client.get(BOARD, {"produkt": "3", "warunek": "section_empty"}).content.decode()
    assert page.count("jest pusta.</td>") == 2
    assert "<strong>5\u00a0braków</strong>" in page
    assert len(sheet(client.get(XLSX, {"produkt": "3"}))) == 1 + 2
    none = client.get(BOARD, {"warunek": "returned"}).content.decode()
    assert "Nic nie pasuje do wyboru" in none


def test_the_spreadsheet_says_the_same_with_addresses(lacking, client, settings):
    heading, *rows = sheet(client.get(XLSX))
    assert heading == ["Produkt", "Warunek", "Czego brakuje", "Na kogo czeka", "Gdzie to uzupełnić"]
    assert [row[0][:10] for row in rows] == ["Produkt 2a", "Produkt 2a", "Produkt 3:", "Produkt 3:", "Produkt 5:"]
    assert all(row[4].startswith(f"{settings.BASE_URL}/opinie/") for row in rows)


@pytest.mark.parametrize("kind", ["empty", "typical", "very long"])
def test_the_pdf_passes_the_gate(version, client, kind):
    if kind == "very long":
        run = factories.pilot(factories.centre(), version)
        user = factories.user_of(factories.person(run.centre))
    else:
        made = covered(version, without=emptied if kind == "typical" else None)
        user = made.writer
    client.force_login(user)
    answer = client.get(PDF)
    assert answer["Content-Type"] == "application/pdf"
    assert_gate(answer.content)


def test_the_number_of_queries_does_not_grow_with_what_was_written(version, client):
    def asked(made, *names):
        keepers = duties.keepers(made.run.centre)
        for name in names:
            duties.post(keepers, name, duties.SOCIAL, duties.PROCEDURE)
        client.force_login(made.writer)
        client.get(BOARD)
        with CaptureQueriesContext(connection) as queries:
            client.get(BOARD)
        return len(queries)

    few = asked(covered(version, skip=["1", "2a", "2b", "3", "4b", "5"]), "jeden")
    assert asked(covered(version, "caly-osrodek", without=emptied), "jeden", "dwa", "trzy") == few


def test_without_a_pilot_the_page_says_what_comes_next(client):
    client.force_login(factories.user_of(factories.person(factories.centre())))
    assert "Nie ma jeszcze pilotażu" in client.get(BOARD).content.decode()
    assert client.get(XLSX).status_code == 404


def test_the_pilot_of_another_centre_is_not_there(lacking, version, client):
    other = factories.pilot(factories.centre("obcy"), version)
    assert client.get(BOARD, {"pilotaz": other.pk}).status_code == 404


def sheet(answer):
    return [list(row) for row in load_workbook(BytesIO(answer.content)).active.values]
