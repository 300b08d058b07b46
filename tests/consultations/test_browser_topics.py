"""Topics and concepts in a browser: wide and narrow, light and dark; a concept is typed by two people at once."""

import os

import pytest
from playwright.sync_api import expect

from apps.consultations.models import Concept
from apps.consultations.topics import actions
from tests.browser import IN_A_BROWSER, follow
from tests.browser import look as look_at
from tests.factories import consultations as made
from tests.factories import topics as making

PICTURES = os.environ.get("MOPS_PICTURES")
pytestmark = [*IN_A_BROWSER, pytest.mark.django_db(transaction=True)]


def look(page, name):
    look_at(page, name, photograph=photographed if PICTURES else None)


def photographed(page, name, size, scheme):
    page.screenshot(path=f"{PICTURES}/{name}-{size['width']}-{scheme}.png", full_page=True)


def log_in(client, user, context, live_server):
    client.force_login(user)
    context.add_cookies([{"name": "sesja", "value": client.cookies["sesja"].value, "url": live_server.url}])


def link(page, name):
    return page.get_by_role("link", name=name, exact=True)


def button(page, name):
    return page.get_by_role("button", name=name, exact=True)


def test_a_topic_is_named_worked_out_and_taken(live_server, context, page, client, complaints):
    mine = made.scene("osrodek")
    log_in(client, mine.expert, context, live_server)
    page.goto(f"{live_server.url}/dokumenty-ekspertow/{mine.document.pk}/zagadnienia/nowe/")
    look(page, "topic-new")
    follow(button(page, "Wskaż zagadnienie"))
    look(page, "topic-new-errors")
    page.get_by_label("Zagadnienie", exact=True).fill("Zasady przyznawania zasiłku celowego")
    page.get_by_label("O co chodzi").fill(
        "Kto, kiedy i w jakiej wysokości dostaje zasiłek celowy w razie zdarzenia losowego."
    )
    page.get_by_label("Koncepcja do dnia").fill("14.09.2099")
    follow(button(page, "Wskaż zagadnienie"))
    look(page, "topic")

    log_in(client, mine.member, context, live_server)
    page.goto(page.url)
    look(page, "topic-member")
    follow(page.locator(".move button"))
    typed = page.locator(".ProseMirror")
    typed.click()
    page.keyboard.type("Zasiłek celowy przyznaje się w 7 dni.")
    expect(page.locator("[data-saved]")).to_contain_text("Zapisano ")
    look(page, "concept-write")
    concept = Concept.objects.get()
    assert concept.body == "<p>Zasiłek celowy przyznaje się w 7 dni.</p>"

    actions.save_concept(
        Concept.objects.get(), "<p>Zasiłek celowy przyznaje się w 3 dni.</p>", concept.version, by=mine.chair
    )
    typed.click()
    page.keyboard.type(" Bez zbędnej zwłoki.")
    expect(page.locator("[data-warning]")).to_contain_text("tę koncepcję o ")
    page.on("dialog", lambda dialog: dialog.accept())
    follow(link(page, "Zobacz oba teksty"))
    look(page, "concept-unsaved")
    page.get_by_label("tylko Twoje").check()
    follow(button(page, "Zapisz wybrany tekst"))
    assert "Bez zbędnej zwłoki." in Concept.objects.get().body
    follow(link(page, "Wróć do koncepcji"))
    follow(link(page, "Dołącz pliki"))
    page.locator("input[type=file]").set_input_files(
        [
            {"name": f"{name}.pdf", "mimeType": "application/pdf", "buffer": making.pdf_bytes(name)}
            for name in ("wzór", "koszty")
        ]
    )
    look(page, "concept-enclose")
    follow(button(page, "Dołącz pliki"))
    look(page, "concept-member")
    follow(page.get_by_role("link", name="Usuń plik koszty.pdf"))
    look(page, "concept-take-out")
    follow(button(page, "Usuń plik z koncepcji"))
    follow(link(page, "Przekaż ekspertowi"))
    look(page, "concept-hand-over")
    follow(button(page, "Przekaż ekspertowi"))
    look(page, "concept-handed")

    log_in(client, mine.expert, context, live_server)
    page.goto(page.url)
    look(page, "concept-expert")
    follow(link(page, "Zwróć do uzupełnienia"))
    page.get_by_label("Co zespół ma uzupełnić").fill("Dopiszcie, skąd będą pieniądze.")
    look(page, "concept-return")
    follow(button(page, "Zwróć do uzupełnienia"))
    look(page, "concept-returned")

    concept = making.written(
        Concept.objects.get(), "<p>Zasiłek celowy przyznaje się w 3 dni, z budżetu gminy.</p>", by=mine.member
    )
    actions.hand_over(concept, concept.version, by=mine.member)
    follow(page.get_by_role("link", name="Historia tekstu i porównanie"))
    look(page, "concept-history")
    page.goto(live_server.url + concept.get_absolute_url())
    follow(link(page, "Przyjmij koncepcję"))
    look(page, "concept-take")
    follow(button(page, "Przyjmij koncepcję"))
    look(page, "concept-taken")
    follow(link(page, "Zagadnienie 1"))
    follow(link(page, "Zmień zagadnienie"))
    look(page, "topic-edit")
    page.go_back()
    follow(link(page, "Wycofaj zagadnienie"))
    page.get_by_label("Dlaczego zagadnienie zostaje wycofane").fill("Ujęte w innym zagadnieniu.")
    look(page, "topic-withdraw")
    follow(button(page, "Wycofaj zagadnienie"))
    look(page, "topic-withdrawn")
    lost_race = "Failed to load resource: the server responded with a status of 409 (Conflict)"
    assert complaints == [lost_race]


def test_information_is_handed_over(live_server, context, page, client, complaints):
    mine = made.scene("osrodek")
    making.topic(mine)
    log_in(client, mine.coordinator, context, live_server)
    page.goto(f"{live_server.url}/dokumenty-ekspertow/{mine.document.pk}/informacje/nowa/?zagadnienie=1")
    look(page, "information-new")
    page.get_by_label("Czego dotyczy").fill("Jak dziś przyjmujemy wnioski")
    page.locator(".ProseMirror").click()
    page.keyboard.type("Wnioski przyjmuje sekretariat.")
    page.locator("input[type=file]").set_input_files(
        {"name": "wzór wniosku.pdf", "mimeType": "application/pdf", "buffer": making.pdf_bytes()}
    )
    follow(button(page, "Przekaż informację ekspertom"))
    look(page, "topic-with-information")
    follow(link(page, "Jak dziś przyjmujemy wnioski"))
    look(page, "information")
    with page.expect_download() as given:
        link(page, "wzór wniosku.pdf").click()
    assert given.value.suggested_filename == "wzór wniosku.pdf"
    assert complaints == []
