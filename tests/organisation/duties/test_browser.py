"""The organisation in a browser: wide and narrow, light and dark; a scope typed with a script and read."""

import pytest
from playwright.sync_api import expect

from tests import factories
from tests.browser import IN_A_BROWSER, follow, look
from tests.factories import duties as made
from tests.factories.duties import PROCEDURE, SERVICES, SOCIAL
from tests.factories.organisation import organised, unit

pytestmark = [*IN_A_BROWSER, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def mine():
    return made.keepers(factories.centre("osrodek"))


@pytest.fixture
def hr(live_server, context, page, client, mine):
    """Kadry, logged in; `said`: what the console complained of."""
    client.force_login(mine.hr)
    context.add_cookies([{"name": "sesja", "value": client.cookies["sesja"].value, "url": live_server.url}])
    page.base, page.said = live_server.url, []
    page.on("console", lambda message: page.said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: page.said.append(str(error)))
    return page


def test_the_pages_of_the_organisation(hr, mine):
    there = organised(mine.centre, mine.hr)
    under = unit(mine.centre, "Rejonowy Zespół Pracy Socjalnej", mine.hr, parent=there.unit, symbol="RZPS")
    of = made.post(mine, "starszy pracownik socjalny", SOCIAL, PROCEDURE, under=under)
    for name, duty in (("aspirant pracy socjalnej", SOCIAL), ("inspektor", PROCEDURE)):
        made.employed(made.post(mine, name, duty), "", mine.hr, person=mine.people["employee"])
    made.submitted(of, mine.hr, SOCIAL, SERVICES, since=made.SINCE.replace(month=9))
    scopes = f"stanowiska/{of.pk}/zakres-czynnosci/"
    for address in (
        "",
        f"komorki/{under.pk}/",
        f"stanowiska/{of.pk}/",
        f"stanowiska/{of.pk}/zmien/",
        "pracownicy/",
        "pracownicy/import/",
        f"pracownicy/import/{there.sent.pk}/",
        "stanowiska-kluczowe/",
        "rozdzielenie/",
        scopes,
        f"{scopes}1/",
        f"{scopes}2/",
        f"{scopes}porownanie/",
        f"{scopes}nowy/",
    ):
        hr.goto(f"{hr.base}/organizacja/{address}")
        look(hr)
    assert hr.said == []


def test_a_scope_is_typed_row_by_row_and_kept_by_itself(hr, mine):
    scope = made.drafted(made.post(mine, "pracownik socjalny"), mine.hr, SOCIAL)
    hr.goto(f"{hr.base}{scope.get_absolute_url()}zmien/")
    look(hr)
    hr.get_by_role("button", name="Dodaj czynność").click()
    expect(hr.get_by_label("Czynność").nth(1)).to_be_focused()
    hr.keyboard.type("organizowanie usług opiekuńczych")
    hr.get_by_label("Dziedzina", exact=True).nth(1).select_option("services")
    hr.get_by_role("button", name="Wyżej czynność 2").click()
    expect(hr.locator("[data-kept]")).to_contain_text("Zapisano", timeout=15_000)
    assert [(duty.body, duty.tag) for duty in scope.duties.all()] == [SERVICES, SOCIAL]

    hr.get_by_role("button", name="Usuń czynność 2").click()
    follow(hr.get_by_role("button", name="Zapisz i obejrzyj"))
    assert [duty.tag for duty in scope.duties.all()] == ["services"]
    follow(hr.get_by_role("button", name="Przekaż dyrektorowi"))
    expect(hr.locator(".move")).to_contain_text("Czeka na: dyrektora")
    assert hr.said == []


def test_the_chart_is_reached_and_scrolled_by_keyboard(hr, mine):
    top = unit(mine.centre, "Dyrektor", mine.hr)
    for number in range(100):
        unit(mine.centre, f"Dział {number}", mine.hr, parent=top, rank=number)
    hr.goto(f"{hr.base}/organizacja/")
    look(hr)
    frame = hr.get_by_role("region", name="Schemat organizacyjny, można przewijać")
    frame.focus()
    expect(frame).to_be_focused()
    assert frame.locator(".schemat-pole").count() == 101
    assert hr.get_by_role("link", name="Dział 99", exact=True).count() == 1
