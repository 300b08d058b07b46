"""The session ends while somebody is typing: after log-in the text is back, letter by letter."""

import re

from .steps import link, member, menu, press, save_order, send, sign_in

TYPED = "  Zażółć „gęślą” jaźń – § 5 ust. 2;\n\n\ttabulator & <b>znaki</b> 😀 "
FORMATTED = "# Śródtytuł\n\nZażółć „gęślą” jaźń – § 5 ust. 2;\n\nznaki <b> & 😀"


def test_an_order_that_was_being_written_is_back(somebody):
    page = somebody("marek.etatowy")
    page.goto("/zarzadzenia/")
    link(page, "Nowe zarządzenie")
    link(page, "Powołanie zespołu")
    page.get_by_label("Nazwa zespołu").fill("Zespół do spraw przerwanych sesji")
    page.get_by_label("Zadania zespołu").fill(TYPED)
    member(page, 0, "Umowny Paweł", "chair")
    before = contents(page)

    expire(page)
    save_order(page)
    sign_in_again(page, "marek.etatowy")
    assert contents(page) == before
    assert page.get_by_label("Zadania zespołu").input_value() == TYPED
    save_order(page)
    page.get_by_text("Zapisano projekt").wait_for()
    assert contents(page) == before


def test_a_part_of_an_opinion_is_back_in_the_editor(somebody):
    page = somebody("jan.wzorcowy")
    open_a_part(page)
    editor = page.locator("[contenteditable=true]")
    editor.press("Control+A")
    page.keyboard.insert_text("Zażółć „gęślą” jaźń – § 5 ust. 2;")
    page.keyboard.press("Enter")
    press(page, "Pogrubienie")
    page.keyboard.insert_text("znaki <b> & 100 %")
    before = editor.inner_html()

    expire(page)
    send(page, "Zapisz tę część")
    sign_in_again(page, "jan.wzorcowy")
    assert editor.inner_html() == before
    send(page, "Zapisz tę część")
    assert "znaki <b> & 100" in page.locator("article.paper").inner_text()


def test_a_part_of_an_opinion_is_back_in_the_text_area(somebody):
    page = somebody("alicja.cwiczebna", java_script_enabled=False)
    open_a_part(page)
    page.get_by_label("Treść").fill(FORMATTED)

    expire(page)
    send(page, "Zapisz tę część")
    sign_in_again(page, "alicja.cwiczebna")
    assert page.get_by_label("Treść").input_value() == FORMATTED


def open_a_part(page):
    menu(page, "Opinie")
    link(page, re.compile("^3"))
    link(page, "Ocena procesu organizowania usługi")


def expire(page):
    page.context.clear_cookies(name="sesja")


def sign_in_again(page, name):
    page.get_by_text("Sesja wygasła. Zaloguj się – wpisany tekst zaczeka.").wait_for()
    sign_in(page, name)
    page.get_by_text("Odzyskaliśmy tekst").wait_for()


def contents(page):
    """Everything the form says, field by field, its bookkeeping aside."""
    sent = page.evaluate("[...new FormData(document.querySelector('main form'))]")
    return [(name, value) for name, value in sent if name not in ("csrfmiddlewaretoken", "version", "key")]
