"""What goes out of the pages: spreadsheets, and what stands among Moje sprawy."""

import datetime
import io

import openpyxl
import pytest

from apps.core import clock
from apps.desk.matters import matters_of
from apps.implementation import actions
from tests.factories.implementation import BEGUN, statement

from .test_pages import TODAY, client_of, planned

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_the_pilot():
    with clock.pretend(TODAY):
        yield


# Spreadsheets


def sheet(answer):
    rows = openpyxl.load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True)
    return [list(row) for row in rows]


def test_spreadsheets_hold_text_as_text_and_days_as_days(mine):
    planned(mine, mine.analysis, datetime.date(2018, 10, 1), ["chair"])
    actions.save_notes(mine.pilot, mine.analysis, "=1+1", 1, by=mine.director)
    statement(mine, "Słowa.", title='=HYPERLINK("https://example.org")', shows=[mine.analysis])
    client = client_of(mine.employee)

    _, task = sheet(client.get("/wdrazanie/arkusz/?produkt=2a&czyje=&stan=&termin=po-terminie"))
    assert [task[n] for n in (0, 6, 7, 8, 9, 11)] == [
        "2a.1", "Osoba Chair", datetime.datetime(2018, 10, 1), "3 dni po terminie", 1, "=1+1",
    ]  # fmt: skip
    answer = client.get("/wdrazanie/dowody/arkusz/")
    book = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    assert (book["C2"].data_type, book["C2"].value) == ("s", '=HYPERLINK("https://example.org")')
    assert sheet(answer)[1][:4] == [
        "D1",
        "oświadczenie",
        '=HYPERLINK("https://example.org")',
        datetime.datetime(*BEGUN.timetuple()[:3]),
    ]
    assert answer["Content-Disposition"].startswith("attachment; ")


# Moje sprawy


def test_my_tasks_with_deadlines_stand_among_moje_sprawy_the_overdue_first(mine):
    planned(mine, mine.analysis, datetime.date(2018, 11, 1), ["chair"])
    planned(mine, mine.document, datetime.date(2018, 10, 1), ["chair"])
    planned(mine, mine.workshop, None, ["chair"])
    planned(mine, mine.rules, TODAY, ["chair"])
    actions.move_task(mine.pilot, mine.rules, "finish", by=mine.director)

    found = [matter for matter in matters_of(mine.chair).mine if matter.what.startswith("Zadanie")]

    assert [(one.what, one.until, one.late) for one in found] == [
        ("Zadanie 2a.2: Zespół przygotowuje dokument.", datetime.date(2018, 10, 1),
         "3 dni po terminie"),
        ("Zadanie 2a.1: Zespół dokona analizy.", datetime.date(2018, 11, 1), ""),
    ]  # fmt: skip
    assert not [matter for matter in matters_of(mine.member).mine if matter.what.startswith("Zadanie")]
