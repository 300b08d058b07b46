"""First walk: a director appoints a team by an order."""

import hashlib
import re

from apps.core import clock
from apps.core.polish import day_in_words
from tests.gate import assert_gate

from .steps import fetched, letters, link, member, menu, press, printed, rows, send, sheet

COMPOSITION = [
    ("Zofia Zmyślona", "przewodnicząca", "§ 2 pkt 1"),
    ("Paweł Umowny", "zastępca przewodniczącej", "§ 2 pkt 2"),
    ("Łucja Makietowa", "sekretarz", "§ 2 pkt 3"),
    ("Żaneta Ilustracyjna", "członkini", "§ 2 pkt 4 lit. a"),
    ("Stefan Fikcyjny", "członek", "§ 2 pkt 4 lit. b"),
]


def test_a_director_appoints_a_team(somebody, visitor, look):
    page = somebody("helena.wzornikowa")
    open_the_form(page, look)
    fill_in_the_order(page)
    look(page, "formularz")
    send(page, "Sprawdź i wydaj…")
    number = re.search(r"Planowany numer: (\S+)\.", page.locator(".lead").inner_text())[1]
    shown = sheet(page)
    look(page, "sprawdz-i-wydaj")
    assert_the_page_says_what_will_happen(page, shown, number)

    send(page, f"Wydaj zarządzenie nr {number}")
    look(page, "zarzadzenie")
    code = page.locator("aside a[href^='/sprawdz/']").inner_text()
    pdf = fetched(page, "Otwórz PDF")
    assert_gate(pdf)
    assert printed(pdf) == shown == sheet(page)

    assert_the_register_lists_it(page, look, number)
    assert_the_roster_follows_from_it(page, look, number)
    assert_anybody_can_verify_it(visitor(), look, code, number, hashlib.sha256(pdf).hexdigest())


def open_the_form(page, look):
    look(page, "moje-sprawy")
    link(page, "Nowe zarządzenie")
    link(page, "Powołanie zespołu")
    look(page, "pusty-formularz")


def fill_in_the_order(page):
    page.get_by_label("Nazwa zespołu").fill("Zespół do spraw standardów obsługi")
    assert page.get_by_label("Nazwa w dopełniaczu").input_value() == "Zespołu do spraw standardów obsługi"
    press(page, "Dodaj osobę")
    for place, (person, function) in enumerate(
        [
            ("Zmyślona Zofia", "chair"),
            ("Umowny Paweł", "deputy"),
            ("Makietowa Łucja", "secretary"),
            ("Fikcyjny Stefan", "member"),
            ("Ilustracyjna Żaneta", "member"),
        ]
    ):
        member(page, place, person, function)
    page.locator("[data-row]").nth(4).get_by_role("button", name="Wyżej").click()
    page.get_by_label("Zadania zespołu").fill("opracowanie standardu obsługi klienta\nwnioski z wdrożenia standardu")
    page.get_by_label(re.compile("^Lokalna Polityka Świadczeń")).check()
    page.get_by_label("Termin na opinię o dokumencie").fill("14")
    page.get_by_label("Kworum").select_option("more_than_half")
    page.get_by_label("Większość").select_option("absolute")
    page.get_by_label("Termin na zdanie odrębne").fill("5")
    page.get_by_label("Obsługę zespołu zapewnia").fill("Dział Organizacyjny")


def assert_the_page_says_what_will_happen(page, shown, number):
    assert rows(page, "Skład zespołu") == [list(entry) for entry in COMPOSITION]
    for text in [
        f"Zarządzenie nr {number}",
        f"z dnia {day_in_words(clock.today())}",
        "w sprawie powołania Zespołu do spraw standardów obsługi",
        "2) zastępca przewodniczącej – Paweł Umowny, kierownik Rejonowego Zespołu Pomocy Społecznej Nr 2;",
        "bezwzględną większością głosów w obecności więcej niż połowy swojego składu",
        "w terminie 5 dni roboczych od dnia przyjęcia opinii",
    ]:
        assert letters(text).lower() in shown.lower(), text


def assert_the_register_lists_it(page, look, number):
    menu(page, "Zarządzenia")
    look(page, "rejestr")
    [line] = [cells for cells in rows(page, "Tabela wydanych zarządzeń") if cells[1] == number]
    today, subject = f"{clock.today():%-d.%m.%Y}", "powołania Zespołu do spraw standardów obsługi"
    assert [cell.split("\n")[0] for cell in line[2:]] == [today, subject, today, "–", "obowiązuje"]


def assert_the_roster_follows_from_it(page, look, number):
    menu(page, "Zespoły")
    look(page, "zespoly")
    link(page, "Zespół do spraw standardów obsługi")
    look(page, "zespol")
    roster = [(cells[1].split("\n")[0], cells[0], cells[2]) for cells in rows(page, "Skład zespołu")]
    assert roster == [(name, word, f"{provision} zarządzenia nr {number}") for name, word, provision in COMPOSITION]
    assert f"zarządzenia nr {number}" in page.locator(".lead").inner_text().replace("\xa0", " ")


def assert_anybody_can_verify_it(page, look, code, number, digest):
    page.goto("/sprawdz/")
    look(page, "sprawdz-kod")
    page.get_by_label("Kod").fill(code.lower())
    send(page, "Sprawdź dokument")
    look(page, "sprawdzony-dokument")
    told = page.get_by_role("main").inner_text()
    assert (number in told, digest in told, "wydane, obowiązuje od" in told.replace("\xa0", " ")) == (True, True, True)
