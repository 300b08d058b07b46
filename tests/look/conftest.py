import pytest

from tests import factories as make


@pytest.fixture
def director(db):
    centre = make.centre(short_name="MOPS w Częstochowie", is_example=True)
    return make.user_of(make.person(centre, "Anna Przykładna", roles=["director", "admin"]), "anna@example.org")
