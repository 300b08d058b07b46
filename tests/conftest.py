import gc
import os

import psycopg2
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.test import TransactionTestCase

from tests.browser import ARGS, CHROMIUM, MISSING, complaints_of, enter_as
from tests.emptying import empty, let_nobody_vacuum

# While a browser is open, its event loop runs in the thread of the tests: Django would refuse to ask the database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")


def pytest_collection_finish():
    """The program and the tests themselves stay till the end: nobody has to look through them again and again for
    what may be forgotten."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    from tests.sharing import Sharing

    return Sharing(config, log)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """After the migrations the application's role gets its rights, as in an installation."""
    assert connection.settings_dict["NAME"] == connection.settings_dict["TEST"]["NAME"], (
        "no test here is marked django_db, so there is no database of tests: they would write into a real one"
    )
    with django_db_blocker.unblock():
        call_command("grant_app_role")
        let_nobody_vacuum()
    TransactionTestCase._fixture_teardown = lambda _: empty()


@pytest.fixture(scope="session")
def browser(browser):
    """In that loop Django has connections of its own, which nobody can reach, or close, once the loop has ended."""
    yield browser
    connections.close_all()


@pytest.fixture(scope="session")
def browser_type_launch_args():
    if not CHROMIUM:
        pytest.skip(MISSING)
    return {"executable_path": CHROMIUM, "args": ARGS}


@pytest.fixture
def enter(live_server, context, page, client):
    """Become this person and open the address."""

    def entered(user, address):
        enter_as(context, client, user, live_server.url)
        page.goto(live_server.url + address)

    return entered


@pytest.fixture
def complaints(page):
    return complaints_of(page)


@pytest.fixture
def as_app_role(transactional_db):
    """A cursor that has only the rights of the application's database role, in the tests' database."""
    own = connection.settings_dict
    app = psycopg2.connect(
        dbname=own["NAME"], user=settings.APP_ROLE, host=own["HOST"], port=own["PORT"] or None, password=_app_password()
    )
    app.autocommit = True
    with app.cursor() as cursor:
        yield cursor
    app.close()


def _app_password():
    from environs import Env

    return Env().dj_db_url("DATABASE_URL", "postgres://mops_app@/x")["PASSWORD"] or None


def pytest_terminal_summary(terminalreporter):
    if reason := os.environ.get("MOPS_NO_BROWSER"):
        terminalreporter.section("TESTY W PRZEGLĄDARCE NIE BYŁY URUCHOMIONE", sep="!", red=True)
        terminalreporter.line(reason)
