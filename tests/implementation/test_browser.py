"""The board, a task and the register in a browser: wide and narrow, light and dark."""

import os
import shutil

import pytest

from tests.browser import follow
from tests.factories.implementation import pdf, scene
from tests.journeys.looking import grave, sideways

CHROMIUM = os.environ.get("MOPS_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = [
    pytest.mark.journey,
    pytest.mark.xdist_group("journeys"),
    pytest.mark.skipif(not CHROMIUM, reason=os.environ.get("MOPS_NO_BROWSER") or "nie ma Chromium"),
    pytest.mark.django_db(transaction=True),
]
SIZES = [(1280, "light"), (1280, "dark"), (320, "light"), (320, "dark")]


@pytest.fixture(scope="session")
def browser_type_launch_args():
    quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
    return {"executable_path": CHROMIUM, "args": ["--no-sandbox", "--disable-gpu", *quiet]}


@pytest.fixture
def complaints(page):
    said = []
    # The summary of errors asks for focus by autofocus and by the script; whichever comes second is told so.
    twice = "Autofocus processing was blocked because a document already has a focused element."
    page.on("console", lambda message: message.text == twice or said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    return said


def look(page):
    for width, scheme in SIZES:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        assert (page.url, width, scheme, grave(page), sideways(page)) == (page.url, width, scheme, [], 0)
    page.set_viewport_size({"width": 1280, "height": 800})


def link(page, name):
    return page.get_by_role("link", name=name, exact=True)


def button(page, name):
    return page.get_by_role("button", name=name, exact=True)


def test_a_task_is_planned_shown_and_done(live_server, context, page, client, complaints):
    mine = scene("osrodek")
    client.force_login(mine.director)
    context.add_cookies([{"name": "sesja", "value": client.cookies["sesja"].value, "url": live_server.url}])
    page.goto(live_server.url + "/wdrazanie/")
    look(page)
    follow(link(page, "Zaproponuj etapy"))
    look(page)
    follow(button(page, "Zapisz etapy"))
    assert "Ocena modelu, 1 czerwca 2019 r. – 31 sierpnia 2019 r." in page.locator("main").inner_text().replace(
        "\u00a0", " "
    )

    follow(link(page, "Rozdziel zadania"))
    look(page)
    page.go_back()
    follow(page.get_by_role("link", name="2a.1. Zespół"))
    look(page)
    follow(page.locator(".move a"))
    page.get_by_role("checkbox", name="Osoba Chair").check()
    page.get_by_label("Termin").fill("1.10.2018")
    look(page)
    follow(button(page, "Zapisz plan"))
    follow(link(page, "plik"))
    look(page)
    page.get_by_label("Tytuł").fill("Lista obecności")
    page.get_by_label("Z dnia").fill("3.09.2018")
    page.locator("input[type=file]").set_input_files({"name": "a.pdf", "mimeType": "application/pdf", "buffer": pdf()})
    follow(button(page, "Dodaj dowód"))
    look(page)
    follow(button(page, "Oznacz jako wykonane"))
    look(page)
    assert "Zadanie 2a.1 jest wykonane." in page.locator("main").inner_text()

    page.goto(live_server.url + "/wdrazanie/dowody/")
    look(page)
    with page.expect_download() as given:
        page.goto(live_server.url + "/wdrazanie/dowody/") and link(page, "Lista obecności").click()
        page.get_by_role("link", name="Pobierz plik").click()
    assert given.value.suggested_filename == "D1 wersja 1 – Lista obecności.pdf"
    assert complaints == []


def test_a_task_without_evidence_is_warned_of(live_server, context, page, client, complaints):
    mine = scene("osrodek")
    client.force_login(mine.member)
    context.add_cookies([{"name": "sesja", "value": client.cookies["sesja"].value, "url": live_server.url}])
    page.goto(live_server.url + f"/wdrazanie/pilotaz/{mine.pilot.pk}/zadania/{mine.analysis.pk}/wykonane/")
    look(page)
    follow(button(page, "Oznacz jako wykonane"))
    assert page.title().startswith("Błąd: ")
    look(page)
    follow(button(page, "Oznacz bez dowodu i bez oświadczenia"))
    follow(link(page, "Wdrażanie").first)
    look(page)
    assert complaints == []
