"""From the last opinion to the act that introduces the document, and a draft order opened to teams, in a browser: wide
and narrow, light and dark."""

import re

import pytest

from apps.consultations.outcome import opened
from apps.consultations.versions.actions import send_version
from apps.orders.models import IssuedOrder, Order
from tests.browser import IN_A_BROWSER, follow, look
from tests.factories import consultations as made
from tests.gate import assert_gate, body_text

from .outcomes import answered, judged
from .test_order_drafts import draft

pytestmark = [*IN_A_BROWSER, pytest.mark.django_db(transaction=True)]
TABLE = (
    "<table><thead><tr><th>Świadczenie</th><th>Termin</th></tr></thead>"
    "<tbody><tr><td>zasiłek celowy</td><td>14 dni</td></tr></tbody></table>"
)


@pytest.fixture
def mine():
    return made.scene()


def button(page, name):
    return page.get_by_role("button", name=name, exact=True)


def link(page, name):
    return page.get_by_role("link", name=name, exact=True)


def with_table(mine, document):
    """A version with a table, judged by both teams, one of them against."""
    version = made.version(mine, "§ 1. Terminy określa tabela:", document=document)
    table = {"key": "tab1", "label": "tabela 1", "kind": "table", "depth": 0, "html": TABLE, "text": "Świadczenie"}
    version.units = [*version.units, table]
    version.save()
    send_version(version, [mine.team, mine.other_team], working_days=5, by=mine.expert)
    version.refresh_from_db()
    return judged(mine, made.to(version, "answering", "answered"), other="negative")


def test_a_document_with_a_table_becomes_an_annex(mine, enter, page):
    version = with_table(mine, mine.document)
    document = version.document

    enter(mine.director, f"/dokumenty-ekspertow/{document.pk}/wersje/{version.number}/zatwierdzenie/")
    look(page)
    follow(button(page, "Zatwierdź wersję"))
    assert page.get_by_text("wpisz w polu „Uwagi”, dlaczego").first.is_visible()
    page.get_by_label(re.compile("Uwagi: dlaczego")).fill("Termin wynika z ustawy.")
    follow(button(page, "Zatwierdź wersję"))
    look(page)
    follow(button(page, "Przygotuj zarządzenie wprowadzające"))
    page.locator(".rich-text-area table").wait_for()
    look(page)
    follow(button(page, "Sprawdź i wydaj…"))
    look(page)
    follow(page.get_by_role("button", name=re.compile("^Wydaj")).first)

    issued = IssuedOrder.objects.get(order__kind="introduction")
    assert TABLE in issued.text["annexes"][0]["html"]
    assert_gate(bytes(issued.document.blob.content))
    assert "zasiłek celowy 14 dni" in body_text(bytes(issued.document.blob.content))
    look(page)
    follow(link(page, document.title))
    assert page.get_by_text(f"wprowadzona zarządzeniem nr {issued.number_text}").first.is_visible()


def test_a_document_goes_to_the_mayor_and_its_act_is_recorded(mine, enter, page):
    document = made.expert_document(mine, title="Regulamin Organizacyjny", kind="regulations", authority="mayor")
    version = made.to(answered(mine, document=document), "accepted")

    enter(mine.hr, f"/dokumenty-ekspertow/{document.pk}/wersje/{version.number}/zatwierdzenie/")
    look(page)
    follow(link(page, "Przekaż Prezydentowi Miasta"))
    look(page)
    page.get_by_label("Znak sprawy").fill("DK.021.3.2018")
    follow(button(page, "Wpisz przekazanie"))
    follow(link(page, "Wpisz akt, którym wprowadzono dokument"))
    look(page)
    for label, words in {
        "Rodzaj aktu": "zarządzenie",
        "Numer": "120/2018",
        "Kto go wydał (w dopełniaczu)": "Prezydenta Miasta Przykładowa",
        "Z dnia": "3.09.2018",
        "Tytuł": "w sprawie nadania Regulaminu Organizacyjnego",
    }.items():
        page.get_by_label(re.compile("^" + re.escape(label).replace(r"\ ", r"\s"))).fill(words)
    follow(button(page, "Wpisz akt"))
    page.get_by_label("Data aktu jest prawidłowa").check()
    follow(button(page, "Wpisz akt"))

    assert page.get_by_text("120/2018").first.is_visible()
    look(page)


def test_a_draft_order_is_opened_to_teams(mine, enter, page):
    order = draft(mine)

    enter(mine.hr, f"/zarzadzenia/{order.pk}/")
    follow(link(page, "Otwórz projekt do uwag zespołu"))
    look(page)
    follow(button(page, "Otwórz projekt do uwag"))
    look(page)

    document = opened.document_of(Order.objects.get(pk=order.pk))
    page.goto(page.url.replace("/wersje/1/", "/"))
    look(page)
    assert page.get_by_role("heading", name=document.title).is_visible()
