"""Kadry write an order by keyboard alone, the legal adviser returns it and then agrees, the director issues it."""

import re

from tests.gate import assert_gate

from .steps import fetched, letters, link, menu, printed, send, sheet

NAME_OF_FOCUS = """() => {
  const here = document.activeElement;
  const words = [here.labels?.[0]?.innerText, here.getAttribute("aria-label"), here.innerText, here.value];
  return words.find(Boolean) ?? "";
}"""


def test_an_order_goes_to_the_legal_adviser_and_back(somebody, look):
    demand_a_legal_adviser(somebody("olga.ustawiczna"), look)
    clerk, adviser = somebody("bozena.szablonowa"), somebody("krzysztof.pozorny")
    write_by_keyboard(clerk, look)
    address = send_to_the_adviser(clerk, look)
    give_back(adviser, look)
    correct(clerk, look, address)
    agree(adviser, look)
    issue(somebody("roman.zastepczy"), look, address)


def demand_a_legal_adviser(page, look):
    """The administrator gives the role and says that orders need it."""
    menu(page, "Osoby")
    link(page, "Pozorny Krzysztof")
    link(page, "Zmień role")
    page.get_by_label(re.compile("^radca prawny")).check()
    look(page, "role")
    send(page, "Zapisz role")
    menu(page, "Ośrodek")
    page.get_by_label("zarządzenia uzgadnia radca prawny").check()
    look(page, "ustawienia")
    send(page, "Zapisz ustawienia")


def tab_to(page, name, key="Tab"):
    """Press the key until what has this name is in focus, as people without a mouse do."""
    for _ in range(150):
        page.keyboard.press(key)
        if page.evaluate(NAME_OF_FOCUS).replace("\xa0", " ").startswith(name):
            return
    raise AssertionError(f"not reached: {name}")


def go_to(page, name):
    tab_to(page, name)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def keys(page, *pressed):
    """Keys by name; everything else is typed."""
    for one in pressed:
        if one in {"Enter", "Tab", "Escape", "End"} or "+" in one:
            page.keyboard.press(one)
        else:
            page.keyboard.type(one)


def write_by_keyboard(page, look):
    go_to(page, "Nowe zarządzenie")
    go_to(page, "Inne zarządzenie")
    page.locator(".unit-text").first.wait_for()
    tab_to(page, "W sprawie")
    keys(page, "ustalenia harmonogramu dyżurów")
    tab_to(page, "§ 1")
    keys(page, "Dyżury pełnią:", "Enter", "pracownicy socjalni:", "Enter", "w poniedziałki", "Enter", "w środy")
    keys(page, "Enter", "Enter", "kierownicy działów", "Enter", "Alt+ArrowUp", "Control+z", "Control+z")
    keys(page, "Enter", "Shift+Tab", "Harmonogram ogłasza się w intranecie", "Escape")
    look(page, "edytor")
    go_to(page, "Zapisz projekt")
    look(page, "zapisany-projekt")


def send_to_the_adviser(page, look):
    """The address of the order."""
    address = re.search(r"/zarzadzenia/\d+/", page.url)[0]
    page.goto(address)
    look(page, "projekt")
    go_to(page, "Przekaż radcy")
    tab_to(page, "Wiadomość")
    keys(page, "Proszę o sprawdzenie § 1.")
    look(page, "przekaz")
    go_to(page, "Przekaż radcy")
    assert "Czeka na: radcę prawnego" in words(page)
    return address


def words(page):
    return " ".join(page.get_by_role("main").inner_text().replace("\xa0", " ").split())


def give_back(page, look):
    menu(page, "Moje sprawy")
    look(page, "sprawy-radcy")
    link(page, "Projekt zarządzenia w sprawie ustalenia harmonogramu dyżurów czeka na uzgodnienie prawne")
    look(page, "radca-czyta")
    assert "Proszę o sprawdzenie § 1." in words(page)
    assert sheet(page).endswith(letters("§ 3. Zarządzenie wchodzi w życie z dniem podpisania. Dyrektor Miejskiego "
                                        "Ośrodka Pomocy Rodzinie w Przykładowie"))  # fmt: skip
    page.get_by_label("Uwagi").fill("W § 1 brakuje godzin dyżurów.")
    send(page, "Zwracam z uwagami")
    look(page, "zwrocone")


def correct(page, look, address):
    menu(page, "Moje sprawy")
    link(page, "Projekt zarządzenia w sprawie ustalenia harmonogramu dyżurów radca prawny zwrócił z uwagami")
    look(page, "uwagi-radcy")
    assert "W § 1 brakuje godzin dyżurów." in words(page)
    page.goto(address)
    link(page, "Popraw projekt")
    page.locator(".unit-text").first.wait_for()
    tab_to(page, "§ 1")
    keys(page, "End", " w godzinach od 8 do 16", "Escape")
    go_to(page, "Zapisz projekt")
    page.goto(address)
    link(page, "Przekaż radcy")
    send(page, "Przekaż radcy")


def agree(page, look):
    menu(page, "Moje sprawy")
    link(page, "Projekt zarządzenia w sprawie ustalenia harmonogramu dyżurów czeka na uzgodnienie prawne")
    look(page, "co-poprawiono")
    assert "Jest: § 1. Dyżury pełnią w godzinach od 8 do 16:" in words(page)
    send(page, "Uzgadniam pod względem prawnym")
    look(page, "uzgodnione")


def issue(page, look, address):
    page.goto(address)
    look(page, "u-dyrektora")
    link(page, "Sprawdź i wydaj")
    look(page, "sprawdz-i-wydaj")
    send(page, re.compile("^Wydaj zarządzenie nr "))
    look(page, "wydane")
    pdf = fetched(page, "Otwórz PDF")
    assert_gate(pdf)
    assert printed(pdf) == sheet(page)
    assert "Uzgodniono pod względem prawnym: Krzysztof Pozorny" in words(page)
