"""The editor in a real browser, under the real Content-Security-Policy."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser import follow

from .page import STORED

pytestmark = pytest.mark.journey
PLAIN = "# Założenia\n\nZażółć gęślą jaźń.\n\n[Tabela 1: A | B]"


@pytest.fixture
def said(page):
    """What the browser's console complained of."""
    complaints = []
    page.on(
        "console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None
    )
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return complaints


@pytest.fixture
def editor(page, address, said):
    page.goto(address)
    page.locator("[contenteditable=true]").wait_for()
    return page.get_by_role("textbox", name="Treść części")


def saved(page):
    follow(page.locator("#save"))
    return page.text_content("#saved")


def test_the_editor_mounts_without_a_complaint(editor, said):
    assert (editor.get_attribute("aria-multiline"), editor.get_attribute("contenteditable"), said) == (
        "true",
        "true",
        [],
    )


def test_text_nobody_touched_is_saved_as_it_was(page, editor):
    assert saved(page) == STORED


def test_what_is_typed_and_formatted_is_saved(page, editor):
    editor.click()
    page.keyboard.press("Control+End")
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    page.keyboard.type("Część ")
    page.get_by_role("button", name="Pogrubienie").click()
    page.keyboard.type("ważna")
    page.get_by_role("button", name="Pogrubienie").click()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Punkty").click()
    page.keyboard.type("raz")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Głębiej").click()
    page.keyboard.type("dwa")
    assert saved(page) == "<p>Część <strong>ważna</strong></p><ul><li>raz<ul><li>dwa</li></ul></li></ul>"


def test_a_table_is_made_by_buttons_and_left_by_tab(page, editor, said):
    editor.click()
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    page.get_by_role("button", name="Tabela").click()
    page.keyboard.type("A")
    page.get_by_role("button", name="Usuń kolumnę").click()
    page.keyboard.type("B")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "save"
    assert (saved(page).count("<th>B</th>"), said) == (1, [])


def test_the_toolbar_is_reached_and_walked_by_keys(page, editor):
    editor.click()
    page.keyboard.press("Alt+F10")
    page.keyboard.press("ArrowRight")
    focused = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Escape")
    assert (focused, page.evaluate("document.activeElement.getAttribute('role')")) == ("Kursywa", "textbox")


def test_a_pressed_button_says_so(page, editor):
    editor.click()
    page.keyboard.press("Control+Home")
    button = page.get_by_role("button", name="Kursywa")
    expect(button).to_have_attribute("aria-pressed", "false")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")


def test_a_link_may_only_lead_to_https(page, editor):
    answers = iter(["javascript:alert(1)", "https://example.org/"])
    page.on("dialog", lambda dialog: dialog.accept(next(answers)))
    editor.click()
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    page.keyboard.type("opis")
    page.keyboard.press("Control+A")
    for _ in range(2):
        page.get_by_role("button", name="Odsyłacz").click()
    assert saved(page) == '<p><a href="https://example.org/">opis</a></p>'


def test_pasted_markup_keeps_only_what_is_allowed(page, editor):
    editor.click()
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    page.evaluate(
        """() => {
          const pasted = new DataTransfer();
          const markup = '<h1>Tytuł</h1><p style="color:red" onclick="x()">a<img src=x onerror=alert(1)></p>';
          pasted.setData("text/html", markup);
          document.activeElement.dispatchEvent(new ClipboardEvent("paste", {clipboardData: pasted, bubbles: true}));
        }"""
    )
    assert saved(page) in ("<h3>Tytuł</h3><p>a</p>", "<p>Tytuł</p><p>a</p>")


def test_an_emptied_text_is_refused_and_comes_back_empty(page, editor):
    editor.click()
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    follow(page.locator("#save"))
    page.locator("[contenteditable=true]").wait_for()
    assert page.get_by_text("Wpisz treść.").is_visible()


def test_axe_has_nothing_serious_to_say(page, editor):
    found = [one["id"] for one in Axe().run(page).response["violations"] if one["impact"] in ("serious", "critical")]
    assert found == []


@pytest.fixture
def page_without_script(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    yield page
    context.close()


def test_without_a_script_the_text_is_plain_and_formatting_survives(page_without_script):
    page = page_without_script
    area = page.get_by_label("Treść części")
    assert area.input_value() == PLAIN
    area.fill(PLAIN.replace("Założenia", "Cele"))
    assert saved(page) == STORED.replace("Założenia", "Cele")


def test_when_the_editor_cannot_be_fetched_the_text_area_stays(page, address):
    page.route("**/django_prose_editor/editor.js", lambda route: route.abort())
    page.goto(address)
    page.wait_for_load_state("networkidle")
    assert page.get_by_label("Treść części").input_value() == PLAIN
    assert saved(page) == STORED
