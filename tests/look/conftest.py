import pytest

from tests import factories as make


@pytest.fixture
def director(db):
    centre = make.centre(short_name="MOPS w Częstochowie", is_example=True)
    return make.user_of(make.person(centre, "Anna Przykładna", roles=["director", "admin"]), "anna@example.org")


@pytest.fixture
def at(live_server, context):
    """Open an address of the sample pages as a person, or as a stranger."""

    def logged_in(client, user):
        client.force_login(user)
        cookie = client.cookies["sesja"].value
        context.add_cookies([{"name": "sesja", "value": cookie, "url": live_server.url}])

    def opened(page, path, client=None, user=None):
        if user:
            logged_in(client, user)
        page.goto(live_server.url + path)
        return page

    return opened
