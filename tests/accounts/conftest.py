import pytest

from tests import factories


@pytest.fixture
def centre():
    return factories.centre()


@pytest.fixture
def admin(centre):
    return factories.user_of(factories.person(centre, "Adam Adminowski", gender="m", roles=["admin"]))


@pytest.fixture
def jan(centre):
    return factories.person(centre, "Jan Próbny", gender="m", roles=["employee"])
