"""The register across centres: its lines, filters, layout and the way from one screen to the next."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.opinions.models import HandedRecommendation
from apps.reports.recommendations import reading, views
from apps.reports.recommendations.reading import Filters
from apps.reports.recommendations.searching import query_of
from tests.factories import handed_over as handed
from tests.factories.opinions import second_edition
from tests.reports.conftest import of

pytestmark = pytest.mark.django_db
ADDRESS = reverse("recommendations:register")


def found(**query):
    return [line.body for line in reading.register(Filters.of(query))]


@pytest.mark.parametrize(
    ("query", "bodies"),
    [
        ({"rodzaj": "model"}, ["Skrócić wywiad środowiskowy.", "Dodać superwizję."]),
        ({"produkt": "2b"}, []),
        ({"osrodek": "łomza"}, []),
        ({"osrodek": "lomz", "rodzaj": "model"}, ["Dodać superwizję."]),
        ({"przepis": "art. 107"}, ["Skrócić wywiad środowiskowy.", "Dodać superwizję."]),
        ({"przepis": "art. 39", "slowa": "uscislic"}, ["Uściślić zasady zasiłku celowego z art. 39a."]),
        ({"akt": "Ustawa o POMOCY społecznej", "slowa": "superwizji"}, ["Dodać superwizję."]),
        ({"slowa": "zasiłków celowych", "osrodek": "plock"}, ["Zostawić zasiłek celowy bez zmian."]),
        ({"slowa": "'; DROP TABLE --"}, []),
        ({"rodzaj": "nie ma takiego", "slowa": "superwizja"}, ["Dodać superwizję."]),
    ],
)
def test_it_is_narrowed_by_the_address(said, query, bodies):
    assert found(**query) == bodies


def test_words_are_sought_by_their_beginnings():
    assert query_of("Zasiłku, celowego (39a)!") == "zasil:* & celow:* & 39a:*"


@pytest.mark.parametrize(
    ("layout", "headings"),
    [
        ("rodzaj", ["Zmiana w przepisach prawa", "Zmiana w modelu"]),
        ("produkt", ["Produkt 2a"]),
        ("akt", ["ustawa o pomocy społecznej, art. 39a", "ustawa o pomocy społecznej, art. 107 ust. 4"]),
    ],
)
def test_it_is_laid_out_by_kind_product_or_act(said, layout, headings):
    lines = reading.register(Filters.of({"uklad": layout}))
    assert [group["words"] for group in reading.grouped(lines, layout)] == headings


def test_only_the_last_edition_of_an_opinion_counts():
    last = second_edition("handed_over").opinion.hand_over
    assert (HandedRecommendation.objects.count(), last.edition) == (2, 2)
    assert [line.hand_over for line in reading.register(Filters())] == [last]


@pytest.mark.parametrize("layout", reading.GROUPS)
def test_screen_after_screen_shows_every_line_once(said, reviewer, layout, monkeypatch):
    monkeypatch.setattr(views, "ON_A_PAGE", 2)
    client, seen, last = of(reviewer), [], ""
    while last is not None:
        answer = client.get(ADDRESS, {"uklad": layout, "od": last})
        seen += [line.pk for group in answer.context["groups"] for line in group["lines"]]
        last = answer.context["next"]
    assert seen == [line.pk for line in reading.register(Filters.of({"uklad": layout}))]
    assert len(seen) == 5


def test_it_is_for_reviewers_only(said, director_of, centres):
    assert director_of(centres["plock"].opinion.pilot).get(ADDRESS).status_code == 404


def test_a_line_leads_to_its_document_and_counts_dissents(said, reviewer, centres):
    page = of(reviewer).get(ADDRESS).content.decode()
    assert reverse("reports:handed_over", args=[centres["lomza"].opinion_id]) in page
    assert page.count("1\u00a0zdanie odrębne") == 2  # both recommendations of Łomża


def queries(client):
    with CaptureQueriesContext(connection) as asked:
        client.get(ADDRESS)
    return len(asked)


def test_more_lines_ask_no_more(said, reviewer, version):
    client = of(reviewer)
    client.get(ADDRESS)
    few = queries(client)
    run, team = handed.pilot_with_team(version, "nowy")
    handed.handed_over(
        run, version.products.get(code="2b"), team, recommendations=[handed.recommendation(n) for n in range(1, 30)]
    )
    assert (queries(client), few <= 15) == (few, True)


def test_the_search_uses_its_index(said):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    plan = HandedRecommendation.objects.filter(reading.having_words("zasiłek")).order_by().explain()
    assert "handed_by_words" in plan
