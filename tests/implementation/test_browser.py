"""The board, a task and the register in a browser: wide and narrow, light and dark."""

import pytest

from tests.browser import IN_A_BROWSER, follow, look
from tests.factories.implementation import pdf, scene

pytestmark = [*IN_A_BROWSER, pytest.mark.django_db(transaction=True)]


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
