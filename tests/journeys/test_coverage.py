"""The board „Pokrycie Tabeli 1” of the second example centre, which has every kind of gap: narrowed by the keyboard,
followed to where a gap is mended, and found shorter afterwards."""

import re

from apps.reports.coverage.conditions import CONDITIONS
from tests.browser import follow
from tests.gate import assert_gate, pdf_text

from .steps import fetched, link, menu, send

GAP = "Krok niewykonany"


def test_a_gap_is_narrowed_down_to_and_mended(somebody, look):
    page = somebody("roman.zastepczy")
    menu(page, "Wdrażanie")
    link(page, "Pokrycie Tabeli 1: czego jeszcze brakuje")
    look(page, "pokrycie")
    assert conditions(page) == {condition.name for condition in CONDITIONS.values()}

    narrow(page, product="5", condition="krok")
    look(page, "pokrycie-zawezone")
    address, before = page.url, gaps(page)
    assert [kind for kind, _ in before] == [GAP] * 3
    assert_it_is_printed(page, before)

    tab_to(page, page.get_by_role("link", name=re.compile("^Otwórz zadanie ?: Krok 2 ")))
    by_enter(page)
    mend(page)
    page.goto(address)
    assert gaps(page) == [before[0], before[2]]
    link(page, "Pokaż wszystko")
    assert before[1] not in gaps(page)


def conditions(page):
    """Kinds of gaps that the filter offers: those that are unmet."""
    offered = page.get_by_label("Warunek", exact=True).locator("option").all_inner_texts()
    return set(offered) - {"wszystkie"}


def narrow(page, product, condition):
    """Without a mouse: the first letters choose in a list."""
    tab_to(page, page.get_by_label("Produkt", exact=True))
    page.keyboard.type(product)
    page.keyboard.press("Tab")
    page.keyboard.type(condition)
    page.keyboard.press("Tab")
    by_enter(page)


def tab_to(page, locator):
    """Walk with the Tab key until the focus is there."""
    for _ in range(80):
        if locator.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError("the Tab key does not come to it")


def by_enter(page):
    with page.expect_navigation():
        page.keyboard.press("Enter")


def gaps(page):
    """(kind, sentence) row by row."""
    cells = page.locator(".coverage-product tbody td:first-child").all_inner_texts()
    return [tuple(cell.replace("\xa0", " ").split("\n", 1)) for cell in cells]


def assert_it_is_printed(page, shown):
    pdf = fetched(page, "Zestawienie do druku (PDF)")
    assert_gate(pdf)
    assert all(" ".join(said.split()) in pdf_text(pdf) for _, said in shown)


def mend(page):
    follow(page.get_by_role("region", name="Zmień stan").get_by_role("link", name="Oznacz jako wykonane"))
    page.get_by_label("Oświadczenie").fill("Zakresy czynności zaakceptowano.")
    send(page, "Oznacz jako wykonane")
