import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.catalogue.actions import load_catalogue, new_version_from, publish_version
from apps.catalogue.management.commands.load_catalogue import FIRST
from apps.catalogue.models import CatalogueVersion
from tests import factories

pytestmark = pytest.mark.django_db
TABLE = "/tabela-1/"


@pytest.fixture
def first():
    return load_catalogue(FIRST, by=None)


@pytest.fixture
def draft(first):
    return new_version_from(first, by=None)


def of(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def member():
    return of(factories.user_of(factories.person(factories.centre(), roles=["employee"])))


@pytest.fixture
def wrzos():
    return of(factories.wrzos())


def text(response):
    assert response.status_code == 200
    return response.content.decode().replace("\xa0", " ")


def shown(response):
    return {line["product"].code: len(line["steps"]) for row in response.context["rows"] for line in row["products"]}


def test_the_whole_table_is_on_the_page_word_for_word(member, first):
    page = text(member.get(TABLE))
    for product in first.products.all():
        assert product.name in page
        for step in product.steps.all():
            assert step.text in page


FILTERS = {
    "": {"1": 2, "2a": 3, "2b": 2, "3": 3, "4a": 9, "4b": 6, "5": 3},
    "element=4": {"4a": 9, "4b": 6},
    "kto=coordinator": {"3": 1},
    "kto=hr": {"5": 1},
    "kiedy=po": {"2a": 1, "2b": 1, "3": 1, "4a": 4, "4b": 1},
    "kto=team&kiedy=w-trakcie": {"2a": 2, "2b": 1, "4b": 1, "5": 1},
    "element=1&kto=hr": {},
    "element=x&kto=nikt&kiedy=kiedys": {"1": 2, "2a": 3, "2b": 2, "3": 3, "4a": 9, "4b": 6, "5": 3},
}


@pytest.mark.parametrize(("query", "products"), FILTERS.items())
def test_filters_in_the_address_leave_the_steps_that_match(member, first, query, products):
    assert shown(member.get(f"{TABLE}?{query}")) == products


def test_nothing_that_matches_teaches_the_way_out(member, first):
    assert "Żaden krok nie pasuje do wyboru" in text(member.get(f"{TABLE}?element=1&kto=hr"))


def test_before_the_first_version_the_page_says_so(member):
    assert "Tabeli 1 jeszcze nie ma" in text(member.get(TABLE))


def test_a_product_has_a_page_with_everything_that_belongs_to_it(member, first):
    page = text(member.get(reverse("catalogue:product", args=[1, "4a"])))
    product = first.products.get(code="4a")
    for said in [product.name, *product.steps.values_list("text", flat=True)]:
        assert said in page
    for part in product.parts.all():
        assert part.title in page
        assert part.hint in page
    assert member.get(reverse("catalogue:product", args=[1, "9z"])).status_code == 404


def test_pages_ask_the_database_as_often_for_one_product_as_for_seven(member, first):
    asked = []
    for query in ["?element=1&kto=centre", "?element=1", ""]:
        with CaptureQueriesContext(connection) as queries:
            member.get(TABLE + query)
        asked.append(len(queries))
    assert len(set(asked)) == 1, asked


def test_an_unpublished_version_exists_only_for_wrzos(member, wrzos, draft):
    for path in [f"{TABLE}2/", f"{TABLE}2/1/"]:
        assert (member.get(path).status_code, wrzos.get(path).status_code) == (404, 200)
    assert member.get(TABLE).context["version"].number == 1
    assert wrzos.get(TABLE).context["version"].number == 1


def test_pages_for_keepers_do_not_exist_for_others(member, draft):
    step = draft.products.get(code="1").steps.first()
    change = f"{TABLE}2/zmien/krok/{step.pk}/"
    assert {
        path: (member.get(path).status_code, member.post(path).status_code)
        for path in [f"{TABLE}wersje/", f"{TABLE}2/opublikuj/", change]
    } == {f"{TABLE}wersje/": (404, 405), f"{TABLE}2/opublikuj/": (404, 404), change: (404, 404)}
    assert member.post(f"{TABLE}1/nowa-wersja/").status_code == 404


def test_wrzos_copies_corrects_checks_and_publishes(wrzos, first):
    assert wrzos.post(f"{TABLE}1/nowa-wersja/").url == f"{TABLE}2/"
    step = CatalogueVersion.objects.get(number=2).products.get(code="4a").steps.get(rank=6)
    form = wrzos.get(f"{TABLE}2/zmien/krok/{step.pk}/").context["form"]
    typed = {"text": step.text + ".", "actor": "team", "after_pilot": "on", "seen": form["seen"].value()}
    assert wrzos.post(f"{TABLE}2/zmien/krok/{step.pk}/", typed).url == f"{TABLE}2/4a/"

    check = wrzos.get(f"{TABLE}2/opublikuj/")
    assert check.context["changes"] == [
        {"where": "produkt 4a, krok 6, brzmienie", "before": step.text, "after": step.text + "."}
    ]
    wrzos.post(f"{TABLE}2/opublikuj/", {"seen": check.context["seen"]})
    assert CatalogueVersion.objects.get(number=2).published_by.full_name == "Wanda Recenzencka"


def test_what_was_read_is_what_is_published(wrzos, draft):
    seen = wrzos.get(f"{TABLE}2/opublikuj/").context["seen"]
    element = draft.elements.get(rank=1)
    form = wrzos.get(f"{TABLE}2/zmien/element/{element.pk}/").context["form"]
    wrzos.post(f"{TABLE}2/zmien/element/{element.pk}/", {"name": "cele", "seen": form["seen"].value()})

    page = text(wrzos.post(f"{TABLE}2/opublikuj/", {"seen": seen}))
    assert "W międzyczasie ktoś zmienił tę wersję" in page
    assert CatalogueVersion.objects.get(number=2).published_at is None


def test_a_lost_race_shows_the_other_text_and_keeps_mine(wrzos, draft):
    product = draft.products.get(code="5")
    address = f"{TABLE}2/zmien/produkt/{product.pk}/"
    seen = wrzos.get(address).context["form"]["seen"].value()
    typed = {"name": product.name, "kind": "opinion", "seen": seen}
    wrzos.post(address, typed | {"short_name": "Jedna nazwa"})

    lost = wrzos.post(address, typed | {"short_name": "Druga nazwa"})
    assert "Teraz brzmi: „Jedna nazwa" in text(lost)
    assert 'value="Druga nazwa"' in text(lost)
    again = typed | {"short_name": "Druga nazwa", "seen": lost.context["form"]["seen"].value()}
    assert wrzos.post(address, again).status_code == 302
    product.refresh_from_db()
    assert product.short_name == "Druga nazwa"


def test_a_text_left_empty_is_pointed_at(wrzos, draft):
    step = draft.products.get(code="1").steps.first()
    page = text(wrzos.post(f"{TABLE}2/zmien/krok/{step.pk}/", {"text": "", "actor": "team", "seen": "x"}))
    assert "Wypełnij pole „Brzmienie w Tabeli 1”." in page


def test_a_form_left_open_over_the_publication_keeps_what_was_typed(wrzos, draft):
    part = draft.products.get(code="1").parts.first()
    address = f"{TABLE}2/zmien/czesc/{part.pk}/"
    seen = wrzos.get(address).context["form"]["seen"].value()
    publish_version(draft, by=None)

    page = text(wrzos.post(address, {"title": "Nowy tytuł", "hint": "x", "seen": seen}))
    assert "Wersja 2 jest opublikowana i nie można jej zmienić" in page
    assert "Nowy tytuł" in page


def test_rows_of_another_version_are_not_reached_through_this_one(wrzos, first, draft):
    step = first.products.get(code="1").steps.first()
    assert wrzos.get(f"{TABLE}2/zmien/krok/{step.pk}/").status_code == 404
