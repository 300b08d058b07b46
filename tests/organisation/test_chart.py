"""The chart: every unit in it, nothing over anything else, readable on the page and on paper."""

import datetime
import re
from itertools import combinations

import pymupdf
import pytest
from django.test import Client

from apps.documents.rendering import render_html, render_pdf
from apps.organisation import chart, pdf, reading
from tests.factories.organisation import position, unit
from tests.gate import assert_gate, normal, pdf_text

pytestmark = pytest.mark.django_db
DAY = datetime.date(2018, 6, 11)
BOX = re.compile(r'<rect class="schemat-pole" x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"')
LONG = "Zespół ds. Koordynacji Usług Środowiskowych i Specjalistycznych Usług Opiekuńczych"


def big(office, count=100):
    """A hundred units on four levels."""
    made = [unit(office.centre, "Dyrektor", office.hr, symbol="D")]
    position(made[0], "dyrektor", office.hr, leads=True)
    for number in range(1, count):
        above = made[0] if number < 10 else made[(number - 1) // 4]
        name = f"{LONG} nr {number}" if number % 7 == 0 else f"Dział {number}"
        made.append(unit(office.centre, name, office.hr, symbol=f"D{number}", parent=above))
    return reading.structure_on(office.centre, DAY)


def boxes(drawing):
    return [tuple(map(float, found)) for found in BOX.findall(drawing)]


def overlap(one, other):
    return (
        one[0] < other[0] + other[2]
        and other[0] < one[0] + one[2]
        and one[1] < other[1] + other[3]
        and other[1] < one[1] + one[3]
    )


def size(drawing):
    return tuple(float(n) for n in re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', drawing).groups())


def test_a_hundred_units_stand_side_by_side_and_within_the_page(office):
    drawing = chart.whole(big(office))
    placed = boxes(drawing)
    wide, high = size(drawing)

    assert len(placed) == 100
    assert [pair for pair in combinations(placed, 2) if overlap(*pair)] == []
    assert [box for box in placed if box[0] < 0 or box[0] + box[2] > wide or box[1] + box[3] > high] == []
    assert wide == 2 * chart.MARGIN + 4 * chart.COLUMN + 3 * chart.GAP
    assert drawing.count("ciąg dalszy") == 0


def test_on_paper_no_sheet_is_higher_than_the_page_and_each_goes_on_by_name(office):
    drawings = chart.sheets(big(office))
    assert len(drawings) > 1
    assert [drawing for drawing in drawings if size(drawing)[1] > chart.ON_PAPER] == []
    said = "".join(drawings)
    assert said.count("ciąg dalszy") > 0
    assert {f"(D{number})" in said for number in range(1, 100)} == {True}


def test_small_bands_share_a_sheet_and_further_ones_say_whose_they_are(office):
    top = unit(office.centre, "Dyrektor", office.hr)
    for number in range(60):
        unit(office.centre, f"Dział {number}", office.hr, parent=top, rank=number)
    first, *others = chart.sheets(reading.structure_on(office.centre, DAY))
    assert len(boxes(first)) == 1 + 4 * chart.ACROSS
    assert len(others) < 4
    assert {"Dyrektor – ciąg dalszy" in sheet for sheet in others} == {True}
    assert {size(sheet)[1] <= chart.ON_PAPER for sheet in [first, *others]} == {True}


def test_the_first_page_of_the_printed_structure_is_not_only_a_title(office):
    printed = render_pdf(render_html("pdf/structure.html", pdf.context_of(big(office), office.centre)))
    with pymupdf.open(stream=printed) as opened:
        assert "Dział 1 (D1)" in normal(opened[0].get_text())


def test_names_are_only_text(office):
    unit(office.centre, '<script>alert("x")</script> & spółka', office.hr)
    drawing = chart.whole(reading.structure_on(office.centre, DAY))
    assert "<script" not in drawing
    assert "&lt;script&gt;" in drawing


def test_one_unit_is_a_chart_too(office):
    unit(office.centre, "Dyrektor", office.hr)
    drawing = chart.whole(reading.structure_on(office.centre, DAY))
    assert (len(boxes(drawing)), "<title>Schemat organizacyjny w dniu 11.06.2018." in drawing) == (1, True)


def test_a_day_without_units_has_no_chart(office):
    empty = reading.structure_on(office.centre, DAY)
    assert (chart.whole(empty), chart.sheets(empty)) == ("", [])


@pytest.mark.parametrize("count", [1, 12, 100])
def test_the_printed_structure_passes_the_gate(office, count):
    shown = big(office, count)
    printed = render_pdf(render_html("pdf/structure.html", pdf.context_of(shown, office.centre)))
    assert_gate(printed)
    assert "Stan na dzień 11 czerwca 2018 r." in pdf_text(printed)


def test_the_page_asks_as_much_for_many_units_as_for_one(office, django_assert_max_num_queries):
    client = Client()
    client.force_login(office.employee)

    def asked():
        with django_assert_max_num_queries(15) as queries:
            answer = client.get("/organizacja/?dzien=11.06.2018")
        assert answer.status_code == 200
        return len(queries)

    first = position(unit(office.centre, "Dyrektor", office.hr), "dyrektor", office.hr).terms.get().unit
    client.get("/organizacja/")
    alone = asked()
    for number in range(8):
        position(unit(office.centre, f"Dział {number}", office.hr, parent=first), "inspektor", office.hr)
    assert asked() == alone


def test_the_page_shows_the_day_it_is_asked_for(office):
    made = unit(office.centre, "Dział Pomocy", office.hr)
    client = Client()
    client.force_login(office.employee)
    assert "Dział Pomocy" in client.get("/organizacja/?dzien=2018-06-11").content.decode()
    assert "nie ma w&nbsp;strukturze żadnej komórki" in client.get("/organizacja/?dzien=31.12.2017").content.decode()
    assert client.get(f"/organizacja/komorki/{made.pk}/?dzien=31.12.2017").status_code == 200
