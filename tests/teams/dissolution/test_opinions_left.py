"""Pages of opinions whose team has been dissolved: they open, and say whom they wait for."""

import datetime

import pytest
from django.urls import reverse

from apps.core import clock
from apps.opinions.models import Opinion
from tests import factories
from tests.factories.opinions import opinion_scene

pytestmark = pytest.mark.django_db
LATER = datetime.date(2018, 10, 1)


@pytest.mark.parametrize("status", Opinion.Status.values)
def test_pages_open_after_the_team_is_gone(client, status):
    scene = opinion_scene(status)
    ends = {"kind": "dissolve_team", "team": {"id": scene.team.pk}, "dissolves": {"provision": "§ 1"}}
    factories.issued_order(scene.centre, on=LATER, effects=ends)
    pages = ["/", "/opinie/", scene.opinion.get_absolute_url(), "/zespoly/", scene.team.get_absolute_url()]
    with clock.pretend(LATER):
        for user in (scene.director, scene.chair, scene.member):
            client.force_login(user)
            assert [client.get(page).status_code for page in pages] == [200] * 5


def test_nobody_begins_what_nobody_may_write(client):
    scene = opinion_scene()
    other = factories.product(scene.pilot.catalogue_version, "2b")
    team = factories.team(scene.centre, [(scene.people["chair"], "chair")], pilot=scene.pilot, products=["2b"])
    ends = {"kind": "dissolve_team", "team": {"id": team.pk}, "dissolves": {"provision": "§ 1"}}
    factories.issued_order(scene.centre, on=LATER, effects=ends)
    client.force_login(scene.chair)
    begin = reverse("opinions:begin", args=[scene.pilot.pk, other.code])
    said = {}
    for day in (LATER - datetime.timedelta(days=1), LATER):
        with clock.pretend(day):
            said[day] = (begin in client.get("/").content.decode(), begin in client.get("/opinie/").content.decode())
    assert list(said.values()) == [(True, True), (False, False)]
