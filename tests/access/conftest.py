"""The world of the table, built once for all its tests."""

import pytest
from django.db import connection

from .reading import IN_A_CENTRE
from .world import build, client_of, undone


@pytest.fixture(scope="package")
def world(django_db_setup, django_db_blocker):
    """Every request is rolled back, so that the next finds the world as it was."""
    with django_db_blocker.unblock(), undone():
        built = build()
        connection.check_constraints()  # once: what is still deferred would be asked after every test anew
        yield built


@pytest.fixture(scope="package")
def people(world):
    """Everybody logged in once, of this centre and of the foreign one: to log in takes longer than most pages, and
    what a request changes in a session is rolled back with the rest."""
    mine, foreign, wide = world
    clients = {who: client_of(wide[who]) for who in ("ope", "wrz")}
    clients |= {role: client_of(mine.users[role]) for role in IN_A_CENTRE}
    return clients, [client_of(foreign.users[role]) for role in IN_A_CENTRE]
