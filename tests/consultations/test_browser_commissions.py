"""Commissioning in a browser, wide and narrow, light and dark: from an empty pilot to a document with its contract."""

import pytest

from tests import factories
from tests.browser import IN_A_BROWSER, follow, look
from tests.factories import consultations as made

pytestmark = [*IN_A_BROWSER, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def complaints(page):
    said = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    return said


def enter(live_server, context, page, client, user, path="/dokumenty-ekspertow/"):
    client.force_login(user)
    context.add_cookies([{"name": "sesja", "value": client.cookies["sesja"].value, "url": live_server.url}])
    page.goto(live_server.url + path)


def link(page, name):
    return page.get_by_role("link", name=name, exact=True)


def button(page, name):
    return page.get_by_role("button", name=name, exact=True)


def words_of(page):
    return page.locator("main").inner_text().replace("\u00a0", " ")


def test_the_tree_is_laid_a_document_is_commissioned_and_given_up(live_server, context, page, client, complaints):
    centre = factories.centre("osrodek")
    factories.pilot(centre, factories.catalogue_version())
    factories.person(centre, "Elżbieta Ekspercka", roles=["expert"])
    director = factories.user_of(factories.person(centre, "Dorota Dyrektorska", roles=["director"]))
    enter(live_server, context, page, client, director)
    look(page)
    follow(button(page, "Załóż drzewo dokumentów projektu"))
    look(page)

    follow(link(page, "Lokalna Polityka Świadczeń"))
    look(page)
    follow(link(page, "Wskaż eksperta"))
    page.get_by_role("checkbox", name="Elżbieta Ekspercka").check()
    page.get_by_label("Pierwsza wersja do dnia").fill("1.10.2018")
    page.get_by_label("Ostateczna wersja do dnia").fill("1.09.2018")
    follow(button(page, "Zapisz zmiany"))
    assert "Termin ostatecznej wersji nie może być przed terminem pierwszej." in words_of(page)
    look(page)
    page.get_by_label("Ostateczna wersja do dnia").fill("1.12.2018")
    follow(button(page, "Zapisz zmiany"))
    assert "Czeka na: ekspertkę (Elżbieta Ekspercka)" in words_of(page)
    look(page)

    follow(link(page, "Wycofaj dokument"))
    look(page)
    page.get_by_label("Dlaczego dokument zostaje wycofany").fill("Zmienił się zakres projektu.")
    follow(button(page, "Wycofaj dokument"))
    assert "Zmienił się zakres projektu." in words_of(page)
    look(page)
    follow(button(page, "Przywróć dokument"))
    follow(link(page, "Dokumenty ekspertów").first)
    follow(link(page, "Dodaj dokument"))
    look(page)
    page.get_by_label("Rodzaj dokumentu").select_option("study")
    follow(button(page, "Dodaj dokument"))
    assert page.title().startswith("Błąd: ")
    look(page)
    assert complaints == []


def test_a_contract_is_entered_and_ended_before_its_time(live_server, context, page, client, complaints):
    mine = made.scene("osrodek")
    enter(live_server, context, page, client, mine.hr, "/dokumenty-ekspertow/umowy/")
    look(page)
    follow(link(page, "Wpisz umowę"))
    look(page)
    page.get_by_label("Ekspert").select_option(label="Expert Osoba – pracownik socjalny")
    page.get_by_label("Numer umowy").fill("DO.251.4.2018")
    page.get_by_label("Przedmiot umowy").fill("Opracowanie Lokalnej Polityki Świadczeń")
    for label, day in (("Zawarta dnia", "1.03.2018"), ("Obowiązuje od", "5.03.2018"), ("Obowiązuje do", "31.08.2019")):
        page.get_by_label(label).fill(day)
    page.get_by_role("checkbox", name="Lokalna Polityka Świadczeń").check()
    follow(button(page, "Wpisz umowę"))
    look(page)
    follow(link(page, "Wpisz rozwiązanie przed czasem"))
    look(page)
    page.get_by_label("Ostatni dzień umowy").fill("30.09.2018")
    page.get_by_label("Dlaczego umowa skończyła się przed czasem").fill("Za porozumieniem stron.")
    follow(button(page, "Wpisz rozwiązanie"))
    assert "przed czasem; ostatni dzień: 30 września 2018 r." in words_of(page)
    look(page)
    follow(link(page, "Zmień umowę"))
    look(page)
    follow(link(page, "Umowy z ekspertami"))
    look(page)
    follow(link(page, "Lokalna Polityka Świadczeń"))
    assert "umowa nr DO.251.4.2018" in words_of(page)
    look(page)
    assert complaints == []
