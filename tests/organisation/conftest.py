from types import SimpleNamespace

import pytest

from tests import factories
from tests.factories.organisation import rows_of_migrations


@pytest.fixture
def office():
    """A centre with somebody of its kadry, the director and an employee."""
    rows_of_migrations()
    centre = factories.centre()
    roles = ("hr", "director", "employee")
    people = {role: factories.person(centre, f"Osoba {role.title()}", roles=[role]) for role in roles}
    return SimpleNamespace(centre=centre, **{role: factories.user_of(person) for role, person in people.items()})
