"""Journeys drive a real browser against the real program. With MOPS_SHOTS=folder every page they look at is
photographed: wide and narrow, light and dark."""

import os
from pathlib import Path

import pytest
from django.conf import settings

from tests.browser import CHROMIUM, MISSING, WIDE

from . import program
from .looking import Looker
from .steps import log_in


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.journey)
            if not CHROMIUM:
                item.add_marker(pytest.mark.skip(reason=MISSING))


@pytest.fixture(scope="session")
def migrated(request):
    """The database of the other tests, if there are any: to migrate one more takes half a minute."""
    if not any(item.get_closest_marker("django_db") for item in request.session.items):
        return None
    request.getfixturevalue("django_db_setup")
    return settings.DATABASES["default"]["NAME"]


@pytest.fixture(scope="session")
def site(tmp_path_factory, migrated):
    """The address of the running program, with fresh demo data."""
    database = f"{settings.DATABASES['default']['TEST']['NAME']}_journeys"
    with program.running(database, tmp_path_factory.mktemp("journeys"), like=migrated) as address:
        yield address


@pytest.fixture
def visitor(site, new_context):
    """Somebody with a browser of their own, not logged in."""

    def opened(**options):
        page = new_context(base_url=site, locale="pl-PL", viewport=WIDE, **options).new_page()
        page.set_default_timeout(10_000)
        page.said = []  # what the console complained of
        page.on("console", lambda message: page.said.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: page.said.append(str(error)))
        return page

    return opened


@pytest.fixture
def somebody(visitor):
    """A person of the demo, logged in through the form: somebody("helena.wzornikowa")."""

    def logged_in(name, **options):
        page = visitor(**options)
        log_in(page, name)
        return page

    return logged_in


@pytest.fixture
def look(request):
    """look(page, name): nobody is shut out of the page that is open, wide and narrow, light and dark."""
    return Looker(request.node.originalname.removeprefix("test_"), os.environ.get("MOPS_SHOTS"))
