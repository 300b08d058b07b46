"""A director without JavaScript amends an order by general means: new wording, a new unit, a repeal, other words."""

import re

from tests.browser import follow
from tests.gate import assert_gate

from .steps import fetched, letters, link, printed, send, sheet

AMENDING = [
    "§ 1. W zarządzeniu nr 23/2018 Dyrektora Miejskiego Ośrodka Pomocy Społecznej w Częstochowie z dnia 11 czerwca "
    "2018 r. w sprawie",
    "w § 5 w ust. 1 w pkt 6 wyraz „przewidywany” zastępuje się wyrazem „planowany”",
    "§ 6 otrzymuje brzmienie: „§ 6. Udział w pracach Zespołu jest nieodpłatny.”",
    "po § 6 dodaje się § 6a w brzmieniu: „§ 6a. Zespół używa narzędzi udostępnionych przez ośrodek.”",
    "uchyla się § 7",
]
CONSOLIDATED = [
    "planowany termin następnego posiedzenia",
    "Udział w pracach Zespołu jest nieodpłatny.",
    "Zespół używa narzędzi udostępnionych przez ośrodek.",
    "§ 7. (uchylony)",
]


def test_units_are_amended_without_a_script(somebody, look):
    page = somebody("helena.wzornikowa", java_script_enabled=False)
    page.goto("/zarzadzenia/?szukaj=23/2018")
    link(page, "23/2018")
    order = page.url
    follow(page.get_by_role("link", name="Zmień to zarządzenie"))
    change(page, "Zmień brzmienie", "§ 6", "Udział w pracach Zespołu jest nieodpłatny")
    change(page, "Dodaj po", "§ 6", "Zespół używa narzędzi udostępnionych przez ośrodek")
    pick(page, "Uchyl", "§ 7")
    replace(page, "§ 5 ust. 1 pkt 6", "przewidywany", "planowany")
    send(page, "Sprawdź i wydaj…")
    look_with_a_script(somebody("helena.wzornikowa"), look, page.url)
    assert_says(sheet(page), AMENDING)
    send(page, re.compile("^Wydaj zarządzenie nr "))
    assert_gate(pdf := fetched(page, "Otwórz PDF"))
    assert printed(pdf) == sheet(page)
    page.goto(order)
    link(page, re.compile("[Tt]ekst ujednolicony"))
    assert_says(sheet(page), CONSOLIDATED)


def look_with_a_script(page, look, address):
    """Axe is a script itself."""
    page.goto(address)
    look(page, "sprawdz")
    link(page, "Wróć do formularza i popraw")
    look(page, "zmiany")


def assert_says(text, words):
    assert [said for said in words if letters(said) not in text] == []


def pick(page, what, unit):
    """Press a button in the menu of a unit; without a script the menu opens by itself."""
    menu = page.locator("summary", has_text=re.compile(rf"^Zmień {re.escape(unit)}$"))
    menu.click()
    follow(menu.locator("..").get_by_role("button", name=what).first)


def change(page, what, unit, text):
    pick(page, what, unit)
    page.locator("#id_edit_text").fill(text)
    send(page, "Dodaj do listy zmian")


def replace(page, unit, old, new):
    pick(page, "Zmień wyrazy", unit)
    page.locator("#id_edit_old").fill(old)
    page.locator("#id_edit_text").fill(new)
    send(page, "Dodaj do listy zmian")
