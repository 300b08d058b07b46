from types import SimpleNamespace

import pytest

from tests import factories
from tests.factories.organisation import rows_of_migrations


@pytest.fixture
def office():
    """A centre with somebody of its kadry and an employee."""
    rows_of_migrations()
    centre = factories.centre()
    people = {role: factories.person(centre, f"Osoba {role.title()}", roles=[role]) for role in ("hr", "employee")}
    return SimpleNamespace(centre=centre, **{role: factories.user_of(person) for role, person in people.items()})
