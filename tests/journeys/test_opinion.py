"""Second walk: a team adopts an opinion, from the first sentence to WRZOS. The example pilot ended in 2019, so the
products that close after it may be voted on."""

import re

from tests.browser import follow
from tests.gate import assert_gate, pdf_text

from .steps import fetched, letters, link, menu, press, printed, send, sheet

SECTIONS = {
    "Funkcje ośrodka i stosowane rozwiązanie modelowe": "Ośrodek rozdzielił pracę socjalną od postępowania.",
    "Wpływ na realizację usług pomocy społecznej": "Klienci krócej czekają na pierwszą rozmowę.",
}


def test_a_team_adopts_an_opinion_and_the_director_hands_it_over(somebody, look):
    member, chair = somebody("halina.niedookreslona"), somebody("swietoslawa.schematyczna")
    opponent, director = somebody("krzysztof.pozorny"), somebody("roman.zastepczy")
    address = begin(member, look)
    look_at_a_part(member, look, next(iter(SECTIONS)))
    for title, text in SECTIONS.items():
        write_section(member, title, text)
    weigh(member, look)
    recommend(member, look)
    assert_the_draft_is_printed_as_shown(member)
    link(member, "Przekaż do uzgodnień w zespole")
    look(member, "przekaz-do-uzgodnien")
    send(member, "Przekaż do uzgodnień w zespole")
    look(member, "uzgadniana")
    agree(member, opponent, look, address)

    put_to_vote(chair, look, address)
    look_at_the_vote(member, look, address)
    for page, choice in [(member, "Głosuję za"), (chair, "Głosuję za"), (opponent, "Głosuję przeciw")]:
        vote(page, address, choice)
    close(chair, look, address)
    dissent(opponent, look, address)
    frozen = confirm(chair, look, address)
    hand_over(director, look, address)
    assert fetched(director, "Pobierz PDF") == frozen


def begin(page, look):
    menu(page, "Opinie")
    look(page, "opinie")
    link(page, re.compile("^Zacznij pracę.*2a"))
    look(page, "zacznij")
    send(page, "Zacznij opinię")
    look(page, "robocza")
    return page.url


def editor(page):
    """It has become an editor, and has a role and a name."""
    return page.get_by_role("textbox", name="Treść").and_(page.locator("[contenteditable=true]"))


def look_at_a_part(page, look, title):
    link(page, title)
    editor(page).wait_for()
    look(page, "czesc")
    link(page, "Wróć do dokumentu")


def write_section(page, title, text):
    """In the editor; its toolbar makes one word bold."""
    link(page, title)
    editor(page).click()
    page.keyboard.type(text + " ")
    press(page, "Pogrubienie")
    page.keyboard.type("Ważne.")
    send(page, "Zapisz tę część")
    page.get_by_text(f"Zapisano część „{title}”").wait_for()


def part(page, name):
    follow(page.get_by_role("region", name="Części opinii").get_by_role("link", name=name))


def weigh(page, look):
    part(page, "Plusy i minusy")
    for sign, text in [("plus", "Krótsza droga klienta."), ("minus", "Więcej uzgodnień między zespołami.")]:
        page.get_by_label(f"Nowy {sign}").fill(text)
        send(page, f"Dodaj {sign}")
        page.get_by_text(f"Zapisano {sign} o").wait_for()
    look(page, "plusy-i-minusy")
    link(page, "Wróć do dokumentu")


def recommend(page, look):
    part(page, "Rekomendacje")
    link(page, re.compile("^Dodaj rekomendację.*rozwiązaniu modelowym"))
    page.get_by_label("Treść rekomendacji").fill("Wprowadzić stanowisko pierwszego kontaktu.")
    send(page, "Zapisz rekomendację")
    link(page, re.compile("^Dodaj rekomendację.*w przepisach prawa"))
    page.get_by_label("Treść rekomendacji").fill("Skrócić rodzinny wywiad środowiskowy.")
    page.get_by_label("Przepis").fill("art. 107 ust. 4")
    look(page, "nowa-rekomendacja")
    send(page, "Zapisz rekomendację")
    look(page, "rekomendacje")
    link(page, "Wróć do dokumentu")


def assert_the_draft_is_printed_as_shown(page):
    pdf = fetched(page, "Pobierz PDF – wersja robocza")
    assert_gate(pdf)
    assert "WERSJA ROBOCZA" in pdf_text(pdf)
    assert printed(pdf) == sheet(page)


def agree(writer, member, look, address):
    """One remark, and its answer."""
    member.goto(address)
    link(member, "Zgłoś uwagę")
    look(member, "nowa-uwaga")
    member.get_by_label("Treść uwagi").fill("Brakuje kosztów.")
    send(member, "Zgłoś uwagę")
    look(member, "uwagi")
    writer.goto(address)
    link(writer, "Odpowiedz na uwagi (1)")
    link(writer, "Odpowiedz na uwagę nr 1")
    writer.get_by_label("wyjaśniona").check()
    writer.get_by_label("Uzasadnienie stanowiska").fill("Koszty opisuje raport finansowy.")
    look(writer, "odpowiedz")
    send(writer, "Zapisz odpowiedź")
    look(writer, "uwagi-z-odpowiedzia")


def put_to_vote(page, look, address):
    page.goto("/")
    look(page, "sprawy-przewodniczacej")
    page.goto(address)
    link(page, "Poddaj pod głosowanie")
    look(page, "poddaj-pod-glosowanie")
    page.get_by_label("na posiedzeniu").check()
    page.get_by_label("przed końcem terminu na uwagi").check()
    send(page, "Otwórz głosowanie")
    look(page, "glosowanie")


def look_at_the_vote(page, look, address):
    page.goto(address)
    link(page, "Przeczytaj i zagłosuj")
    look(page, "glos")
    send(page, "Wstrzymuję się")
    look(page, "glos-na-pewno")
    send(page, "Wróć do treści")


def vote(page, address, choice):
    page.goto(address)
    link(page, "Przeczytaj i zagłosuj")
    press(page, choice)
    send(page, "Oddaj głos")
    page.get_by_text("Oddano głos: ").wait_for()


def close(page, look, address):
    page.goto(address)
    link(page, "Zamknij głosowanie")
    look(page, "zamknij")
    send(page, "Zamknij głosowanie")
    look(page, "przyjeta")


def dissent(page, look, address):
    page.goto(address)
    link(page, "Zgłoś zdanie odrębne")
    page.get_by_label("Treść zdania odrębnego").fill("Nie zgadzam się z R1: brakuje danych o kosztach.")
    look(page, "zdanie-odrebne")
    send(page, "Zgłoś zdanie odrębne")
    page.get_by_text("Zdanie odrębne zostało zgłoszone.").wait_for()


def confirm(page, look, address):
    page.goto(address)
    link(page, "Potwierdź opinię i utrwal PDF")
    look(page, "potwierdz")
    send(page, "Potwierdź opinię i utrwal PDF")
    look(page, "potwierdzona")
    pdf = fetched(page, "Pobierz PDF")
    assert_gate(pdf)
    assert ("WERSJA ROBOCZA" in pdf_text(pdf), printed(pdf)) == (False, sheet(page))
    for said in [*SECTIONS.values(), "za: 2, przeciw: 1", "brakuje danych o kosztach", "art. 107 ust. 4"]:
        assert letters(said) in printed(pdf), said
    return pdf


def hand_over(page, look, address):
    page.goto("/")
    look(page, "sprawy-dyrektora")
    page.goto(address)
    link(page, "Przekaż opinię do WRZOS")
    look(page, "przekaz")
    send(page, "Przekaż opinię do WRZOS")
    look(page, "przekazana")
