"""Two people, or two clicks, at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.db import OperationalError, connection, transaction

from apps.accounts.actions import withdraw_person
from apps.core import clock
from apps.orders import actions
from apps.orders.drafting.actions import start_typed
from apps.orders.models import Order
from apps.teams.appointment.forms import AppointmentForm, bound_to, typed_in
from tests import factories
from tests.orders.drafts import draft
from tests.teams.appointment import forms

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.fault]


@pytest.fixture
def centre():
    return factories.centre()


@pytest.fixture
def director(centre):
    return factories.user_of(factories.person(centre, "Dorota Dyrektorska", roles=["director"]))


def elsewhere(work, *, patience="30s"):
    """Do this in a thread with a connection of its own that waits so long for a lock."""

    def task():
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT set_config('lock_timeout', %s, false)", [patience])
            return work()
        finally:
            connection.close()

    return task


def test_clicks_at_the_same_moment_make_one_draft(centre, director):
    query, key = bound_to(forms.small(centre)), uuid4()
    fields = AppointmentForm(query, centre=centre).draft_fields()
    typed = typed_in(query)
    click = elsewhere(lambda: start_typed(centre, "appointment", typed, fields, by=director, form_key=key).pk)
    with ThreadPoolExecutor(6) as pool:
        made = {future.result() for future in [pool.submit(click) for _ in range(6)]}
    assert made == {Order.objects.get().pk}


def test_nobody_leaves_while_an_order_is_being_issued(centre, director):
    admin = factories.user_of(factories.person(centre, "Adam Administrator", gender="m", roles=["admin"]))
    member = factories.person(centre, "Jan Próbny", gender="m")
    order = draft(centre, director)
    leave = elsewhere(lambda: withdraw_person(member, clock.today(), by=admin), patience="500ms")
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            actions._locked(order)
            with pytest.raises(OperationalError, match="lock timeout"):
                pool.submit(leave).result()
        assert pool.submit(leave).result().left_on == clock.today()
