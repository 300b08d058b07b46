"""The same work without JavaScript: rows are added by the server, the editor is a text area."""

import re

from tests.browser import follow

from .steps import link, member, menu, save_order, send

TASKS = "  zażółcić gęślą jaźń – „raz”;\n\nopracować <b>standard</b> & wnioski "


def test_a_half_done_order_is_kept_with_its_rows(somebody):
    page = somebody("roman.zastepczy", java_script_enabled=False)
    link(page, "Nowe zarządzenie")
    link(page, "Powołanie zespołu")
    page.get_by_label("Nazwa zespołu").fill("Zespół do spraw pracy bez skryptów")
    page.get_by_label("Zadania zespołu").fill(TASKS)
    member(page, 0, "Pozorny Krzysztof", "chair")
    send(page, "Dodaj osobę")
    member(page, 4, "Niedookreślona Halina")
    follow(row(page, 4).get_by_role("button", name="Wyżej"))
    follow(row(page, 1).get_by_role("button", name="Usuń"))
    save_order(page)

    assert "Zapisano projekt" in page.get_by_role("main").inner_text()
    assert page.get_by_label("Zadania zespołu").input_value() == TASKS
    assert [chosen(page, place) for place in range(4)] == ["Pozorny Krzysztof", "", "Niedookreślona Halina", ""]


def test_a_part_of_an_opinion_is_written_in_a_text_area(somebody):
    page = somebody("barbara.modelowa", java_script_enabled=False)
    menu(page, "Opinie")
    link(page, re.compile("^4a"))
    link(page, "Wnioski z zastosowanego rozwiązania organizacyjnego")
    area = page.get_by_label("Treść")
    before = area.input_value()
    area.fill(f"{before}\n\n# Śródtytuł\n\nDopisane „bez” skryptu – żółć.")
    send(page, "Zapisz tę część")

    assert "Śródtytuł" in [heading.inner_text() for heading in page.locator("article h3, article h4").all()]
    link(page, "Wnioski z zastosowanego rozwiązania organizacyjnego")
    assert page.get_by_label("Treść").input_value() == f"{before}\n\n# Śródtytuł\n\nDopisane „bez” skryptu – żółć."


def test_a_vote_is_cast(somebody):
    page = somebody("ewa.probna", java_script_enabled=False)
    link(page, re.compile("2b"))
    page.get_by_label("Uzasadnienie głosu").fill("Brak danych o kosztach.")
    send(page, "Wstrzymuję się")
    send(page, "Oddaj głos: ")
    assert "Oddano głos: " in page.get_by_role("main").inner_text()


def test_the_library_is_filtered_and_read(somebody):
    page = somebody("recenzentka", java_script_enabled=False)
    menu(page, "Biblioteka")
    page.get_by_label("Produkt", exact=True).select_option("1")
    send(page, "Pokaż")
    assert page.locator("tbody tr").count() == 2
    link(page, re.compile("^1"))
    assert page.locator("article.paper h1").inner_text().startswith("Określenie")


def row(page, place):
    return page.locator("[data-row]").nth(place)


def chosen(page, place):
    """The name in a line of the composition; empty: nobody was chosen."""
    text = row(page, place).get_by_label("Osoba").locator("option:checked").inner_text()
    return "" if text.startswith("–") else text.partition(" – ")[0]
