import datetime

import pytest

from apps.teams.models import RosterInterval
from tests import factories

pytestmark = pytest.mark.django_db
JUNE, AUGUST_31, SEPTEMBER = datetime.date(2018, 6, 11), datetime.date(2018, 8, 31), datetime.date(2018, 9, 1)


def names(team, on):
    return [entry.name for entry in RosterInterval.objects.filter(team=team).on(on)]


def test_the_roster_of_a_day_follows_from_the_orders_in_force_that_day():
    centre = factories.centre()
    anna, jan, ewa = (factories.person(centre, name) for name in ["Anna Wzorowa", "Jan Próbny", "Ewa Testowa"])
    team = factories.team(centre, [(anna, "chair"), (jan, "member")], on=JUNE)
    factories.issued_order(
        centre,
        on=SEPTEMBER,
        effects={
            "kind": "change_team",
            "team": {"id": team.pk},
            "composition": [
                {"op": "dismiss", "person": jan.pk, "name": "Jan Próbny", "provision": "§ 1 pkt 1"},
                {
                    "op": "appoint",
                    "person": ewa.pk,
                    "name": "Ewa Testowa",
                    "function": "member",
                    "provision": "§ 1 pkt 2",
                },
            ],
        },
    )

    assert names(team, JUNE - datetime.timedelta(days=1)) == []
    assert names(team, AUGUST_31) == ["Anna Wzorowa", "Jan Próbny"]
    assert names(team, SEPTEMBER) == ["Anna Wzorowa", "Ewa Testowa"]
