"""The editor of units in a real browser, under the real Content-Security-Policy, by keyboard alone."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from apps.orders.models import Order
from apps.orders.text import from_json, to_text
from apps.orders.text.nodes import _ABBREVIATIONS
from tests.browser import follow
from tests.house import ROOT

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
NEW = "/zarzadzenia/nowe/inne/"
ANNEX = "/zarzadzenia/nowe/wprowadzenie-dokumentu/"


@pytest.fixture
def said(page):
    """What the browser's console complained of."""
    complaints = []
    page.on("console", lambda one: complaints.append(one.text) if one.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return complaints


@pytest.fixture
def editor(at, page, client, director, said):
    at(page, NEW, client, director)
    page.locator(".unit-text").first.wait_for()
    page.locator(".unit-text").first.focus()
    return page


def keys(page, *pressed):
    for key in pressed:
        if len(key) > 1 and (key in NAMED or "+" in key):
            page.keyboard.press(key)
        else:
            page.keyboard.insert_text(key)


NAMED = {"Enter", "Tab", "Escape", "Backspace", "ArrowUp", "ArrowDown", "Home", "End", "Delete"}


def text(page):
    """What would be posted."""
    return page.locator("textarea[name=body]").input_value().splitlines()


def paste(page, words):
    page.evaluate(
        """(text) => {
        const data = new DataTransfer();
        data.setData("text/plain", text);
        document.activeElement.dispatchEvent(new ClipboardEvent("paste", {
            clipboardData: data, bubbles: true, cancelable: true,
        }));
    }""",
        words,
    )


def test_an_order_is_written_by_keyboard(editor, said):
    keys(editor, "Skład:", "Enter", "Anna", "Enter", "członkowie:", "Enter", "Jan", "Enter", "Ewa", "Enter", "Enter")
    keys(editor, "sekretarz", "Enter", "Shift+Tab", "Wykonanie powierza się kadrom")

    assert text(editor) == [
        "§ 1. Skład:",
        "  1) Anna;",
        "  2) członkowie:",
        "    a) Jan,",
        "    b) Ewa;",
        "  3) sekretarz.",
        "§ 2. Wykonanie powierza się kadrom.",
    ]
    assert said == []


def test_usteps_and_a_common_part(editor):
    keys(editor, "Pierwszy", "Control+Enter", "Zespół", "Enter", "Tab", "opiniuje", "Enter", "ocenia")
    editor.get_by_role("button", name="Część wspólna").click()
    keys(editor, "– na wniosek Dyrektora")

    assert text(editor) == [
        "§ 1. 1. Pierwszy.",
        "  2. Zespół:",
        "    1) opiniuje,",
        "    2) ocenia",
        "  – na wniosek Dyrektora.",
    ]


def test_units_are_moved_nested_split_joined_and_removed(editor):
    keys(editor, "jeden", "Enter", "dwa", "Enter", "trzy", "Alt+ArrowUp")
    assert text(editor) == ["§ 1. jeden.", "§ 2. trzy.", "§ 3. dwa."]
    keys(editor, "Alt+ArrowRight")
    assert text(editor) == ["§ 1. jeden:", "  1) trzy.", "§ 2. dwa."]
    keys(editor, "Shift+Tab", "Shift+Enter", "nowy")
    assert text(editor) == ["§ 1. jeden.", "§ 2. nowy.", "§ 3. trzy.", "§ 4. dwa."]
    keys(editor, "Control+Backspace", "ArrowDown", "Home", "Backspace")
    assert text(editor) == ["§ 1. jeden.", "§ 2. trzy dwa."]
    keys(editor, "Enter")
    assert text(editor) == ["§ 1. jeden.", "§ 2. trzy.", "§ 3. dwa."]


def test_text_and_structure_are_undone_and_done_again(editor):
    keys(editor, "jeden", "Enter", "dwa", "Tab")
    after = text(editor)
    keys(editor, "Control+z", "Control+z")
    assert text(editor) == ["§ 1. jeden.", "§ 2."]
    keys(editor, "Control+z", "Control+z")
    assert text(editor) == ["§ 1."]
    keys(editor, "Control+y", "Control+y", "Control+Shift+z", "Control+y")
    assert text(editor) == after == ["§ 1. jeden:", "  1) dwa."]


def test_what_was_done_is_said(editor):
    keys(editor, "jeden", "Enter", "dwa", "Tab")
    assert editor.locator(".units [role=status]").inner_text() == "Głębiej: § 1 pkt 1."
    assert editor.evaluate("document.activeElement.getAttribute('aria-label')") == "§ 1 pkt 1"


def test_nobody_is_caught(editor):
    """Who comes by Tab leaves by Tab; who has begun to work leaves by Escape and Tab."""
    editor.keyboard.press("Tab")
    assert not inside(editor)
    editor.keyboard.press("Shift+Tab")
    assert inside(editor)
    keys(editor, "jeden", "Enter", "Tab")
    assert inside(editor)
    keys(editor, "Escape", "Tab")
    assert not inside(editor)


def inside(page):
    return page.evaluate("document.activeElement.closest('.units > div:not(.units-tools)') !== null")


def test_pasted_lines_become_units(editor, said):
    paste(editor, "§ 1. Skład:\n- Anna\n- Jan\n§ 3. Koniec")
    expect(editor.locator(".units-notes li")).to_have_count(2)
    assert text(editor) == ["§ 1. Skład:", "  1) Anna;", "  2) Jan.", "§ 2. Koniec."]

    keys(editor, "Enter", "Zadania:", "Enter")
    paste(editor, "a) pisze\nb) czyta")
    expect(editor.locator(".unit-punkt")).to_have_count(4)
    assert text(editor)[-3:] == ["§ 3. Zadania:", "  1) pisze;", "  2) czyta."]
    assert said == []


def test_a_whole_pasted_order_is_taken_apart(editor):
    with editor.expect_navigation():
        paste(editor, "ZARZĄDZENIE NR 7\nw sprawie dyżurów\nNa podstawie § 7 Statutu zarządzam:\n§ 1. Dyżur.")
    editor.locator(".unit-text").first.wait_for()
    assert editor.get_by_label("W sprawie", exact=True).input_value() == "dyżurów"
    assert text(editor) == ["§ 1. Dyżur."]


def test_what_was_written_is_saved_and_comes_back(editor):
    keys(editor, "Skład:", "Enter", "Anna", "Enter", "Jan")
    editor.get_by_label("W sprawie", exact=True).fill("dyżurów")
    follow(editor.get_by_role("button", name="Zapisz projekt").last)
    editor.locator(".unit-text").first.wait_for()

    tree = from_json(Order.objects.get().body)
    assert to_text(tree).splitlines()[:3] == ["§ 1. Skład:", "1) Anna;", "2) Jan."]
    assert [one.input_value() for one in editor.locator(".unit-text").all()] == ["Skład", "Anna", "Jan"]


def test_the_plain_text_can_be_had_back(editor):
    keys(editor, "jeden")
    editor.get_by_role("button", name="Pokaż jako zwykły tekst").click()
    editor.locator("#id_body").fill("§ 1. Raz\n§ 2. Dwa")
    editor.get_by_role("button", name="Pokaż jako jednostki").click()
    expect(editor.locator(".unit-text")).to_have_count(2)


def test_an_annex_has_headings_and_paragraphs(at, page, client, director, said):
    at(page, ANNEX, client, director)
    page.locator(".unit-text").first.focus()
    keys(page, "Cele", "Enter", "Wstęp", "Enter", "Celem jest")
    for place, kind in enumerate(["naglowek", "akapit"]):
        page.locator(".unit-text").nth(place).focus()
        page.get_by_label("Rodzaj jednostki").select_option(kind)
    assert page.locator("textarea[name=annex_body]").input_value().splitlines() == [
        *["Cele", "", "Wstęp.", "", "§ 1. Celem jest."]
    ]
    assert said == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_everybody_can_use_it(editor, scheme, width):
    editor.emulate_media(color_scheme=scheme)
    editor.set_viewport_size({"width": width, "height": 900})
    paste(editor, "§ 1. 1. Skład:\n1) Anna\n2) Jan:\na) x:\n– y\n– z\n2. Drugi\n§ 2. Zdanie " + "bardzo długie " * 20)
    expect(editor.locator(".unit-text")).to_have_count(8)
    found = Axe().run(editor).response["violations"]
    grave = [(one["id"], [node["target"] for node in one["nodes"]]) for one in found if one["impact"] in GRAVE]
    wide = editor.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert (grave, wide) == ([], 0)


GRAVE = {"serious", "critical"}


def test_the_script_knows_the_same_abbreviations():
    source = (ROOT / "static/js/units/marks.js").read_text()
    assert set(re.search(r'ABBREVIATIONS = "(.*?)"', source)[1].split()) == _ABBREVIATIONS
