"""Publishing in a browser: wide and narrow, light and dark; then a stranger reads."""

import pytest
from playwright.sync_api import expect

from tests.browser import IN_A_BROWSER, follow, look
from tests.factories.publications import public_order, publication, withdrawal

pytestmark = [*IN_A_BROWSER, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def complaints(page):
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    return said


def log_in(context, client, live_server, user):
    client.force_login(user)
    cookie = client.cookies["sesja"].value
    context.add_cookies([{"name": "sesja", "value": cookie, "url": live_server.url}])


def button(page, name):
    return page.get_by_role("button", name=name)


def test_the_director_publishes_and_withdraws(live_server, context, page, client, complaints, centre, director, team):
    issued = public_order(centre, team, by=director)
    log_in(context, client, live_server, director)
    page.goto(live_server.url + issued.get_absolute_url())
    follow(page.get_by_role("link", name="Przygotuj publikację"))
    look(page)
    follow(button(page, "Pokaż, co będzie publiczne"))
    look(page)
    main = page.get_by_role("main")
    expect(main).to_contain_text("Barbara Modelowa, pracownik socjalny")
    expect(main.locator("article")).not_to_contain_text("Modelowa")
    follow(button(page, "Popraw dane"))
    expect(page.get_by_label("Pomiń dane członków zespołu")).to_be_checked()
    follow(button(page, "Pokaż, co będzie publiczne"))
    follow(button(page, "Opublikuj w BIP"))
    expect(main).to_contain_text("jest opublikowane")
    follow(page.get_by_role("link", name="Wycofaj publikację"))
    look(page)
    page.get_by_label("Powód wycofania").fill("Omyłka w załączniku.")
    follow(button(page, "Wycofaj publikację"))
    follow(page.get_by_role("link", name="Strona publiczna"))
    expect(main).to_contain_text("Powód: Omyłka w załączniku.")
    assert complaints == []


def test_a_stranger_reads(live_server, context, page, complaints, centre, director, team):
    made = [publication(public_order(centre, team, by=director)) for _ in range(3)]
    withdrawal(made[0])
    page.goto(f"{live_server.url}/bip/{centre.slug}/")
    look(page)
    page.get_by_label("Numer albo słowa z tytułu").fill(made[1].document.number)
    follow(button(page, "Pokaż"))
    follow(page.get_by_role("link", name="Zarządzenie nr"))
    look(page)
    follow(page.get_by_role("link", name="BIP: zarządzenia"))
    follow(page.get_by_role("link", name="Rejestr zmian"))
    look(page)
    follow(page.get_by_role("link", name=f"Zarządzenie nr {made[0].document.number}").first)
    look(page)
    assert (context.cookies(), complaints) == ([], [])
