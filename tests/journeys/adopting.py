"""Steps on the way of an opinion, from its first sentence to the confirmed file. `look` is given where this journey
is the one that examines the page; `unseen` where another does."""

import re

from tests.browser import follow
from tests.gate import assert_gate, pdf_text

from .steps import fetched, letters, link, menu, press, printed, send, sheet


def unseen(page, name):
    """A page that another journey examines."""


def begin(page, code, look=unseen):
    """The address of the new opinion."""
    menu(page, "Opinie")
    look(page, "opinie")
    link(page, re.compile(f"^Zacznij pracę.*{code}"))
    look(page, "zacznij")
    send(page, "Zacznij opinię")
    look(page, "robocza")
    return page.url


def editor(page):
    """It has become an editor, and has a role and a name."""
    return page.get_by_role("textbox", name="Treść").and_(page.locator("[contenteditable=true]"))


def part(page, name):
    follow(page.get_by_role("region", name="Części opinii").get_by_role("link", name=name, exact=True))


def file_remark(page, address, body, look=unseen):
    page.goto(address)
    link(page, "Zgłoś uwagę")
    look(page, "nowa-uwaga")
    page.get_by_label("Treść uwagi").fill(body)
    send(page, "Zgłoś uwagę")
    look(page, "uwagi")


def answer_remark(page, address, answer, look=unseen):
    page.goto(address)
    link(page, "Odpowiedz na uwagi (1)")
    link(page, "Odpowiedz na uwagę nr 1")
    page.get_by_label("wyjaśniona").check()
    page.get_by_label("Uzasadnienie stanowiska").fill(answer)
    look(page, "odpowiedz")
    send(page, "Zapisz odpowiedź")
    look(page, "uwagi-z-odpowiedzia")


def put_to_vote(page, address, look=unseen):
    page.goto(address)
    link(page, "Poddaj pod głosowanie")
    look(page, "poddaj-pod-glosowanie")
    page.get_by_label("na posiedzeniu").check()
    page.get_by_label("przed końcem terminu na uwagi").check()
    send(page, "Otwórz głosowanie")
    look(page, "glosowanie")


def vote(page, address, choice):
    page.goto(address)
    link(page, "Przeczytaj i zagłosuj")
    press(page, choice)
    send(page, "Oddaj głos")
    page.get_by_text("Oddano głos: ").wait_for()


def close(page, address, look=unseen):
    page.goto(address)
    link(page, "Zamknij głosowanie")
    look(page, "zamknij")
    send(page, "Zamknij głosowanie")
    look(page, "przyjeta")


def dissent(page, address, body, look=unseen):
    page.goto(address)
    link(page, "Zgłoś zdanie odrębne")
    page.get_by_label("Treść zdania odrębnego").fill(body)
    look(page, "zdanie-odrebne")
    send(page, "Dalej: przeczytaj przed zgłoszeniem")
    look(page, "zdanie-odrebne-pytanie")
    send(page, "Zgłoś zdanie odrębne")
    page.get_by_text("Zdanie odrębne zostało zgłoszone.").wait_for()


def confirm(page, address, said, look=unseen):
    """The frozen file, which prints what the page shows, with every text of `said`."""
    page.goto(address)
    link(page, "Potwierdź opinię i utrwal PDF")
    look(page, "potwierdz")
    send(page, "Potwierdź opinię i utrwal PDF")
    look(page, "potwierdzona")
    pdf = fetched(page, "Pobierz PDF")
    assert_gate(pdf)
    assert ("WERSJA ROBOCZA" in pdf_text(pdf), printed(pdf)) == (False, sheet(page))
    for text in said:
        assert letters(text) in printed(pdf), text
    return pdf
