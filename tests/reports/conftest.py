import pytest
from django.test import Client

from apps.catalogue.actions import load_catalogue
from apps.catalogue.management.commands.load_catalogue import FIRST
from tests import factories
from tests.factories import handed_over as handed


def of(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def version():
    return load_catalogue(FIRST, by=None)


@pytest.fixture
def wrzos():
    return of(factories.wrzos())


@pytest.fixture
def director_of():
    return lambda run: of(factories.user_of(factories.person(run.centre, "Daria Czytająca", roles=["director"])))


@pytest.fixture
def two_pilots(version):
    """Pilots of two centres with their teams; the first centre's name sorts first."""
    return [
        handed.pilot_with_team(version, slug, short_name=name)
        for slug, name in [("czestochowa", "MOPS w Częstochowie"), ("lomza", "MOPS w Łomży")]
    ]
