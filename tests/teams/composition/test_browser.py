"""The form of a change in a real browser: the composition follows the day, and only needed fields are seen."""

import datetime

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests import factories
from tests.orders.register.laid import laid

from . import teams

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
NEW = "/zarzadzenia/nowe/zmiana-skladu-zespolu/"


@pytest.fixture
def director():
    return factories.user_of(factories.person(factories.centre(), "Dorota Dyrektorska", roles=["director"]))


@pytest.fixture
def team(director):
    """Anna and Jan; Ewa, who may be chosen, works in the centre; Zofia comes for the change."""
    centre = director.centre
    who = teams.people(centre, "Anna", "Jan", "Ewa", "Zofia")
    team = teams.appointed(centre, [(who["Anna"], "chair"), (who["Jan"], "member")])
    entry = {"op": "dismiss", "person": who["Jan"].pk, "name": "Jan Testowy", "provision": "§ 1"}
    effects = {
        "kind": "change_team",
        "team": {"id": team.pk},
        "amends": {"order": team.pk, "provision": "§ 1"},
        "composition": [entry],
    }
    laid(director, 800, "2018-08-01", kind="composition", effective=str(datetime.date(2030, 1, 1)), effects=effects)
    return team


@pytest.fixture
def page(at, page, client, director, team):
    page.complaints = []
    page.on("console", lambda one: page.complaints.append(one.text) if one.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    return at(page, f"{NEW}?zespol={team.pk}", client, director)


def heading(page):
    return page.locator("#sklad > legend")


def test_the_composition_follows_the_day_and_nothing_typed_is_lost(page):
    expect(page.locator("[data-seat]")).to_have_count(2)
    page.get_by_label("Podstawa prawna").fill("§ 7 ust. 9 Statutu")
    page.get_by_role("group", name="Anna Testowa").get_by_label("odchodzi").check()
    page.get_by_label("z określonym dniem", exact=True).check()
    page.get_by_label("Określony dzień").fill("1.01.2030")
    page.get_by_label("Podstawa prawna").focus()

    expect(heading(page)).to_have_text("2. Skład w dniu 1 stycznia 2030 r.")
    expect(page.locator("[data-seat]")).to_have_count(1)
    expect(page.locator("[data-roster-said]")).to_have_text("Pokazano: Skład w dniu 1 stycznia 2030 r.")
    expect(page.get_by_label("Podstawa prawna")).to_have_value("§ 7 ust. 9 Statutu")
    expect(page.get_by_label("Podstawa prawna")).to_be_focused()
    expect(page.get_by_role("group", name="Anna Testowa").get_by_label("odchodzi")).to_be_checked()
    page.get_by_role("button", name="Dodaj osobę").click()  # the rows of the new list are at work too
    expect(page.locator("[data-row]")).to_have_count(2)
    assert page.complaints == []


def test_a_day_that_is_none_changes_nothing(page):
    before = heading(page).inner_text()
    page.get_by_label("z określonym dniem", exact=True).check()
    page.get_by_label("Określony dzień").fill("wkrótce")
    page.get_by_label("Podstawa prawna").focus()
    assert heading(page).inner_text() == before
    assert page.complaints == []


def test_beside_a_successor_only_needed_fields_are_seen(page):
    seat = page.get_by_role("group", name="Jan Testowy")
    seat.locator("summary").click()
    described, function = seat.get_by_label("Jej lub jego stanowisko"), seat.get_by_label("Funkcja po zmianie")
    assert (described.is_visible(), function.is_visible()) == (False, True)
    seat.get_by_label("Na to miejsce wchodzi").select_option(label="Testowa Ewa – inspektor")
    assert (described.is_visible(), function.is_visible()) == (True, False)
    seat.get_by_label("Na to miejsce wchodzi").select_option(label="– nikt –")
    assert (described.is_visible(), function.is_visible()) == (False, True)
    seat.get_by_label("odchodzi").check()
    assert function.is_visible() is False
    assert Axe().run(page).response["violations"] == []


def test_without_a_script_everything_is_there(at, new_context, live_server, context, team, page):
    bare = new_context(java_script_enabled=False)
    bare.add_cookies(context.cookies())
    shown = bare.new_page()
    shown.goto(f"{live_server.url}{NEW}?zespol={team.pk}")
    seat = shown.get_by_role("group", name="Jan Testowy")
    seat.locator("summary").click()
    for label in ("Jej lub jego stanowisko", "Funkcja po zmianie", "Stanowisko i komórka"):
        expect(seat.get_by_label(label, exact=False).first).to_be_visible()
    expect(shown.get_by_text("wybierz „Pokaż skład w tym dniu”")).to_be_visible()
