"""The review in a browser: read, remarked, returned by keyboard alone, and the second edition beside the first."""

import datetime
import os
import shutil

import pytest

from apps.opinions.models import Opinion
from tests.browser import follow
from tests.factories.opinions import opinion_scene, second_edition
from tests.journeys.looking import grave, sideways

CHROMIUM = os.environ.get("MOPS_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = [
    pytest.mark.journey,
    pytest.mark.xdist_group("journeys"),
    pytest.mark.skipif(not CHROMIUM, reason=os.environ.get("MOPS_NO_BROWSER") or "nie ma Chromium"),
    pytest.mark.django_db(transaction=True),
]
SIZES = [(1280, "light"), (1280, "dark"), (320, "light"), (320, "dark")]
S = Opinion.Status


@pytest.fixture(scope="session")
def browser_type_launch_args():
    quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
    return {"executable_path": CHROMIUM, "args": ["--no-sandbox", "--disable-gpu", *quiet]}


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
    for width, scheme in SIZES:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        assert (page.url, width, scheme, grave(page), sideways(page)) == (page.url, width, scheme, [], 0)
    page.set_viewport_size({"width": 1280, "height": 800})
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
