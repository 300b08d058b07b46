"""The review in a browser: read, remarked, returned by keyboard alone, and the second edition beside the first."""

import datetime

import pytest

from apps.opinions.models import Opinion
from tests.browser import IN_A_BROWSER, follow
from tests.browser import look as look_at
from tests.factories.opinions import opinion_scene, second_edition

pytestmark = [*IN_A_BROWSER, pytest.mark.django_db(transaction=True)]
S = Opinion.Status


@pytest.fixture
def enter(live_server, context, page, client):
    """Open an address as this person; what the console says is kept in `page.said`."""
    page.said = []
    page.on("console", lambda message: page.said.append(message.text))
    page.on("pageerror", lambda error: page.said.append(str(error)))

    def entered(user, address):
        client.force_login(user)
        context.add_cookies([{"name": "sesja", "value": client.cookies["sesja"].value, "url": live_server.url}])
        page.goto(live_server.url + address)

    return entered


def look(page):
    look_at(page)
    assert page.said == []


def link(page, name):
    return page.get_by_role("link", name=name, exact=True)


def tab_to(page, wanted):
    """Only the keyboard: Tab until the focus stands there."""
    for _ in range(60):
        if wanted.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"klawisz Tab nie dochodzi do: {wanted}")


def enter_key(page, wanted):
    tab_to(page, wanted)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_a_document_is_remarked_and_returned_by_keyboard_alone(enter, page):
    scene = opinion_scene(S.HANDED_OVER)
    enter(scene.reviewer, "/biblioteka/")
    look(page)
    page.goto(page.url + f"{scene.opinion.pk}/")
    look(page)
    enter_key(page, page.get_by_role("button", name="Napisz uwagę"))
    look(page)
    tab_to(page, page.get_by_label("Treść uwagi"))
    page.keyboard.type("Podajcie dane za cały rok.")
    enter_key(page, page.get_by_role("button", name="Zapisz uwagę"))
    look(page)
    enter_key(page, link(page, "Zwróć do poprawy"))
    look(page)
    tab_to(page, page.get_by_label("Dlaczego dokument wraca do poprawy"))
    page.keyboard.type("Brakuje danych.")
    tab_to(page, page.get_by_label("Do kiedy ośrodek ma przekazać poprawione wydanie"))
    page.keyboard.type(f"{datetime.date.today() + datetime.timedelta(days=30):%d.%m.%Y}")
    enter_key(page, page.get_by_role("button", name="Dalej: sprawdź przed zwrotem"))
    look(page)
    enter_key(page, page.get_by_role("button", name="Zwróć do poprawy"))
    look(page)
    scene.opinion.refresh_from_db()
    assert scene.opinion.status == S.RETURNED


def test_the_team_reads_what_wrzos_returned(enter, page):
    scene = opinion_scene(S.RETURNED)
    enter(scene.member, scene.opinion.get_absolute_url())
    look(page)
    follow(link(page, "1\u00a0uwaga WRZOS"))
    look(page)
    page.go_back()
    follow(link(page, "Cała historia, od zarządzenia"))
    look(page)


def test_the_second_edition_is_read_beside_the_first_and_accepted(enter, page):
    scene = second_edition(S.HANDED_OVER)
    enter(scene.reviewer, f"/biblioteka/{scene.opinion.pk}/")
    look(page)
    follow(link(page, "wydania 1"))
    look(page)
    follow(link(page, "wydanie 2"))
    follow(link(page, "Przyjmij jako ostateczną"))
    look(page)
    follow(page.get_by_role("button", name="Przyjmij jako ostateczną"))
    look(page)
    scene.opinion.refresh_from_db()
    assert scene.opinion.status == S.ACCEPTED
