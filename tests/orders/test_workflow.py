"""Every state of an order × every role: who may take which step."""

import pytest

from apps.accounts.models import Role
from apps.orders.models import Order
from apps.orders.workflow import ORDER
from tests import factories

from .drafts import draft, issue

NOBODY = {role: [] for role in Role.values}
MATRIX = {"draft": NOBODY | {"director": ["issue"]}, "issued": NOBODY}


def test_the_matrix_knows_every_state_and_role():
    assert set(MATRIX) == set(Order.Status.values)
    assert all(set(row) == set(Role.values) for row in MATRIX.values())


@pytest.mark.django_db
@pytest.mark.parametrize("status", MATRIX)
def test_who_may_take_which_step(centre, director, june, status):
    order = draft(centre, director)
    if status == "issued":
        issue(order, director)
        order.refresh_from_db()
    found = {}
    for role in Role.values:
        user = factories.user_of(factories.person(centre, "Osoba Próbna", roles=[role]))
        found[role] = [step.name for step in ORDER.available(user, order)]
    assert found == MATRIX[status]


@pytest.mark.django_db
@pytest.mark.parametrize("status", MATRIX)
def test_a_director_of_another_centre_may_do_nothing(centre, director, june, status):
    order = draft(centre, director)
    stranger = factories.user_of(factories.person(factories.centre(), "Olga Obca", roles=["director"]))
    assert (ORDER.available(stranger, order), list(Order.objects.visible_to(stranger))) == ([], [])
