import datetime

import pytest

from apps.core import clock
from tests import factories


@pytest.fixture
def centre(db):
    return factories.centre()


@pytest.fixture
def director(centre):
    return factories.user_of(factories.person(centre, "Dorota Dyrektorska", roles=["director"]))


@pytest.fixture
def hr(centre):
    return factories.user_of(factories.person(centre, "Kamil Kadrowy", gender="m", roles=["hr"]))


@pytest.fixture
def june():
    with clock.pretend(datetime.date(2018, 6, 11)):
        yield
