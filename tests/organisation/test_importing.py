"""Employees from a file: seen before written, an error for each row, and a second run that changes nothing."""

import datetime
import io
import zipfile
from decimal import Decimal

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client

from apps.accounts.models import Person
from apps.core.errors import DomainError
from apps.core.models import AuditEvent
from apps.organisation.importing import checking, sheets
from apps.organisation.importing.actions import confirm_list, send_list
from apps.organisation.models import EmployeeImport, Employment
from tests import factories
from tests.factories.organisation import position, unit

pytestmark = pytest.mark.django_db
HEAD = ";".join(checking.HEADINGS)
ZOFIA = "Zofia;Żółć;kobieta;zofia@example.org;ZPS;pracownik socjalny;0,5;1.09.2018;"
JAN = "Jan;Łąka;mężczyzna;;Zespół Pracy Socjalnej;pracownik socjalny;1;2018-10-01;31.12.2018"


@pytest.fixture
def ready(office):
    office.unit = unit(office.centre, "Zespół Pracy Socjalnej", office.hr, symbol="ZPS")
    office.post = position(office.unit, "pracownik socjalny", office.hr, fte="5")
    return office


def file(*rows, coding="utf-8-sig"):
    return ("\r\n".join([HEAD, *rows]) + "\r\n").encode(coding)


def sent(office, content):
    return send_list(office.centre, content, "lista.csv", by=office.hr)


def said(office, *rows):
    """What is wrong with each row, or what will happen."""
    list_ = sent(office, file(*rows))
    return [line.mistakes or line.says for line in checking.checked(office.centre, list_.rows)]


def written():
    found = Employment.objects.standing().select_related("person").order_by("person__last_name")
    return [(str(one.person), one.person.email, one.fte, one.since_on, one.until_on) for one in found]


BOTH = [
    ("Jan Łąka", "", Decimal("1.00"), datetime.date(2018, 10, 1), datetime.date(2019, 1, 1)),
    ("Zofia Żółć", "zofia@example.org", Decimal("0.50"), datetime.date(2018, 9, 1), None),
]


@pytest.mark.parametrize("coding", ["utf-8-sig", "utf-8", "cp1250"])
def test_nothing_is_written_till_it_is_confirmed(ready, coding):
    people = Person.objects.count()
    waiting = sent(ready, file(ZOFIA, JAN, coding=coding))
    assert (written(), Person.objects.count()) == ([], people)

    confirm_list(waiting, by=ready.hr)

    assert (written(), Person.objects.count()) == (BOTH, people + 2)
    assert AuditEvent.objects.get(verb="employees.imported").data == {"rows": 2, "written": 2}
    waiting.refresh_from_db()
    assert waiting.rows == []


def test_a_second_run_makes_no_duplicates(ready):
    confirm_list(sent(ready, file(ZOFIA, JAN)), by=ready.hr)
    people, terms = Person.objects.count(), Employment.objects.count()

    assert said(ready, ZOFIA, JAN) == [checking.SAME, checking.SAME]
    confirm_list(sent(ready, file(ZOFIA, JAN)), by=ready.hr)

    assert (Person.objects.count(), Employment.objects.count(), written()) == (people, terms, BOTH)


def test_what_is_exported_is_read_back_without_a_change(ready):
    confirm_list(sent(ready, file(ZOFIA, JAN)), by=ready.hr)
    rows = checking.exported(ready.centre)
    for content in (sheets.written(checking.HEADINGS, rows, "P"), sheets.written_csv(checking.HEADINGS, rows)):
        lines = checking.checked(ready.centre, sent(ready, content).rows)
        assert [(line.mistakes, line.says) for line in lines] == [([], checking.SAME)] * 2


MISTAKES = {
    "Zofia;Żółć;;zofia@example.org;ZPS;pracownik socjalny;0,5;1.09.2018;": ["Wypełnij: Forma w dokumentach."],
    "Zofia;Żółć;kobieta;zofia;ZPS;pracownik socjalny;0,5;1.09.2018;": ["Adres e-mail jest niepełny."],
    "Zofia;Żółć;kobieta;;XX;pracownik socjalny;1;1.09.2018;": ["Nie ma komórki „XX”. Wpisz jej nazwę albo symbol."],
    "Zofia;Żółć;kobieta;;ZPS;kierowca;1;1.09.2018;": ["W komórce „ZPS” nie ma w tym dniu stanowiska „kierowca”."],
    "Zofia;Żółć;kobieta;;ZPS;pracownik socjalny;1;1.09.2017;": [
        "W komórce „ZPS” nie ma w tym dniu stanowiska „pracownik socjalny”."
    ],
    "Zofia;Żółć;kobieta;;ZPS;pracownik socjalny;dwa;1.09.2018;": [
        "W kolumnie „Etat” wpisz liczbę od 0,01 do 2, np. 1 albo 0,5."
    ],
    "Zofia;Żółć;kobieta;;ZPS;pracownik socjalny;1;31.02.2018;": ["W kolumnie „Od dnia” wpisz datę, np. 1.09.2018."],
    "Zofia;Żółć;kobieta;;ZPS;pracownik socjalny;1;1.09.2018;31.08.2018": ["Ostatni dzień jest przed pierwszym."],
    "Osoba;Hr;kobieta;;ZPS;pracownik socjalny;1;1.09.2018;": [
        "W ośrodku jest już Osoba Hr. Jeśli to ta sama osoba, wpisz jej adres e-mail w „Osobach” i tutaj."
    ],
    "Dawna;Osoba;kobieta;dawna@example.org;ZPS;pracownik socjalny;1;1.09.2018;": [
        "Dawna Osoba nie pracuje już w ośrodku. Poproś administratora, żeby przywrócił tę osobę w „Osobach”."
    ],
    "Inna;Osoba;kobieta;dawna@example.org;ZPS;pracownik socjalny;1;1.09.2018;": [
        "Ten adres e-mail ma w ośrodku Dawna Osoba.",
        "Dawna Osoba nie pracuje już w ośrodku. Poproś administratora, żeby przywrócił tę osobę w „Osobach”.",
    ],
}


@pytest.mark.parametrize("row", MISTAKES)
def test_each_row_says_what_is_wrong_and_the_list_is_not_written(ready, row):
    factories.person(ready.centre, "Dawna Osoba", email="dawna@example.org", left_on=datetime.date(2018, 1, 31))
    assert said(ready, JAN, row) == [checking.NEW, MISTAKES[row]]
    with pytest.raises(DomainError, match="Nic nie zapisano"), transaction.atomic():
        confirm_list(EmployeeImport.objects.get(), by=ready.hr)
    assert written() == []


def test_rows_that_repeat_are_named(ready):
    assert said(ready, ZOFIA, ZOFIA)[1] == ["Ta sama osoba i stanowisko są już w wierszu 2."]


BROKEN = {
    b"\x00\x01\x02": sheets.UNREADABLE,
    b"PK\x03\x04 and nothing more": sheets.UNREADABLE,
    "Imię;Nazwisko\r\nA;B\r\n".encode(): "W pierwszym wierszu brakuje nagłówków: Forma w dokumentach, Komórka, "
    "Stanowisko, Etat, Od dnia.",
    HEAD.encode(): "Pod nagłówkami nie ma żadnego wiersza.",
    b" \r\n": "W tym pliku nie ma żadnego wiersza.",
}


def bomb():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/worksheets/sheet1.xml", b"0" * (sheets.MOST_BYTES + 1))
    return packed.getvalue()


@pytest.mark.parametrize("number", range(len(BROKEN) + 1))
def test_files_that_are_no_lists_are_refused_in_words(ready, number):
    too_big = "Ten plik po rozpakowaniu jest za duży. Zostaw w nim tylko listę pracowników."
    content, words = [*BROKEN.items(), (bomb(), too_big)][number]
    with pytest.raises(DomainError) as refusal, transaction.atomic():
        sent(ready, content)
    assert str(refusal.value) == words


def test_cells_of_excel_are_read_as_a_person_would_type_them():
    book, content = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["Od dnia", datetime.datetime(2018, 9, 1), 0.5, 1, None, "=1+1"])
    book.save(content)
    [row] = sheets.read(content.getvalue())
    assert row[:6] == ["Od dnia", "1.09.2018", "0,5", "1", "", ""]
    assert set(row[6:]) == {""}


def test_nothing_in_a_csv_is_a_formula():
    assert sheets.written_csv(["A"], [["=1+1"]]).decode("utf-8-sig") == "A\r\n'=1+1\r\n"
    assert sheets.read(sheets.written_csv(["A"], [["=1+1"]])) == [["A"], ["=1+1"]]


def test_through_the_pages(ready):
    browser = Client()
    browser.force_login(ready.hr)
    assert "Do poprawienia" not in browser.get("/organizacja/pracownicy/import/").content.decode()
    bad = "Zofia;Żółć;kobieta;;XX;pracownik socjalny;1;1.09.2018;"
    answer = browser.post("/organizacja/pracownicy/import/", {"file": SimpleUploadedFile("lista.csv", file(bad))})
    assert "Nie ma komórki" in browser.get(answer.url).content.decode()
    back = openpyxl.load_workbook(io.BytesIO(browser.get(f"{answer.url}do-poprawy.xlsx").content)).active
    assert back.cell(2, 10).value == "Nie ma komórki „XX”. Wpisz jej nazwę albo symbol."

    answer = browser.post("/organizacja/pracownicy/import/", {"file": SimpleUploadedFile("l.csv", file(ZOFIA, JAN))})
    assert "Zatwierdź listę" in browser.get(answer.url).content.decode()
    assert browser.post(answer.url).url == "/organizacja/pracownicy/"
    assert written() == BOTH
    assert EmployeeImport.objects.filter(confirmed_at=None).count() == 0


def test_a_long_list_is_checked_with_as_many_queries_as_a_short_one(ready, django_assert_num_queries):
    rows = [f"Osoba{n};Żółć;kobieta;o{n}@example.org;ZPS;pracownik socjalny;1;1.09.2018;" for n in range(300)]
    list_ = sent(ready, file(*rows))
    with django_assert_num_queries(4):
        lines = checking.checked(ready.centre, list_.rows)
    assert {line.says for line in lines} == {checking.NEW}


def test_the_corrected_file_comes_back_without_errors(ready):
    """What the page gives to be mended is the list as it was sent: mend the one cell and it is accepted."""
    browser = Client()
    browser.force_login(ready.hr)
    bad = ZOFIA.replace("ZPS", "XX")
    answer = browser.post("/organizacja/pracownicy/import/", {"file": SimpleUploadedFile("l.csv", file(bad, JAN))})
    book = openpyxl.load_workbook(io.BytesIO(browser.get(f"{answer.url}do-poprawy.xlsx").content))
    rows = [[cell or "" for cell in row] for row in book.active.iter_rows(values_only=True)]
    assert rows[0] == [*checking.HEADINGS, checking.MISTAKE]
    assert [row[:9] for row in rows[1:]] == [bad.split(";"), JAN.split(";")]

    book.active.cell(2, 5).value = "ZPS"
    mended = io.BytesIO()
    book.save(mended)
    lines = checking.checked(ready.centre, sent(ready, mended.getvalue()).rows)
    assert [(line.mistakes, line.says) for line in lines] == [([], checking.NEW)] * 2


def notes(office, *rows):
    found = checking.checked(office.centre, sent(office, file(*rows)).rows)
    return [[note.replace("\u00a0", " ") for note in line.notes] for line in found]


def test_what_a_list_changes_besides_is_said_before(ready):
    position(ready.unit, "kierowca", ready.hr)
    confirm_list(sent(ready, file(ZOFIA, JAN)), by=ready.hr)
    assert notes(ready, ZOFIA, JAN) == [[], []]
    driving = "Zofia;Żółć;kobieta;zofia@example.org;ZPS;kierowca;1,5;1.12.2018;"
    less = "Zofia;Żółć;kobieta;zofia@example.org;ZPS;pracownik socjalny;0,25;1.12.2018;"
    longer = JAN.replace("31.12.2018", "31.12.2019")
    assert notes(ready, less, longer) == [
        ["zmiana etatu: było 0,5, będzie 0,25 od 1.12.2018"],
        ["zmiana dni zatrudnienia"],
    ]
    assert notes(ready, driving) == [["kolejne stanowisko; razem 2 etaty", "stanowisko ponad plan: 0,5 etatu"]]
    many = [f"Nowa{n};Osoba;kobieta;n{n}@example.org;ZPS;pracownik socjalny;2;1.09.2018;" for n in range(3)]
    assert notes(ready, *many) == [["stanowisko ponad plan: 1,5 etatu"]] * 3


def test_what_was_written_is_counted(ready):
    assert confirm_list(sent(ready, file(ZOFIA, JAN)), by=ready.hr).said.replace("\u00a0", " ") == "2 nowe osoby"
    changed = confirm_list(sent(ready, file(ZOFIA.replace("0,5", "1"), JAN)), by=ready.hr)
    assert changed.said.replace("\u00a0", " ") == "1 zmiana etatu"
