from types import SimpleNamespace

import pytest

from apps.organisation.models import KeyPost
from tests import factories

OF_THE_MODEL = [
    "pracownik socjalny",
    "pracownik ds. świadczeń",
    "pracownik pierwszego kontaktu",
    "koordynator usług pomocy społecznej",
]


@pytest.fixture
def office():
    """A centre with somebody of its kadry and an employee."""
    for rank, name in enumerate(OF_THE_MODEL, 1):  # the migration's own; tests that empty the database empty them too
        KeyPost.objects.get_or_create(centre=None, name=name, defaults={"rank": rank, "is_social_worker": rank == 1})
    centre = factories.centre()
    people = {role: factories.person(centre, f"Osoba {role.title()}", roles=[role]) for role in ("hr", "employee")}
    return SimpleNamespace(centre=centre, **{role: factories.user_of(person) for role, person in people.items()})
