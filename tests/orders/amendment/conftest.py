import datetime

import pytest

from apps.core import clock
from tests import factories
from tests.factories.amended import order_of_text
from tests.orders.amending.trees import ORDER


@pytest.fixture
def director(client):
    centre = factories.centre(legal_basis="§ 7 ust. 2 Statutu")
    user = factories.user_of(factories.person(centre, "Dorota Dyrektorska", roles=["director"]))
    client.force_login(user)
    return user


@pytest.fixture
def base(director):
    return order_of_text(director.centre, ORDER, by=director)


@pytest.fixture(autouse=True)
def on_the_20th_of_august():
    with clock.pretend(datetime.date(2018, 8, 20)):
        yield
