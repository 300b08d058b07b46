"""Needed and actual full-time equivalents: the act's two ratios, the centre's own indicators, every day by itself."""

import datetime
import io
from decimal import Decimal

import openpyxl
import pytest
from django.db import IntegrityError, InternalError, connection, transaction
from django.test import Client

from apps.core.errors import DomainError
from apps.documents.rendering import render_html, render_pdf
from apps.organisation.actions import employ
from apps.organisation.models import IndicatorTerm, KeyPost, MeasureTerm
from apps.organisation.staffing import actions, pdf, reading, xlsx
from apps.organisation.staffing.rules import Need, ratios_on
from apps.organisation.staffing.words import amount_of, number
from tests import factories
from tests.factories.organisation import SINCE, position, unit
from tests.factories.staffing import indicator, key_post, measure, value
from tests.gate import assert_gate, normal, pdf_text

pytestmark = pytest.mark.django_db
DAY = datetime.date(2018, 6, 11)
LATER = datetime.date(2019, 3, 1)
PAST = datetime.date(2014, 12, 31)


def plain(text):
    return text.replace("\u00a0", " ")


def said_on(centre, day):
    """What the page says of a day."""
    shown = reading.staffing_on(centre, day)
    lines = [(one.name, one.need, one.actual, one.measure, one.source) for one in shown.ratios + shown.indicators]
    amounts = [(one.measure, one.term and (one.term.value, one.term.since_on)) for one in shown.measures]
    return lines, amounts, shown.counted


def refused(action, *args, **kwargs):
    with pytest.raises(DomainError) as refusal, transaction.atomic():
        action(*args, **kwargs)
    return str(refusal.value)


@pytest.fixture
def staffed(office):
    """Ten full-time equivalents of social workers, one and a half of them filled."""
    for key in ("inhabitants", "families"):
        measure(key)
    office.dps = unit(office.centre, "Dział Pomocy", office.hr)
    office.workers = position(office.dps, "starszy pracownik socjalny", office.hr, fte="10", key_post=key_post())
    for name, fte in (("Anna Pełna", "1"), ("Jan Połowiczny", "0.5")):
        employ(office.workers, factories.person(office.centre, name), Decimal(fte), SINCE, by=office.hr)
    return office


WORDS = {
    "220000": "220 000 etatów",
    "2000": "2000 etatów",
    "1": "1 etat",
    "2": "2 etaty",
    "12": "12 etatów",
    "22": "22 etaty",
    "0.5": "0,5 etatu",
    "12.25": "12,25 etatu",
    "0": "0 etatów",
    "109.9995": "110 etatów",
}


@pytest.mark.parametrize("amount", WORDS)
def test_amounts_are_written_as_people_write_them(amount):
    assert plain(amount_of(Decimal(amount))) == WORDS[amount]


# what is there, 1 for how many, at least; formula, words of the gap when 80 are filled
NEEDS = {
    "even": ("220000", "2000", "3", "220 000 : 2000 = 110 etatów", "brakuje: 30 etatów"),
    "not even": ("219999", "2000", "3", "219 999 : 2000 ≈ 110 etatów", "brakuje: 30 etatów"),
    "met to the point": ("4000", "50", "3", "4000 : 50 = 80 etatów", "tyle, ile trzeba"),
    "more": ("3975", "50", "3", "3975 : 50 = 79,5 etatu", "nadwyżka: 0,5 etatu"),
    "the floor decides": ("1500", "2000", "3", "1500 : 2000 = 0,75 etatu, ale nie mniej niż 3 etaty",
                          "nadwyżka: 77 etatów"),
    "by a hair": ("160000.10", "2000", "3", "160 000,1 : 2000 ≈ 80 etatów", "brakuje: mniej niż 0,01 etatu"),
}  # fmt: skip


@pytest.mark.parametrize("case", NEEDS)
def test_the_formula_is_written_out_and_rounded_only_for_display(case):
    amount, per, at_least, formula, gap = NEEDS[case]
    need = Need(Decimal(amount), Decimal(per), Decimal(at_least))
    assert (plain(need.formula), plain(need.gap_words(Decimal(80)))) == (formula, gap)
    assert need.required == max(Decimal(amount) / Decimal(per), Decimal(at_least))


def test_without_the_number_nothing_is_reckoned():
    need = Need(None, Decimal(2000), Decimal(3))
    assert (need.required, need.formula, need.words, need.gap(Decimal(5)), need.gap_words(Decimal(5))) == (
        None, "", "", None, "",
    )  # fmt: skip


RATIOS = {
    datetime.date(2004, 4, 30): [],
    datetime.date(2004, 5, 1): [("inhabitants", Decimal(2000), True)],
    datetime.date(2014, 12, 31): [("inhabitants", Decimal(2000), True)],
    datetime.date(2015, 1, 1): [("inhabitants", Decimal(2000), False), ("families", Decimal(50), False)],
}


@pytest.mark.parametrize("day", RATIOS)
def test_the_ratios_are_those_in_force_on_the_day(day):
    assert [(one.measure, one.per, one.persons) for one in ratios_on(day)] == RATIOS[day]
    assert {one.at_least for one in ratios_on(day)} <= {Decimal(3)}


def test_both_ratios_stand_side_by_side_against_what_is_filled(staffed):
    value(staffed.centre, "inhabitants", "220000", staffed.hr)
    value(staffed.centre, "families", "4000", staffed.hr)

    lines = reading.staffing_on(staffed.centre, DAY).ratios
    assert [(plain(one.need.formula), one.actual.planned, one.there, plain(one.gap_words)) for one in lines] == [
        ("220 000 : 2000 = 110 etatów", Decimal("10.00"), Decimal("1.50"), "brakuje: 108,5 etatu"),
        ("4000 : 50 = 80 etatów", Decimal("10.00"), Decimal("1.50"), "brakuje: 78,5 etatu"),
    ]
    assert plain(lines[0].not_planned_words) == "100 etatów"


def test_until_2014_people_are_counted_and_only_by_inhabitants(staffed):
    for name in ("Ewa Dawna", "Ida Dawna"):
        employ(staffed.workers, factories.person(staffed.centre, name), Decimal("0.5"), SINCE, by=staffed.hr)
    value(staffed.centre, "inhabitants", "10000", staffed.hr, since=datetime.date(2010, 1, 1))
    [line] = reading.staffing_on(staffed.centre, PAST).ratios
    assert (plain(line.need.formula), line.there) == ("10 000 : 2000 = 5 pracowników", 0)
    assert "do 31 grudnia 2014 r." in line.source


def test_changing_a_value_keeps_the_past(staffed):
    value(staffed.centre, "inhabitants", "220000", staffed.hr)
    before = said_on(staffed.centre, DAY)
    value(staffed.centre, "inhabitants", "200000", staffed.hr, since=LATER)

    assert said_on(staffed.centre, DAY) == before
    assert reading.staffing_on(staffed.centre, LATER).ratios[0].need.required == 100


def test_an_indicator_is_the_centres_own_and_changing_it_keeps_the_past(staffed):
    value(staffed.centre, "families", "450", staffed.hr)
    indicator(staffed.centre, key_post(), "30", measure("families"), staffed.hr)
    before = said_on(staffed.centre, DAY)
    indicator(staffed.centre, key_post(), "45", measure("families"), staffed.hr, at_least="12", since=LATER)

    assert said_on(staffed.centre, DAY) == before
    [early], [late] = (
        [line for line in reading.staffing_on(staffed.centre, day).indicators if line.indicator] for day in (DAY, LATER)
    )
    assert (plain(early.need.formula), plain(early.gap_words)) == ("450 : 30 = 15 etatów", "brakuje: 13,5 etatu")
    assert plain(late.need.formula) == "450 : 45 = 10 etatów, ale nie mniej niż 12 etatów"


def test_nothing_of_table_23_is_invented(staffed):
    shown = reading.staffing_on(staffed.centre, DAY)
    assert (IndicatorTerm.objects.count(), MeasureTerm.objects.count(), shown.has_indicators) == (0, 0, False)
    assert {(line.need.formula, line.need.words, line.gap_words) for line in shown.indicators} == {("", "", "")}
    assert [line.need.required for line in shown.ratios] == [None, None]


def test_a_correction_of_the_same_day_replaces_the_whole_and_keeps_the_trace(staffed):
    for amount in ("22000", "220000"):
        value(staffed.centre, "inhabitants", amount, staffed.hr)
    terms = MeasureTerm.objects.order_by("pk").values_list("value", "since_on", "until_on", "withdrawn_by")
    assert list(terms) == [(22000, SINCE, None, staffed.hr.pk), (220000, SINCE, None, None)]


def test_a_value_of_an_earlier_time_lasts_till_the_later_one(staffed):
    value(staffed.centre, "inhabitants", "200000", staffed.hr, since=LATER)
    value(staffed.centre, "inhabitants", "220000", staffed.hr)
    standing = MeasureTerm.objects.standing().values_list("value", "since_on", "until_on")
    assert sorted(standing) == [(200000, LATER, None), (220000, SINCE, LATER)]


def test_what_was_entered_by_mistake_goes_back_to_what_was_before(staffed):
    value(staffed.centre, "inhabitants", "220000", staffed.hr)
    wrong = value(staffed.centre, "inhabitants", "2", staffed.hr, since=LATER)
    actions.take_back(wrong, by=staffed.hr)
    assert MeasureTerm.objects.on(LATER).get().value == 220000
    assert refused(actions.take_back, wrong, by=staffed.hr) == "Ten zapis został już zastąpiony innym."
    actions.take_back(MeasureTerm.objects.standing().get(), by=staffed.hr)
    assert not MeasureTerm.objects.standing().exists()


def test_an_indicator_ends_from_a_day(staffed):
    indicator(staffed.centre, key_post(), "30", measure("families"), staffed.hr)
    actions.end_indicator(staffed.centre, key_post(), LATER, by=staffed.hr)
    shown = [reading.staffing_on(staffed.centre, day).has_indicators for day in (DAY, LATER)]
    assert shown == [True, False]
    assert refused(actions.end_indicator, staffed.centre, key_post(), LATER, by=staffed.hr) == (
        "W tym dniu to stanowisko nie ma wskaźnika."
    )


def test_the_centre_says_from_a_day_who_counts_as_a_social_worker(staffed):
    contact = key_post("pracownik pierwszego kontaktu")
    desk = position(staffed.dps, "pracownik pierwszego kontaktu", staffed.hr, fte="2", key_post=contact)
    employ(desk, factories.person(staffed.centre, "Ola Kontaktowa"), Decimal("1"), SINCE, by=staffed.hr)
    value(staffed.centre, "inhabitants", "220000", staffed.hr)
    before = said_on(staffed.centre, DAY)
    actions.count_as_social_workers(staffed.centre, [key_post(), contact], LATER, by=staffed.hr)

    assert said_on(staffed.centre, DAY) == before
    late = reading.staffing_on(staffed.centre, LATER)
    assert ([post.name for post in late.counted], late.ratios[0].there) == (
        ["pracownik socjalny", "pracownik pierwszego kontaktu"], Decimal("2.50"),
    )  # fmt: skip
    assert refused(actions.count_as_social_workers, staffed.centre, [key_post(), contact], LATER, by=staffed.hr) == (
        "Nic się nie zmienia: od tego dnia jest już tak, jak w formularzu."
    )


def test_only_kadry_of_the_centre_enter_values(staffed):
    stranger = factories.user_of(factories.person(factories.centre(), roles=["hr"]))
    for who in (staffed.employee, stranger):
        assert refused(value, staffed.centre, "inhabitants", "1", who) == (
            "Strukturę organizacyjną prowadzą kadry ośrodka."
        )


def test_measures_and_key_posts_of_another_centre_are_not_used(staffed):
    other = factories.centre()
    theirs = factories.user_of(factories.person(other, roles=["hr"]))
    foreign = actions.add_measure(other, "obca wielkość", by=theirs)
    assert refused(value, staffed.centre, foreign, "1", staffed.hr) == "Ta wielkość jest z innego ośrodka."
    assert [one.measure.name for one in reading.measures_on(staffed.centre, DAY) if one.measure == foreign] == []
    assert refused(indicator, staffed.centre, key_post(), "30", foreign, staffed.hr) == (
        "Wskaźnik, stanowisko kluczowe i wielkość muszą być z jednego ośrodka."
    )


KEPT, REPLACED = "Raz zapisane nie zmienia się", "Zastąpionego zapisu już się nie zmienia"
BACK = "SET withdrawn_at = NULL, withdrawn_by_id = NULL WHERE withdrawn_at IS NOT NULL"
STATEMENTS = {
    "a value": ("UPDATE organisation_measureterm SET value = 9 WHERE withdrawn_at IS NULL", KEPT),
    "its first day": ("UPDATE organisation_measureterm SET since_on = '2001-01-01' WHERE withdrawn_at IS NULL", KEPT),
    "an indicator": ("UPDATE organisation_indicatorterm SET per = 9", KEPT),
    "who counts": ("UPDATE organisation_socialworkerterm SET counts = NOT counts", KEPT),
    "what was replaced": (f"UPDATE organisation_measureterm {BACK}", REPLACED),
    "a measure's key": ("UPDATE organisation_measure SET key = 'x'", KEPT),
}


@pytest.mark.parametrize("what", STATEMENTS)
def test_the_database_keeps_what_was_entered(staffed, what):
    for amount in ("1", "2"):
        value(staffed.centre, "inhabitants", amount, staffed.hr)
    indicator(staffed.centre, key_post(), "30", measure("families"), staffed.hr)
    actions.count_as_social_workers(staffed.centre, [], LATER, by=staffed.hr)
    statement, words = STATEMENTS[what]
    with pytest.raises(InternalError) as refusal, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert str(refusal.value).startswith(words)


def test_the_database_knows_one_value_a_day(staffed):
    made = value(staffed.centre, "inhabitants", "1", staffed.hr)
    twin = {name: getattr(made, name) for name in ("centre", "measure", "value", "recorded_at", "recorded_by")}
    with pytest.raises(IntegrityError, match="a_measure_is_one_number_a_day"), transaction.atomic():
        MeasureTerm.objects.create(**twin, since_on=LATER)


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


def test_hr_enters_values_the_polish_way(staffed):
    client, pk = client_of(staffed.hr), measure("inhabitants").pk
    said = {"value": "220 000", "since": "1.01.2018", "source": "GUS, stan na 31.12.2017"}
    answer = client.post(f"/organizacja/zatrudnienie/wielkosci/{pk}/wartosc/", said, follow=True)
    assert "220\u00a0000 – GUS" in answer.content.decode().replace("\u00a0–", " –")
    wrong = client.post(f"/organizacja/zatrudnienie/wielkosci/{pk}/wartosc/", said | {"value": "dwieście"})
    assert "wpisz liczbę od 0 do 9\u00a0999\u00a0999, np. 220 000." in wrong.content.decode()
    page = plain(client.get("/organizacja/zatrudnienie/?dzien=11.06.2018").content.decode())
    assert "220 000 : 2000 = 110 etatów" in page
    assert "brakuje: 108,5 etatu" in page


def test_the_page_says_what_to_enter(staffed):
    page = plain(client_of(staffed.hr).get("/organizacja/zatrudnienie/").content.decode()).replace("&nbsp;", " ")
    assert "nie wpisano, ile wynosi: liczba mieszkańców" in page
    assert "nie podają jej wartości, dlatego program nie zawiera żadnych" in page
    reader = client_of(staffed.employee).get("/organizacja/zatrudnienie/").content.decode()
    assert "wartosc/" not in reader


def test_the_page_asks_as_much_for_many_posts_as_for_one(staffed, django_assert_max_num_queries):
    client = client_of(staffed.employee)

    def asked():
        with django_assert_max_num_queries(15) as queries:
            assert client.get("/organizacja/zatrudnienie/?dzien=11.06.2018").status_code == 200
        return len(queries)

    asked()
    alone = asked()
    for number_ in range(100):
        post = KeyPost.objects.create(centre=staffed.centre, name=f"stanowisko {number_}")
        made = position(staffed.dps, f"stanowisko {number_}", staffed.hr, key_post=post)
        employ(made, factories.person(staffed.centre), Decimal(1), SINCE, by=staffed.hr)
        indicator(staffed.centre, post, "10", measure("families"), staffed.hr)
    assert asked() == alone


def test_the_spreadsheet_has_numbers(staffed):
    value(staffed.centre, "inhabitants", "220000", staffed.hr, source="=GUS")
    value(staffed.centre, "families", "450", staffed.hr)
    indicator(staffed.centre, key_post(), "30", measure("families"), staffed.hr)
    book = openpyxl.load_workbook(io.BytesIO(xlsx.workbook(reading.staffing_on(staffed.centre, DAY), staffed.centre)))
    rows = list(book.active.iter_rows(min_row=2, values_only=True))
    assert [plain(str(cell)) for cell in rows[0][6:12]] == [
        "220 000 : 2000 = 110 etatów", "110", "10", "1.5", "-108.5", "brakuje: 108,5 etatu",
    ]  # fmt: skip
    assert list(rows[2][2:8]) == [measure("families").name, 450, 30, 0, "450 : 30 = 15\u00a0etatów", 15]


@pytest.mark.parametrize("entered", [False, True])
def test_the_printed_staffing_passes_the_gate(staffed, entered):
    if entered:
        value(staffed.centre, "inhabitants", "220000", staffed.hr)
        value(staffed.centre, "families", "450", staffed.hr)
        indicator(staffed.centre, key_post(), "30", measure("families"), staffed.hr)
    shown = reading.staffing_on(staffed.centre, DAY)
    printed = render_pdf(render_html("pdf/staffing.html", pdf.context_of(shown, staffed.centre)))
    assert_gate(printed)
    assert ("220 000 : 2000 = 110 etatów" in normal(pdf_text(printed))) == entered


def test_a_day_with_one_ratio_passes_the_gate_too(staffed):
    value(staffed.centre, "inhabitants", "10000", staffed.hr, since=datetime.date(2010, 1, 1))
    shown = reading.staffing_on(staffed.centre, PAST)
    assert_gate(render_pdf(render_html("pdf/staffing.html", pdf.context_of(shown, staffed.centre))))


@pytest.mark.parametrize("name", ["staffing_pdf", "staffing_xlsx"])
def test_downloads_open_for_everybody_of_the_centre(staffed, name):
    path = {"staffing_pdf": "zestawienie.pdf", "staffing_xlsx": "zestawienie.xlsx"}[name]
    answer = client_of(staffed.employee).get(f"/organizacja/zatrudnienie/{path}?dzien=11.06.2018")
    assert (answer.status_code, answer["X-Content-Type-Options"]) == (200, "nosniff")


def test_numbers_of_thousands_stay_together():
    assert number(Decimal("1234567.5")) == "1\u00a0234\u00a0567,5"
