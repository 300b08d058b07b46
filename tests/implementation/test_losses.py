"""„Sprawdź i wydaj”: tasks that an order leaves without a holder are named, and asked to be handed over."""

import datetime

import pytest

from apps.core import clock
from apps.implementation import actions
from apps.orders.models import IssuedOrder
from tests import factories
from tests.factories.implementation import step
from tests.orders.test_check_changes import A_DAY, centre, change, check_of, director, team, visible, who

pytestmark = pytest.mark.django_db
__all__ = ["centre", "director", "team", "who"]
DUE = datetime.date(2018, 10, 1)


@pytest.fixture
def task(team, director):
    """Of the product on which the team works."""
    return step(team.pilot.catalogue_version.products.get(), text="Zespół dokona analizy.")


def give(team, step, director, *people, due_on=DUE):
    return actions.plan_task(team.pilot, step, seen="|", due_on=due_on, give=people, by=director)


def asked(page):
    return [(one.what, str(one.giver)) for one in page.context["effects"]["losses"].handovers]


def test_a_task_of_who_leaves_is_handed_over_to_the_one_the_director_names(client, director, team, who, task):
    give(team, task, director, who["Ewa"])
    page = change(client, team, leaves=[who["Ewa"]])
    what = "zadanie 2a.1 (Zespół dokona analizy.), termin 1 października 2018 r."
    assert asked(page) == [(what, "Ewa Testowa")]

    with clock.pretend(A_DAY):
        sent = {"handover": "1", "taker": [str(who["Jan"].pk)], "version": page.context["order"].version}
        page = client.post(check_of(page), sent, follow=True)
        client.post(check_of(page), {"shown_hash": page.context["shown_hash"]})
        [handed] = IssuedOrder.objects.get(kind="composition").effects["handover"]
        assert handed == {"what": what, "from": who["Ewa"].pk, "to": who["Jan"].pk}
        client.force_login(factories.user_of(who["Jan"]))
        assert f"Przejmujesz: {what}" in visible(client.get("/"))


def test_what_somebody_else_holds_too_or_is_done_or_is_of_another_product_is_not_lost(
    client, director, team, who, task
):
    other = step(factories.product(team.pilot.catalogue_version, "5"))
    done, shared = (step(task.product) for _ in range(2))
    give(team, other, director, who["Ewa"])
    give(team, shared, director, who["Ewa"], who["Jan"])
    give(team, done, director, who["Ewa"])
    actions.move_task(team.pilot, done, "finish", by=director)

    assert asked(change(client, team, leaves=[who["Ewa"]])) == []
