import pytest

from tests import factories


@pytest.fixture
def centre(db):
    return factories.centre("osrodek")


@pytest.fixture
def director(centre):
    return factories.user_of(factories.person(centre, "Dorota Dyrektorska", roles=["director"]))


@pytest.fixture
def hr(centre):
    return factories.user_of(factories.person(centre, "Kamil Kadrowy", gender="m", roles=["hr"]))


@pytest.fixture
def team(centre):
    """(person, function) pairs: two who hold functions, two who hold none."""
    said = [
        ("Anna Przykładowa", "chair", "kierownik"),
        ("Maria Testowa", "secretary", "inspektor"),
        ("Barbara Modelowa", "member", "pracownik socjalny"),
        ("Piotr Szablonowy", "member", "specjalista"),
    ]
    return [(factories.person(centre, name, job_title=title), function) for name, function, title in said]
