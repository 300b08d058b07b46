from types import SimpleNamespace

import pytest

from tests import factories


@pytest.fixture
def office():
    """A centre with somebody of its kadry and an employee."""
    centre = factories.centre()
    people = {role: factories.person(centre, f"Osoba {role.title()}", roles=[role]) for role in ("hr", "employee")}
    return SimpleNamespace(centre=centre, **{role: factories.user_of(person) for role, person in people.items()})
