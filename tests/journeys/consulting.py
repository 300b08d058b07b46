"""Steps on the way of an expert's document, from its commission to the order that introduces it. `look` is given where
the page is examined by this journey alone; the tests of each part examine the rest."""

import re

from apps.core import clock
from tests.browser import follow
from tests.gate import assert_gate, pdf_text

from .steps import fetched, letters, link, member, press, printed, send, sheet

HEAD = letters("Nr Wersja i miejsce Uwaga Stanowisko eksperta")  # comes again on the next page of paper


def today():
    return f"{clock.today():%-d.%m.%Y}"


def far_off():
    return f"31.12.{clock.today().year + 1}"


def told(page):
    """What the page says, with plain spaces."""
    return page.get_by_role("main").inner_text().replace("\xa0", " ")


# commission


def commission(page, title, expert):
    """The address of the new document."""
    page.goto("/dokumenty-ekspertow/")
    link(page, "Dodaj dokument")
    page.get_by_label("Rodzaj dokumentu").select_option(label="Inny dokument")
    page.get_by_label("Tytuł").fill(title)
    page.get_by_label("Kto zatwierdza").select_option("director")
    page.get_by_role("checkbox", name=expert).check()
    page.get_by_label("Pierwsza wersja do dnia").fill(far_off())
    send(page, "Dodaj dokument")
    return page.url


def contract(page, document, number, title):
    """Entered from the document's page, so that the form begins with the document and its expert."""
    page.goto(document)
    link(page, "Wpisz umowę na ten dokument")
    page.get_by_label("Numer umowy").fill(number)
    page.get_by_label("Przedmiot umowy").fill(f"Opracowanie dokumentu „{title}”")
    for label, day in {"Zawarta dnia": today(), "Obowiązuje od": today(), "Obowiązuje do": far_off()}.items():
        page.get_by_label(label).fill(day)
    send(page, "Wpisz umowę")


def appoint(page, team, people, title):
    """An order that gives the team this document; its number."""
    page.goto("/zarzadzenia/nowe/")
    link(page, "Powołanie zespołu")
    page.get_by_label("Nazwa zespołu").fill(team)
    for place, (person, function) in enumerate(people):
        member(page, place, person, function)
    page.get_by_label("Zadania zespołu").fill("opiniowanie propozycji dokumentów przygotowanych przez ekspertów")
    page.get_by_role("checkbox", name=title).check()
    page.get_by_label("Termin na opinię o dokumencie").fill("14")
    page.get_by_label("Termin na zdanie odrębne").fill("5")
    page.get_by_label("Obsługę zespołu zapewnia").fill("Dział Organizacyjny")
    return issue(page)


def issue(page):
    """From the form of an order to the issued order; its number."""
    send(page, "Sprawdź i wydaj…")
    number = re.search(r"Planowany numer: (\S+)\.", page.locator(".lead").inner_text())[1]
    send(page, f"Wydaj zarządzenie nr {number}")
    return number


# topics


def name_a_topic(page, address, title, team):
    page.goto(address)
    link(page, "Wskaż zagadnienie")
    page.get_by_label("Zagadnienie", exact=True).fill(title)
    page.get_by_label("Koncepcja do dnia").fill(far_off())
    for box in page.get_by_role("group", name="Kto opracuje").get_by_role("checkbox").all():
        box.set_checked(False)
    page.get_by_role("checkbox", name=team).check()
    send(page, "Wskaż zagadnienie")


def work_out(page, address, title, words):
    """From the document's page; the address of the concept."""
    page.goto(address)
    link(page, re.compile(re.escape(title)))
    send(page, re.compile("^Zacznij koncepcję"))
    writing(page, "Koncepcja").click()
    page.keyboard.type(words)
    page.get_by_text(re.compile(r"^Zapisano \d")).wait_for()
    link(page, re.compile("^Wróć do koncepcji"))
    link(page, "Przekaż ekspertowi")
    send(page, "Przekaż ekspertowi")
    return page.url


def take(page, address, note):
    page.goto(address)
    link(page, "Przyjmij koncepcję")
    page.get_by_label("Odpowiedź dla zespołu").fill(note)
    send(page, "Przyjmij koncepcję")


def writing(page, name):
    """It has become an editor, and has a role and a name."""
    return page.get_by_role("textbox", name=name).and_(page.locator("[contenteditable=true]"))


# versions


def upload(page, address, file):
    """The address of the new version."""
    page.goto(address)
    follow(page.locator(".move a"))
    page.set_input_files("input[type=file]", file)
    send(page, "Prześlij plik")
    return page.url


def hand_to_teams(page, number, teams, working_days=None):
    link(page, f"Przekaż wersję {number} do zaopiniowania")
    for team in teams:
        page.get_by_role("checkbox", name=team).check()
    send(page, "Sprawdź, co się stanie")
    send(page, f"Przekaż wersję {number} do zaopiniowania")


def units(page):
    """Names of the units to which remarks may be pinned."""
    return [one.get_attribute("aria-label") for one in page.locator(".version-unit").all()]


# remarks


def pin(page, version, unit, **said):
    """Click at the unit, write and submit."""
    page.goto(version)
    link(page, re.compile(f"do tej jednostki: {re.escape(unit)}$"))
    labels = {"body": "Treść uwagi", "wording": "Proponowane brzmienie", "why": "Uzasadnienie"}
    for name, text in said.items():
        page.get_by_label(labels[name]).fill(text)
    send(page, "Złóż uwagę")


def merge(page, version, *numbers):
    page.goto(f"{version}uwagi/")
    for number in numbers:
        page.get_by_label(f"Zaznacz do połączenia uwagę nr {number}").check()
    send(page, "Połącz zaznaczone")
    send(page, "Połącz uwagi")


def close_team(page, version):
    page.goto(f"{version}uwagi/")
    link(page, "Zakończ zgłaszanie uwag zespołu")
    send(page, "Zakończ zgłaszanie uwag zespołu")


def close_collecting(page, version):
    page.goto(f"{version}uwagi/")
    link(page, "Zamknij zbieranie uwag")
    send(page, "Zamknij zbieranie uwag")


def decide(page, name):
    """Follow what the page leads to, and say it once more where that is asked."""
    follow(page.get_by_role("link", name=name).or_(page.get_by_role("button", name=name)).first)
    again = page.get_by_role("button", name=name)
    if again.count():
        follow(again)


def answer(page, answers):
    """One after another, as the page leads; {number: (disposition, reason)}."""
    link(page, "Odpowiedz na następną uwagę")
    for _ in answers:
        number = int(re.search(r"nr\s(\d+)", page.get_by_role("heading", level=1).inner_text())[1])
        disposition, reason = answers[number]
        page.get_by_label(disposition, exact=True).check()
        page.get_by_label("Uzasadnienie stanowiska").fill(reason)
        send(page, "Zapisz i przejdź do następnej")
    link(page, "Przekaż odpowiedzi")
    decide(page, "Przekaż odpowiedzi")


def assert_table(page, name, said, unsaid=()):
    """The file behind the link says the one and not the other."""
    pdf = fetched(page, name)
    assert_gate(pdf)
    text = letters(pdf_text(pdf))
    assert {one: letters(one) in text for one in (*said, *unsaid)} == dict.fromkeys(said, True) | dict.fromkeys(
        unsaid, False
    )


# opinions


def opine(page, address, conclusion, words):
    """The address of the opinion."""
    page.goto(address)
    follow(page.locator(".move a"))
    send(page, "Zacznij opinię")
    writing(page, "Uzasadnienie").click()
    page.keyboard.type(words)
    page.get_by_label(conclusion, exact=True).check()
    page.get_by_text(re.compile(r"^Zapisano \d")).wait_for()
    send(page, "Zapisz opinię")
    return page.url


def put_to_vote(page, opinion):
    page.goto(opinion)
    link(page, "Poddaj pod głosowanie")
    send(page, "Otwórz głosowanie")


def vote(page, opinion, choice):
    page.goto(opinion)
    follow(page.locator(".move a"))
    press(page, choice)
    send(page, re.compile("^Oddaj głos"))


def close_vote(page, opinion):
    page.goto(opinion)
    link(page, "Zamknij głosowanie")
    send(page, "Zamknij głosowanie")


def dissent(page, opinion, words):
    page.goto(opinion)
    link(page, "Zgłoś zdanie odrębne")
    page.get_by_label("Treść zdania odrębnego").fill(words)
    send(page, "Dalej: przeczytaj przed zgłoszeniem")
    send(page, "Zgłoś zdanie odrębne")


def confirm(page, opinion, said):
    """The frozen file prints what the page shows, with every text of `said`."""
    page.goto(opinion)
    link(page, "Potwierdź opinię i utrwal PDF")
    send(page, "Potwierdź opinię i utrwal PDF")
    pdf = fetched(page, "Pobierz PDF")
    assert_gate(pdf)
    assert printed(pdf).replace(HEAD, "") == sheet(page).replace(HEAD, "")
    for text in said:
        assert letters(text) in printed(pdf), text
