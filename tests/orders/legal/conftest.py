import pytest

from tests import factories
from tests.orders.drafts import draft


@pytest.fixture
def adviser(centre):
    return factories.user_of(factories.person(centre, "Jan Radcowski", gender="m", roles=["legal"]))


@pytest.fixture
def demanding(centre):
    """The centre whose orders a legal adviser agrees."""
    centre.legal_review = True
    centre.save()
    return centre


@pytest.fixture
def order(centre, hr):
    return draft(centre, hr)
