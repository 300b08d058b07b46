"""A team that an order from paper appointed works as any other; its entry is then no longer struck."""

import datetime

import pytest

from apps.opinions import actions
from apps.orders.recorded import rules
from apps.teams.models import Team
from tests import factories
from tests.factories.orders import RULES
from tests.guards import attempt
from tests.orders.recorded.paper import entered
from tests.orders.recorded.test_guards import struck


@pytest.fixture
def at_work(transactional_db):
    centre, version = factories.centre(), factories.catalogue_version()
    director = factories.user_of(factories.person(centre, "Dorota Dyrektorska", roles=["director"]))
    chair = factories.person(centre, "Anna Przykładowa")
    product, pilot = factories.product(version, "1"), factories.pilot(centre, version)
    row = {"op": "appoint", "person": chair.pk, "name": str(chair), "function": "chair", "provision": "§ 2"}
    effects = {
        "kind": "appoint_team",
        "pilot": pilot.pk,
        "team": {"name": "Zespół do spraw prób", "name_genitive": "Zespołu do spraw prób"},
        "composition": [row],
        "rules": RULES,
        "products": ["1"],
        "documents": [],
    }
    issued = entered(centre, director, on=datetime.date(2018, 6, 11), effects=effects)
    team = Team.objects.get(pk=issued.order_id)
    actions.begin_opinion(pilot, product, team, by=factories.user_of(chair))
    return issued


def test_its_entry_stays(at_work, as_app_role):
    said = "Zespół powołany tym zarządzeniem rozpoczął już pracę w programie, więc wpisu nie można unieważnić."
    assert rules.strike_refusal(at_work) == said
    assert "pracuje w programie" in attempt(as_app_role, struck(at_work))
