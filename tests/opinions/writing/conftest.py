from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.browser import CHROMIUM, MISSING

from .driving import cookie_of, drive, write


@pytest.fixture
def in_browser(live_server):
    """in_browser(user, address, go): the page of that address, of that person, driven in a thread of its own, since
    the browser's event loop and the database do not share one."""

    def driven(user, address, go):
        def opened(page):
            write(page, live_server.url + address)
            go(page)

        return in_browsers(live_server, [user], opened)

    return driven


@pytest.fixture
def together(live_server):
    """together(users, go): a page for each of them, nothing opened yet; go(server, *pages)."""
    return lambda users, go: in_browsers(live_server, users, lambda *pages: go(live_server.url, *pages))


def in_browsers(live_server, users, go):
    if not CHROMIUM:
        pytest.skip(MISSING)
    cookies = [cookie_of(user, live_server.url) for user in users]
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(drive, cookies, go).result(120)
