"""An order on a day, read from the orders that amend it."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.orders.amending.changes import Add, Repeal, ReplaceWords, Reword
from apps.orders.amending.reading import amendments_of, consolidated_on, tree_on
from apps.orders.text import punkt, to_text
from tests import factories
from tests.factories.amended import amending_order, order_of_text

from . import example
from .test_wording import tree_of
from .trees import ORDER, path

pytestmark = pytest.mark.django_db
JULY_1, AUGUST_20, AUGUST_31, SEPTEMBER_1 = (
    datetime.date(2018, 7, 1),
    datetime.date(2018, 8, 20),
    datetime.date(2018, 8, 31),
    datetime.date(2018, 9, 1),
)


@pytest.fixture
def base():
    return order_of_text(factories.centre(), ORDER)


def lines_on(issued, day):
    return to_text(tree_on(issued, day)).splitlines()


def test_an_order_says_on_each_day_what_the_amendments_in_force_made_of_it(base):
    amending_order(base, Reword((path("§ 2 pkt 1"),), (punkt("misja"),)), on=JULY_1)
    amending_order(base, Repeal((path("§ 2 pkt 2"),)), on=AUGUST_20, effective_on=SEPTEMBER_1)
    assert lines_on(base, JULY_1 - datetime.timedelta(days=1))[2] == "1) cel;"
    assert lines_on(base, JULY_1)[2:4] == ["1) misja;", "2) zadania:"]
    assert lines_on(base, AUGUST_31) == lines_on(base, JULY_1)
    assert lines_on(base, SEPTEMBER_1)[2:4] == ["1) misja;", "2) (uchylony);"]


def test_amendments_stand_by_entry_into_force_then_by_number(base):
    late = amending_order(base, Repeal((path("§ 2 pkt 1"),)), on=JULY_1, effective_on=SEPTEMBER_1)
    soon = amending_order(base, Repeal((path("§ 2 pkt 2"),)), on=AUGUST_20)
    same_day = amending_order(base, Repeal((path("§ 2 pkt 3"),)), on=AUGUST_20)
    assert amendments_of(base) == [soon, same_day, late]


def test_an_order_that_only_repeals_is_no_amendment(base):
    order_of_text(base.centre, ORDER, on=JULY_1, effects={"kind": "other", "repeals": [{"order": base.order_id}]})
    assert amendments_of(base) == []


def test_the_worked_example_of_section_2_word_for_word_with_its_footnotes():
    from tests.teams.appointment.example import WHOLE

    centre = factories.centre()
    subject = "powołania Zespołu do spraw opracowania koncepcji Lokalnej Polityki Świadczeń"
    base = order_of_text(centre, tree_of(WHOLE), subject=subject)
    order = amending_order(base, *example.CHANGES, on=AUGUST_20, effective_on=SEPTEMBER_1)
    made = consolidated_on(base, SEPTEMBER_1)

    said = [note.text.replace(order.number_text, "31/2018") for note in made.footnotes[:4]]
    assert to_text(made.tree).split("\n§ 3.")[0].split("\n§ 2.")[1] == example.CONSOLIDATED_2.removeprefix("§ 2.")
    assert said == [text.replace(" w Częstochowie z", f"{_city(base)} z") for text in example.FOOTNOTES_2]
    body = order.text["body"][0]
    assert to_text_of(body) == example.AMENDING.replace("23/2018", base.number_text)


def _city(base):
    return f" w {base.centre.city_locative}"


def to_text_of(unit):
    from apps.orders.text import from_json

    return to_text(from_json([unit]))


def test_a_change_signed_but_not_yet_in_force_is_shown_beside_only_meanwhile(base):
    amending_order(base, ReplaceWords(path("§ 1"), "regulamin", "statut"), on=AUGUST_20, effective_on=SEPTEMBER_1)
    assert to_text(consolidated_on(base, JULY_1).tree).splitlines()[:2] == [
        "§ 1. Wprowadza się regulamin.",
        "§ 2. Regulamin określa:",
    ]
    made = consolidated_on(base, AUGUST_31)
    assert to_text(made.tree).splitlines()[:2] == [
        "§ 1.¹⁾ Wprowadza się regulamin.",
        "§ 1.²⁾ Wprowadza się statut.",
    ]
    assert made.footnotes[1].text.endswith(", które wejdzie w życie z dniem 1 września 2018 r.")
    assert (
        consolidated_on(base, SEPTEMBER_1)
        .footnotes[0]
        .text.endswith(", które weszło w życie z dniem 1 września 2018 r.")
    )


@pytest.mark.parametrize("count", [1, 3])
def test_reading_a_text_asks_the_database_once_whatever_the_number_of_amendments(base, count):
    for _ in range(count):
        amending_order(base, Add(path("§ 2"), "", (punkt("nowe"),)), on=JULY_1)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        consolidated_on(base, SEPTEMBER_1)
    assert len(asked) == 1
