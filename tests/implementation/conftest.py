import pytest

from tests.factories.implementation import scene


@pytest.fixture
def mine(db):
    return scene()
