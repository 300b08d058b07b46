"""The register on the page, in the spreadsheet and in print: the same lines, narrowed by the same address."""

import datetime
from io import BytesIO

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.core import clock
from apps.orders.register import columns
from tests import factories
from tests.gate import assert_gate, body_text, page_count

from .laid import amending, day, laid, repealing

REGISTER = "/zarzadzenia/"
UNIT = "Dział Organizacyjny"


@pytest.fixture
def register(client, director):
    """23 is amended by 31 and repealed by 40; 24 waits for 2019; 5 is of the year before."""
    laid(director, 5, "2017-02-01", "Łączenia żądań")
    base = laid(director, 23, "2018-06-11", "powołania Zespołu", kind="appointment", drafting_unit=UNIT)
    laid(director, 24, "2018-06-12", '=HYPERLINK("zly")', effective="2019-01-01")
    amending(director, 31, "2018-08-20", base, effective="2018-09-01")
    repealing(director, 40, "2018-10-15", base, effective="2018-11-01")
    client.force_login(director)
    with clock.pretend(datetime.date(2018, 12, 1)):
        yield client


def lines(page):
    return [(line.place, line.issued.number_text, line.standing.words) for line in page.context["page"]]


def test_every_order_stands_with_its_status_and_relations(register):
    page = register.get(REGISTER)
    assert lines(page) == [
        (5, "40/2018", "obowiązuje"),
        (4, "31/2018", "uchylone dnia 1 listopada 2018 r."),
        (3, "24/2018", "czeka na wejście w życie"),
        (2, "23/2018", "uchylone dnia 1 listopada 2018 r."),
        (1, "5/2017", "obowiązuje"),
    ]
    assert [line.subject for line in page.context["page"]][1] == "zmieniające zarządzenie w sprawie powołania Zespołu"


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("rok=2017", ["5/2017"]),
        ("rodzaj=appointment", ["23/2018"]),
        ("komorka=Dzia%C5%82+Organizacyjny", ["23/2018"]),
        ("komorka=%E2%80%93&rok=2018", ["40/2018", "31/2018", "24/2018"]),
        ("szukaj=zespolu+powolania", ["31/2018", "23/2018"]),
        ("szukaj=23", ["23/2018"]),
        ("szukaj=2017", ["5/2017"]),
        ("szukaj=3%2F2018", []),
        ("szukaj=.*", []),
        ("relacja=zmienia", ["31/2018"]),
        ("relacja=zmienione", ["23/2018"]),
        ("relacja=uchyla", ["40/2018"]),
        ("relacja=uchylone", ["31/2018", "23/2018"]),
        ("status=repealed", ["31/2018", "23/2018"]),
        ("status=awaits", ["24/2018"]),
        ("status=any_in_force&rok=2018", ["40/2018"]),
        ("status=changed", []),
        ("status=changed&dzien=1.09.2018", ["23/2018"]),
        ("status=awaits&dzien=20.08.2018", ["40/2018", "31/2018", "24/2018"]),
        ("status=struck", []),
        (
            "status=nonsens&relacja=nonsens&komorka=x&rodzaj=x&rok=x&dzien=x",
            ["40/2018", "31/2018", "24/2018", "23/2018", "5/2017"],
        ),
    ],
)
def test_the_address_narrows_the_register(register, query, numbers):
    assert [number for _, number, _ in lines(register.get(f"{REGISTER}?{query}"))] == numbers


def test_a_wrong_day_is_said_by_its_field(register):
    page = register.get(REGISTER + "?dzien=31.02.2018&status=repealed").content.decode()
    assert "Nie ma takiego dnia. Podaj datę, np. 1.09.2018." in page


def test_the_page_asks_as_much_for_many_orders_as_for_one(client, director):
    client.force_login(director)
    base = laid(director, 1, "2018-01-02")
    with CaptureQueriesContext(connection) as one:
        client.get(REGISTER)
    for number in range(2, 6):
        amending(director, number, "2018-02-01", base)
    with CaptureQueriesContext(connection) as five:
        client.get(REGISTER)
    assert len(five) == len(one)


def test_the_room_that_publishes_fills_its_column(register, monkeypatch):
    on = day("2018-06-20")
    monkeypatch.setattr(columns, "_publication", [])
    columns.fills_publication_days(lambda orders: {one.pk: on for one in orders if one.number == 23})
    page = register.get(REGISTER + "?szukaj=23%2F2018")
    assert [line.published_on for line in page.context["page"]] == [on]
    assert "BIP od 20.06.2018" in page.content.decode().replace("\u00a0", " ").replace("&nbsp;", " ")


def sheet(client, query=""):
    answer = client.get(f"/zarzadzenia/rejestr.xlsx{query}")
    assert answer["Content-Disposition"].startswith("attachment")
    return openpyxl.load_workbook(BytesIO(answer.content)).active


def test_the_spreadsheet_holds_real_days_and_a_heading_that_stays(register):
    found = sheet(register)
    rows = [[cell.value for cell in row] for row in found.iter_rows()]
    assert (found.freeze_panes, found.print_title_rows, rows[0]) == ("A2", "$1:$1", columns.HEADINGS)
    assert rows[2] == [
        2,
        "23/2018",
        datetime.datetime(2018, 6, 11),
        "powołania Zespołu",
        datetime.datetime(2018, 6, 11),
        UNIT,
        "",
        "",
        "",
        "",
        "zmienione przez nr 31/2018; uchylone przez nr 40/2018",
        "uchylone dnia 1 listopada 2018 r.",
        "",
        "brak podpisanego egzemplarza",
    ]


def test_what_looks_like_a_formula_is_text(register):
    cell = sheet(register)["D4"]
    assert (cell.value, cell.data_type, cell.number_format) == ('=HYPERLINK("zly")', "s", "@")


def test_the_exports_obey_the_address(register):
    assert [row[1].value for row in sheet(register, "?relacja=uchylone").iter_rows(min_row=2)] == ["23/2018", "31/2018"]
    printed = body_text(register.get("/zarzadzenia/rejestr.pdf?relacja=uchylone&dzien=1.09.2018").content)
    assert "Stan na dzień 1 września 2018 r." in printed
    assert "Związek z innymi: uchylone przez inne" in printed
    assert ("obowiązuje ze zmianami" in printed, "5/2017" in printed) == (True, False)


def test_the_unit_that_prepared_an_order_is_offered_and_printed(register, director, client):
    stranger = factories.user_of(factories.person(factories.centre(), "Olga Obca", roles=["director"]))
    laid(stranger, 1, "2018-06-11", drafting_unit="Obca komórka")
    page = register.get(REGISTER).content.decode()
    assert (f'<option value="{UNIT}">' in page, "Obca" in page) == (True, False)
    printed = body_text(register.get("/zarzadzenia/rejestr.pdf?komorka=Dzia%C5%82+Organizacyjny").content)
    assert f"Komórka opracowująca: {UNIT}" in printed
    assert "–" in [cell.value for row in sheet(register).iter_rows() for cell in row]


def test_the_printed_register_passes_the_gate_and_repeats_its_heading(director, register):
    for number in range(41, 75):
        laid(director, number, "2018-11-05", "ustalenia regulaminu organizacyjnego " * 3)
    pdf = register.get("/zarzadzenia/rejestr.pdf").content
    assert_gate(pdf)
    assert page_count(pdf) > 1
    assert body_text(pdf).count("Data publikacji w BIP") == page_count(pdf)


def test_an_empty_register_is_printed_too(client, director):
    client.force_login(director)
    pdf = client.get("/zarzadzenia/rejestr.pdf").content
    assert_gate(pdf, pages=1)
    assert "Nie ma takich zarządzeń." in body_text(pdf)


def test_what_cannot_be_printed_is_said_and_not_a_failure(register):
    page = register.get("/zarzadzenia/rejestr.pdf?szukaj=%E2%9C%93", follow=True)
    assert page.redirect_chain == [("/zarzadzenia/?szukaj=%E2%9C%93", 302)]
    assert "Dokument zawiera znaki, których nie da się wydrukować: „✓”" in page.content.decode()


def test_the_story_of_an_order_tells_what_others_did_to_it(register):
    page = register.get(REGISTER + "?szukaj=23%2F2018")
    [line] = page.context["page"]
    told = [event["what"] for event in register.get(line.issued.get_absolute_url()).context["story"]]
    assert told == ["Uchylone zarządzeniem nr 40/2018.", "Zmienione zarządzeniem nr 31/2018."]
    with clock.pretend(datetime.date(2018, 10, 20)):
        told = [event["what"] for event in register.get(line.issued.get_absolute_url()).context["story"]]
    assert told == ["Uchyli je zarządzenie nr 40/2018.", "Zmienione zarządzeniem nr 31/2018."]
