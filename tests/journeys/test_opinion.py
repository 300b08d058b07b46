"""Second walk: a team adopts an opinion, from the first sentence to WRZOS. The example pilot ended in 2019, so the
products that close after it may be voted on."""

import re

from tests.gate import assert_gate, pdf_text

from .adopting import answer_remark, begin, close, confirm, dissent, editor, file_remark, part, put_to_vote, vote
from .steps import fetched, link, press, printed, send, sheet

SECTIONS = {
    "Funkcje ośrodka i stosowane rozwiązanie modelowe": "Ośrodek rozdzielił pracę socjalną od postępowania.",
    "Wpływ na realizację usług pomocy społecznej": "Klienci krócej czekają na pierwszą rozmowę.",
}


def test_a_team_adopts_an_opinion_and_the_director_hands_it_over(somebody, look):
    member, chair = somebody("halina.niedookreslona"), somebody("swietoslawa.schematyczna")
    opponent, director = somebody("krzysztof.pozorny"), somebody("roman.zastepczy")
    address = begin(member, "2a", look)
    say_variant(member, look)
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
    file_remark(opponent, address, "Brakuje kosztów.", look)
    answer_remark(member, address, "Koszty opisuje raport finansowy.", look)

    chair.goto("/")
    look(chair, "sprawy-przewodniczacej")
    put_to_vote(chair, address, look)
    look_at_the_vote(member, look, address)
    for page, choice in [(member, "Głosuję za"), (chair, "Głosuję za"), (opponent, "Głosuję przeciw")]:
        vote(page, address, choice)
    close(chair, address, look)
    dissent(opponent, address, "Nie zgadzam się z R1: brakuje danych o kosztach.", look)
    said = [*SECTIONS.values(), "za: 2, przeciw: 1", "brakuje danych o kosztach", "art. 107 ust. 4"]
    frozen = confirm(chair, address, said, look)
    hand_over(director, look, address)
    assert fetched(director, "Pobierz PDF") == frozen


def say_variant(page, look):
    """It leads to the first part, beside which it stands."""
    link(page, "Wskaż rozwiązanie modelowe")
    look(page, "rozwiazanie-modelowe")
    page.get_by_label("rozproszona").check()
    send(page, "Zapisz rozwiązanie modelowe")
    page.get_by_role("heading", name="Rozwiązanie modelowe: odpowiedzialność rozproszona").wait_for()
    link(page, "Wróć do dokumentu")


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


def look_at_the_vote(page, look, address):
    page.goto(address)
    link(page, "Przeczytaj i zagłosuj")
    look(page, "glos")
    send(page, "Wstrzymuję się")
    look(page, "glos-na-pewno")
    send(page, "Wróć do treści")


def hand_over(page, look, address):
    page.goto("/")
    look(page, "sprawy-dyrektora")
    page.goto(address)
    link(page, "Przekaż opinię do WRZOS")
    look(page, "przekaz")
    send(page, "Przekaż opinię do WRZOS")
    look(page, "przekazana")
