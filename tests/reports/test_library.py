import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.opinions.models import HandOver
from apps.reports.leafing import Leafing
from tests import factories
from tests.factories import handed_over as handed

from .conftest import of

pytestmark = pytest.mark.django_db
LIBRARY = "/biblioteka/"


@pytest.fixture
def shelves(version, two_pilots):
    """Częstochowa handed over 1, 2a and 4b; Łomża 2a."""
    for (run, team), codes in zip(two_pilots, [["1", "2a", "4b"], ["2a"]], strict=True):
        for product in version.products.filter(code__in=codes):
            handed.handed_over(run, product, team)
    return [run for run, _ in two_pilots]


def text(response):
    assert response.status_code == 200
    return " ".join(response.content.decode().replace("\xa0", " ").split())


def rows(response):
    return [(one.opinion.pilot.centre.slug, one.opinion.product.code) for one in response.context["page"]]


ALL = [("lomza", "2a"), ("czestochowa", "4b"), ("czestochowa", "2a"), ("czestochowa", "1")]


def test_wrzos_reads_what_every_centre_handed_over(wrzos, shelves):
    assert rows(wrzos.get(LIBRARY)) == ALL


def test_a_centre_reads_its_own(shelves, director_of):
    assert rows(director_of(shelves[1]).get(LIBRARY)) == [("lomza", "2a")]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("produkt=2a", [("lomza", "2a"), ("czestochowa", "2a")]),
        ("element=4", [("czestochowa", "4b")]),
        ("osrodek={centre}", ALL[1:]),
        ("osrodek={centre}&produkt=1", [("czestochowa", "1")]),
        ("osrodek=x&element=-1&produkt=", ALL),
        ("osrodek=99999999", []),
        ("strona=7", ALL),
    ],
)
def test_filters_stand_in_the_address(wrzos, shelves, query, expected):
    assert rows(wrzos.get(f"{LIBRARY}?{query.format(centre=shelves[0].centre_id)}")) == expected


def test_a_centre_cannot_look_at_another_through_a_filter(shelves, director_of):
    mine = director_of(shelves[1])
    page = mine.get(f"{LIBRARY}?osrodek={shelves[0].centre_id}")
    assert (rows(page), list(page.context["pilots"])) == ([], [])


def test_each_chip_is_removed_by_itself(wrzos, shelves):
    page = wrzos.get(f"{LIBRARY}?osrodek={shelves[0].centre_id}&produkt=2a&strona=2")
    assert page.context["chips"] == [
        {"label": "Ośrodek: MOPS w Częstochowie", "without": f"{LIBRARY}?produkt=2a"},
        {
            "label": "Produkt: 2a. Wpływ rozwiązania modelowego na realizację usług",
            "without": f"{LIBRARY}?osrodek={shelves[0].centre_id}",
        },
    ]


def test_the_report_of_a_centre_and_one_archive_are_at_hand_with_and_without_a_filter(wrzos, shelves):
    centre = shelves[0].centre_id
    for query, reports in [("", len(ALL)), (f"?osrodek={centre}", 1), ("?produkt=4b", 1)]:
        page = text(wrzos.get(f"{LIBRARY}{query}"))
        assert (page.count("(PDF)"), page.count("(ZIP)")) == (reports, 1), query


def test_empty_shelves_teach(wrzos, two_pilots, director_of):
    assert "Biblioteka jest jeszcze pusta" in text(wrzos.get(LIBRARY))
    assert "Nic jeszcze nie przekazano" in text(director_of(two_pilots[0][0]).get(LIBRARY))


def test_nothing_that_matches_shows_the_way_back(wrzos, shelves):
    assert "Nic nie pasuje do wyboru" in text(wrzos.get(f"{LIBRARY}?element=5"))


def test_choices_name_only_what_was_handed_over(wrzos, shelves):
    centres, elements, products, states = (choice.options for choice in wrzos.get(LIBRARY).context["choices"])
    assert list(centres.values()) == ["MOPS w Częstochowie", "MOPS w Łomży"]
    assert list(elements) == ["1", "2", "4"]
    assert list(products) == ["1", "2a", "4b"]
    assert list(states.values()) == ["do oceny", "zwrócone", "ostateczne"]


def test_the_library_asks_the_database_as_often_for_three_rows_as_for_one(wrzos, version, two_pilots):
    (first, first_team), (second, second_team) = two_pilots
    products = version.products.all()
    asked = []
    for run, team, product in [(first, first_team, 0), (second, second_team, 1), (first, first_team, 2)]:
        handed.handed_over(run, products[product], team)
        with CaptureQueriesContext(connection) as queries:
            wrzos.get(LIBRARY)
        asked.append(len(queries))
    assert len(set(asked)) == 1, asked


def test_a_dozen_rows_make_a_page(wrzos, version):
    products = list(version.products.all())
    for number in range(4):
        run, team = handed.pilot_with_team(version, f"osrodek-x{number}", people=1)
        for product in products:
            handed.handed_over(run, product, team)
    pages = [wrzos.get(f"{LIBRARY}?strona={number}") for number in (1, 2, 3)]
    assert [len(rows(page)) for page in pages] == [12, 12, 4]
    assert "28 dokumentów" in text(pages[0])


def test_a_long_library_is_counted_and_leafed_only_so_far(version, two_pilots):
    run, team = two_pilots[0]
    for product in version.products.all()[:5]:
        handed.handed_over(run, product, team)
    some, whole = (Leafing(HandOver.objects.order_by("-pk"), 2, most=most) for most in (4, 5))
    assert (some.count, some.is_more, some.num_pages) == (4, True, 2)
    assert (whole.count, whole.is_more, whole.num_pages) == (5, False, 3)


def test_a_document_is_read_on_its_page_with_all_that_belongs_to_it(wrzos, version, two_pilots):
    (run, team), _ = two_pilots
    one = handed.handed_over(run, version.products.get(code="2a"), team, dissents=["Nie zgadzam się z R1."])
    page = text(wrzos.get(f"{LIBRARY}{one.opinion_id}/"))
    for said in [
        "Usługi są bliżej ludzi.",
        "Krótsza droga klienta.",
        "Więcej narad.",
        "Doprecyzować przepis numer 1.",
        "za: 3, przeciw: 0",
        "Nie zgadzam się z R1.",
        one.confirmation.document.code,
        one.confirmation.document.blob_id,
        "do oceny",
    ]:
        assert said in page, said


def test_the_page_shows_what_was_voted_even_if_the_database_says_something_else_now(wrzos, version, two_pilots):
    (run, team), _ = two_pilots
    one = handed.handed_over(run, version.products.get(code="2a"), team)
    type(run).objects.filter(pk=run.pk).update(project_name="Inny projekt", financing_line="Inne środki")
    assert "Komplementarni w działaniu" in text(wrzos.get(f"{LIBRARY}{one.opinion_id}/"))


def addresses(opinion):
    args = [opinion.pk]
    return [
        reverse("reports:handed_over", args=args),
        reverse("reports:handed_over_pdf", args=args),
    ]


def pilot_addresses(run):
    return [reverse(f"reports:{name}", args=[run.pk]) for name in ("pilot", "centre_report", "pilot_zip")]


@pytest.mark.parametrize("status", handed.WAY[:-1])
def test_what_was_not_handed_over_is_unreachable(wrzos, version, two_pilots, director_of, status):
    (run, team), _ = two_pilots
    draft = handed.opinion_at(status, run, version.products.get(code="2a"), team)
    foreign = director_of(two_pilots[1][0])
    for address in addresses(draft):
        assert [client.get(address).status_code for client in (wrzos, director_of(run), foreign)] == [404, 404, 404]
    for address in pilot_addresses(run):
        assert [client.get(address).status_code for client in (wrzos, foreign)] == [404, 404]
    assert b"".join(wrzos.get(f"{LIBRARY}oryginaly/").streaming_content)[:2] == b"PK"
    assert rows(wrzos.get(LIBRARY)) == []


def test_a_confirmed_document_is_left_out_of_every_collection(wrzos, version, two_pilots):
    (run, team), _ = two_pilots
    handed.handed_over(run, version.products.get(code="1"), team)
    kept = handed.opinion_at("confirmed", run, version.products.get(code="2a"), team, advantages=["TAJNE ZDANIE"])
    code = kept.confirmation.document.code

    assert code not in text(wrzos.get(f"{LIBRARY}pilotaze/{run.pk}/"))
    for path in [f"{LIBRARY}pilotaze/{run.pk}/oryginaly/", f"{LIBRARY}oryginaly/"]:
        assert code.encode() not in b"".join(wrzos.get(path).streaming_content)


def test_a_foreign_centre_reads_nothing_of_what_was_handed_over(shelves, director_of):
    foreign = director_of(shelves[1])
    theirs = shelves[0].opinions.first()
    for address in addresses(theirs) + pilot_addresses(shelves[0]):
        assert foreign.get(address).status_code == 404


def test_the_library_does_not_exist_for_the_operator(shelves):
    operator = of(factories.operator())
    paths = [LIBRARY, f"{LIBRARY}oryginaly/", *addresses(shelves[0].opinions.first()), *pilot_addresses(shelves[0])]
    assert {operator.get(path).status_code for path in paths} == {404}
