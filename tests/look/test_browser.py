"""The frame in a real browser: contrast and names (axe), 320 px, keyboard, no script, print."""

import re

import pytest

from tests.browser import follow, grave, sideways

pytestmark = [
    pytest.mark.journey,
    pytest.mark.urls("tests.look.sample"),
    pytest.mark.django_db(transaction=True),
]


def complaints_of(page):
    said = []
    page.on("console", lambda message: said.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    return said


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_every_component_can_be_read_by_everybody(at, page, client, director, scheme, width):
    said = complaints_of(page)
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    for path, user in [("/konto/zaloguj/", None), ("/konto/haslo/nowe/", None), ("/wzor/?wiadomosci=1", director)]:
        at(page, path, client, user)
        assert (path, grave(page), sideways(page)) == (path, [], 0)
    follow(page.get_by_role("button", name="Zapisz projekt"))
    assert (grave(page), sideways(page)) == ([], 0)
    page.click(".person-menu summary")
    assert (grave(page), sideways(page)) == ([], 0)
    assert said == []


def test_the_error_summary_takes_focus_and_leads_to_the_field(at, page, client, director):
    at(page, "/wzor/", client, director)
    follow(page.get_by_role("button", name="Zapisz projekt"))

    assert page.title().startswith("Błąd: ")
    assert page.evaluate("document.activeElement.className") == "error-summary"
    page.click("text=Wypełnij pole „Kworum”. >> nth=0")
    assert page.evaluate("document.activeElement.id") == "id_quorum"
    page.click(".error-summary a >> nth=-1")
    assert page.evaluate("document.activeElement.id") == "id_products_0"


def test_the_first_tab_skips_to_the_content(at, page, client, director):
    at(page, "/wzor/", client, director)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Przejdź do treści"
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "tresc"


def test_escape_closes_the_menu_and_gives_focus_back(at, page, client, director):
    at(page, "/wzor/", client, director)
    page.click(".person-menu summary")
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    assert not page.is_visible(".person-panel")
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_the_look_is_switched_in_the_menu(at, page, client, director):
    at(page, "/wzor/", client, director)
    for name, look, ground in [("Ciemny", "dark", "rgb(20, 23, 27)"), ("Jasny", "light", "rgb(247, 246, 243)")]:
        page.click(".person-menu summary")
        follow(page.get_by_role("button", name=name))
        assert page.get_attribute("html", "data-bs-theme") == look
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == ground


def test_one_navigation_at_a_time(at, page, client, director):
    for width, shown in [(1280, ".nav-left"), (320, ".nav-below")]:
        page.set_viewport_size({"width": width, "height": 900})
        at(page, "/wzor/", client, director)
        assert [name for name in [".nav-left", ".nav-below"] if page.is_visible(name)] == [shown]
    page.click(".nav-below summary")
    assert page.is_visible(".nav-below >> text=Moje sprawy")


def test_what_one_acts_with_is_big_enough(at, page, client, director):
    page.set_viewport_size({"width": 320, "height": 900})
    at(page, "/wzor/", client, director)
    small = page.evaluate("""() =>
        [...document.querySelectorAll("button, summary, .btn, input:not([type=hidden]), select, .nav-list a")]
        .filter((e) => e.offsetParent && (e.closest(".choice") || e).getBoundingClientRect().height < 43.9)
        .map((e) => e.outerHTML)""")
    assert small == []


def test_a_page_works_without_a_script(browser, live_server, client, director):
    client.force_login(director)
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 900})
    context.add_cookies([{"name": "sesja", "value": client.cookies["sesja"].value, "url": live_server.url}])
    page = context.new_page()
    page.goto(f"{live_server.url}/wzor/")
    page.click(".nav-below summary")
    assert page.is_visible(".nav-below >> text=Moje sprawy")
    page.click(".nav-below summary")
    follow(page.get_by_role("button", name="Zapisz projekt"))
    assert page.is_visible("text=Do poprawienia")
    page.click(".person-menu summary")
    follow(page.get_by_role("button", name="Ciemny"))
    assert page.get_attribute("html", "data-bs-theme") == "dark"
    page.click(".person-menu summary")
    follow(page.get_by_role("button", name="Wyloguj"))
    assert page.url.startswith(f"{live_server.url}/konto/zaloguj/")
    context.close()


def test_print_shows_the_page_and_not_the_program(at, page, client, director):
    at(page, "/wzor/", client, director)
    page.emulate_media(media="print", color_scheme="dark")
    for hidden in [".nav-left", ".person-menu", ".skip-link", ".breadcrumbs", ".footer"]:
        assert not page.is_visible(hidden), hidden
    assert page.is_visible("h1")
    assert page.evaluate("getComputedStyle(document.querySelector('thead')).display") == "table-header-group"
    assert page.evaluate("getComputedStyle(document.querySelector('.lead')).color") == "rgb(90, 98, 107)"


def test_a_failed_form_is_sent_again_as_it_was(at, page, client, director):
    at(page, "/psuje/", client, director)
    page.fill("#id_note", "\n  „Zażółć”\n\n– jaźń & <b>")
    follow(page.locator("form.form .btn-primary"))
    first = page.input_value("textarea[name=note]")
    follow(page.get_by_role("button", name="Spróbuj wysłać ponownie"))
    assert (page.input_value("textarea[name=note]"), first) == (first, "\n  „Zażółć”\n\n– jaźń & <b>")


def test_the_page_loads_nothing_from_elsewhere_and_stays_light(at, page, client, director, live_server):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    at(page, "/wzor/", client, director)
    assert [url for url in asked if not url.startswith((live_server.url, "data:"))] == []
    assert len([url for url in asked if re.search(r"\.(ttf|woff2)$", url)]) <= 2
