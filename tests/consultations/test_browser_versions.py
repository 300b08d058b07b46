"""A version from its file to the comparison with the next one, in a browser: wide and narrow, light and dark, and the
way to a unit by keyboard alone."""

from pathlib import Path

import pytest

from apps.consultations.models import DocumentVersion
from tests.browser import IN_A_BROWSER, look
from tests.factories import consultations as made

pytestmark = [*IN_A_BROWSER, pytest.mark.django_db(transaction=True)]
FILES = Path(__file__).parent / "files"


@pytest.fixture
def mine():
    return made.scene()


def press(page, name):
    with page.expect_navigation():
        page.get_by_role("button", name=name).click()


def test_from_a_file_to_the_comparison_with_the_next_version(mine, enter, page):
    enter(mine.expert, f"/dokumenty-ekspertow/{mine.document.pk}/wersje/nowa/")
    look(page)
    page.set_input_files("input[type=file]", FILES / "numery-wpisane.docx")
    press(page, "Prześlij plik")
    assert page.locator("#p1-u2-k2-la").inner_text().startswith("a) środki własne,")
    look(page)

    page.get_by_role("link", name="Przekaż wersję 1 do zaopiniowania").click()
    look(page)
    press(page, "Sprawdź, co się stanie")
    look(page)
    press(page, "Przekaż wersję 1 do zaopiniowania")
    version = DocumentVersion.objects.get()
    assert version.status == "collecting"

    enter(mine.member, version.get_absolute_url())
    look(page)
    page.get_by_role("link", name="Zgłoś uwagę do tej jednostki: § 2", exact=True).focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url.endswith("/uwagi/nowa/?jednostka=p2")

    made.to(version, "answering", "answered")
    enter(mine.expert, f"/dokumenty-ekspertow/{mine.document.pk}/wersje/nowa/")
    press(page, "Zacznij od wersji 1")
    writing = page.locator(".rich-text-area")
    writing.wait_for()
    look(page)
    writing.locator("p", has_text="Wniosek rozpatruje się").click()
    page.keyboard.press("End")
    page.keyboard.type(" Dnia wolnego się nie liczy.")
    page.locator("[data-saved]:has-text('Zapisano')").wait_for()
    press(page, "Zapisz i zobacz jednostki")
    page.get_by_role("link", name="Porównaj z wersją 1").click()
    assert "Dnia wolnego się nie liczy." in page.locator(".kind-changed ins").inner_text()
    look(page)


def test_withdrawing_extending_and_discarding(mine, enter, page):
    version = made.sent(mine)
    for name in ("termin", "wycofaj"):
        enter(mine.expert, f"{version.get_absolute_url()}{name}/")
        look(page)
    made.to(version, "withdrawn")
    draft = made.version(mine)
    enter(mine.expert, f"{draft.get_absolute_url()}usun/")
    look(page)
