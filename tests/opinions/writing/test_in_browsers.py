"""Writing in real browsers: killed in the middle of a sentence, two people, two tabs, no network, the session's end."""

import datetime
import re
import time

import pytest
from django.urls import reverse
from playwright.sync_api import Error, expect

from apps.accounts.models import Session
from apps.core import clock
from apps.opinions.actions import save_section
from apps.opinions.writing.actions import add_comment
from tests.browser import follow
from tests.factories.opinions import opinion_scene

from .driving import axe, write

pytestmark = [
    pytest.mark.journey,
    pytest.mark.django_db(transaction=True),
]
SENTENCE = "Klienci krócej czekają na decyzję, bo zespół zbiera się dwa razy w tygodniu i nie odkłada spraw. "


@pytest.fixture
def scene():
    return opinion_scene()


def address_of(scene, name="section"):
    return reverse(f"opinions:{name}", args=[scene.opinion.pk, scene.opinion.sections.get().pk])


def body_of(scene):
    return scene.opinion.sections.get().body


def told(page, text):
    expect(page.locator("[data-saved]")).to_contain_text(text, timeout=15_000)


def test_of_a_sentence_in_which_the_browser_is_killed_at_most_two_seconds_are_lost(scene, together):
    typed = []

    def go(server, page):
        write(page, server + address_of(scene)).click()
        began = time.monotonic()
        for sign in SENTENCE:
            page.keyboard.type(sign)
            typed.append((time.monotonic(), sign))
            page.wait_for_timeout(40)
            if time.monotonic() - began > 6:
                break
        try:
            page.context.browser.new_browser_cdp_session().send("Browser.crash")
        except Error:
            pass  # it is dead: no page was left and nothing could be sent any more
        typed.append((time.monotonic(), ""))

    together([scene.member], go)

    killed = typed[-1][0]
    before = "".join(sign for at, sign in typed if at < killed - 2).rstrip()
    saved = body_of(scene).removeprefix("<p>").removesuffix("</p>")
    assert len(before) > 40
    assert saved.startswith(before)


def test_two_people_on_one_section_see_each_other_and_nothing_is_lost(scene, together):
    seen = []

    def go(server, annas, piotrs):
        anna, piotr = write(annas, server + address_of(scene)), write(piotrs, server + address_of(scene))
        expect(annas.locator("[data-here]")).to_contain_text("Piotr Szablonowy", timeout=15_000)
        expect(piotrs.locator("[data-here]")).to_contain_text("Anna Przykładowa", timeout=15_000)
        anna.click()
        annas.keyboard.type("Anny.")
        told(annas, "Zapisano")
        piotr.click()
        piotrs.keyboard.type("Piotra.")
        warned = piotrs.locator("[data-warning]")
        expect(warned).to_contain_text("Anna Przykładowa zapisała tę część", timeout=15_000)
        seen.append(axe(piotrs))
        piotrs.keyboard.press("End")
        piotrs.keyboard.type(" I jeszcze zdanie.")
        piotrs.wait_for_timeout(3000)
        link = piotrs.get_by_role("link", name="Zobacz oba teksty")
        link.focus()
        with piotrs.expect_navigation():
            piotrs.keyboard.press("Enter")
        seen.append(axe(piotrs))
        choose = piotrs.get_by_role("radio", name="zostaw oba brzmienia")
        expect(choose).to_be_checked()
        save = piotrs.get_by_role("button", name="Zapisz wybrany tekst")
        save.focus()
        with piotrs.expect_navigation():
            piotrs.keyboard.press("Enter")
        expect(piotrs.locator("[contenteditable=true]")).to_contain_text("Piotra. I jeszcze zdanie.")

    together([scene.chair, scene.member], go)

    assert (body_of(scene), seen) == ("<p>Anny.</p><p>Piotra. I jeszcze zdanie.</p>", [[], []])


def test_who_leaves_is_no_longer_shown(scene, together):
    def go(server, annas, piotrs):
        write(annas, server + address_of(scene))
        write(piotrs, server + address_of(scene))
        expect(piotrs.locator("[data-here]")).to_contain_text("Anna Przykładowa", timeout=15_000)
        annas.goto(server + "/opinie/")
        expect(piotrs.locator("[data-here]")).to_be_empty(timeout=15_000)

    together([scene.chair, scene.member], go)


def test_one_tab_left_and_come_back_to_is_no_other_tab(scene, together):
    def go(server, page):
        for _ in range(3):
            write(page, server + address_of(scene))
            with page.expect_response(lambda answer: "obecnosc" in answer.url) as pinged:
                page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
            assert pinged.value.json()["tabs"] == []
            page.goto(server + "/opinie/")

    together([scene.chair], go)


def test_one_person_in_two_tabs_loses_nothing_and_is_told_which(scene, together):
    def go(server, first):
        second = first.context.new_page()
        one, other = write(first, server + address_of(scene)), write(second, server + address_of(scene))
        expect(second.locator("[data-here]")).to_contain_text("Masz ją otwartą także w innej karcie", timeout=15_000)
        first.bring_to_front()
        one.click()
        first.keyboard.type("W pierwszej.")
        told(first, "Zapisano")
        second.bring_to_front()
        other.click()
        second.keyboard.type("W drugiej.")
        warned = second.locator("[data-warning]")
        expect(warned).to_contain_text("Zapisałeś tę część", timeout=15_000)
        expect(warned).to_contain_text("w innej karcie przeglądarki, otwartej o")
        second.get_by_role("link", name="Zobacz oba teksty").click()
        second.get_by_role("button", name="Zapisz wybrany tekst").click()
        expect(second.locator("[contenteditable=true]")).to_contain_text("W drugiej.")

    together([scene.member], go)

    assert body_of(scene) == "<p>W pierwszej.</p><p>W drugiej.</p>"


def test_off_the_network_the_text_waits_and_is_saved_when_it_is_back(scene, in_browser):
    said = []

    def go(page):
        page.locator("[contenteditable=true]").click()
        page.context.set_offline(True)
        page.keyboard.type("Bez sieci.")
        told(page, "Niezapisane")
        page.context.set_offline(False)
        told(page, "Zapisano")
        said.append(page.locator("[data-saved]").text_content())

    in_browser(scene.member, address_of(scene), go)

    assert (body_of(scene), bool(re.fullmatch(r"Zapisano \d{1,2}:\d\d", said[0]))) == ("<p>Bez sieci.</p>", True)


def test_typing_and_taking_it_back_leaves_nothing_to_ask_about(scene, in_browser):
    asked = []

    def go(page):
        page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
        page.locator("[contenteditable=true]").click()
        page.keyboard.type("a")
        page.keyboard.press("Backspace")
        follow(page.get_by_role("link", name="Wróć do dokumentu"))

    in_browser(scene.member, address_of(scene), go)

    assert asked == []


def test_two_minutes_before_the_session_ends_the_person_may_go_on(scene, together):
    def go(server, page):
        write(page, server + address_of(scene))
        warning = page.locator("[data-session]")
        expect(warning).to_be_hidden()
        Session.objects.update(expire_date=clock.now() + datetime.timedelta(seconds=100))
        expect(warning).to_contain_text("Sesja kończy się za niecałe dwie minuty", timeout=15_000)
        page.get_by_role("button", name="Pracuj dalej").click()
        expect(warning).to_be_hidden(timeout=15_000)

    together([scene.member], go)

    assert (Session.objects.get().expire_date - clock.now()).total_seconds() > 3600


def test_what_is_too_much_to_paste_is_told_and_the_text_stays(scene, in_browser):
    def go(page):
        area = page.locator("[contenteditable=true]")
        area.click()
        page.keyboard.type("Było tu wcześniej.")
        area.evaluate(
            """area => { const data = new DataTransfer();
            data.setData("text/plain", "a".repeat(10_000_000));
            area.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
            }"""
        )
        expect(page.get_by_role("alert").filter(has_text="Niczego nie wklejono")).to_be_visible()
        told(page, "Zapisano")
        expect(area).to_have_text("Było tu wcześniej.")

    in_browser(scene.member, address_of(scene), go)

    assert body_of(scene) == "<p>Było tu wcześniej.</p>"


def test_a_marked_passage_is_commented_on_and_shown_beside_the_text(scene, together):
    section = scene.opinion.sections.get()
    save_section(section, "<p>Raz i raz. Dwa.</p>", section.version, by=scene.member)
    found = []

    def go(server, page):
        page.goto(server + address_of(scene, "section_read"))
        page.locator("[data-section-text] p").evaluate(
            """p => { const range = document.createRange();
            range.setStart(p.firstChild, 6);
            range.setEnd(p.firstChild, 9);
            document.getSelection().removeAllRanges(); document.getSelection().addRange(range); }"""
        )
        page.get_by_role("button", name="Skomentuj zaznaczenie").click()
        page.keyboard.type("Który raz?")
        follow(page.get_by_role("button", name="Dodaj komentarz"))
        found.append(page.locator("mark").text_content())
        found.append(axe(page))

    together([scene.member], go)

    comment = section.comments.get()
    assert (comment.quote, comment.prefix, comment.suffix) == ("raz", "Raz i ", ". Dwa.")
    assert found == ["raz1", []]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_of_a_section_is_accessible_at_320_pixels(scene, together, scheme):
    section = scene.opinion.sections.get()
    save_section(section, "<p>Raz i dwa.</p>", section.version, by=scene.member)
    add_comment(section, "Skąd to wiadomo?", quote="dwa", by=scene.chair)
    found = {}

    def go(server, page):
        page.set_viewport_size({"width": 320, "height": 800})
        page.emulate_media(color_scheme=scheme)
        for name in ["section", "section_read", "section_history", "section_authors"]:
            page.goto(server + address_of(scene, name))
            page.wait_for_timeout(800)
            width = page.evaluate("document.documentElement.scrollWidth")
            found[name] = (width, axe(page))

    together([scene.member], go)

    assert found == {name: (320, []) for name in found}
