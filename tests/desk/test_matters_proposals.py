"""Proposals among Moje sprawy."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.core import clock
from apps.desk.matters import matters_of
from tests.factories.opinions import BEGUN, write_everything
from tests.opinions.contributions.scene import AFTER, DEADLINE, MINUS, PLUS, collecting, gathered, give, submit
from tests.opinions.test_pages import client_of

pytestmark = pytest.mark.django_db


def found(user, day=BEGUN):
    with clock.pretend(day):
        return [matter for matter in matters_of(user).mine if "propozycj" in matter.what]


def test_a_round_waits_for_each_member_until_they_submit():
    scene = collecting()
    give(scene, "member")
    (matter,) = found(scene.member)
    assert (matter.what, matter.action, matter.until, matter.url, matter.why) == (
        "Opinia 2a. opinia 2a: zespół zbiera propozycje plusów, minusów i rekomendacji",
        "Złóż propozycje",
        DEADLINE,
        reverse("opinions:contributions", args=[scene.opinion.pk]),
        f"Jesteś członkiem {scene.team.name_genitive}.",
    )
    submit(scene, "member")
    assert [len(found(user)) for user in (scene.member, scene.secretary, scene.employee, scene.director)] == [
        0,
        1,
        0,
        0,
    ]


def test_afterwards_proposals_wait_for_the_chair():
    scene = gathered(("member", "advantage", PLUS), ("secretary", "disadvantage", MINUS))
    assert [(one.action, one.what.split(": ")[1]) for one in found(scene.chair, AFTER)] == [
        ("Uzgodnij propozycje", "2 propozycje czekają na uzgodnienie")
    ]
    assert found(scene.member, AFTER) == []


def test_it_asks_once_whatever_there_is():
    counts = []
    for many in (1, 6):
        scene = gathered(*[("member", "advantage", f"Plus {n}") for n in range(many)])
        with clock.pretend(AFTER), CaptureQueriesContext(connection) as asked:
            matters_of(scene.chair)
        counts.append(len([one for one in asked if 'FROM "opinions_contribution' in one["sql"]]))
    assert counts == [1, 1]


def test_a_text_with_every_part_waits_for_proposals():
    scene = collecting()
    submit(scene, *give_all(scene))
    with clock.pretend(BEGUN):
        write_everything(scene)
        found = matters_of(scene.member)
        page = client_of(scene.member).get(reverse("opinions:circulate", args=[scene.opinion.pk])).content.decode()
    assert [matter.what for matter in found.mine] == []
    assert [one.waits for one in found.others] == ["zespół zbiera propozycje do 19 czerwca 2018 r."]
    assert "Trwa zbieranie propozycji, do 19 czerwca 2018 r." in page.replace("&nbsp;", " ").replace("\xa0", " ")


def give_all(scene):
    for who in ("chair", "secretary", "member"):
        give(scene, who)
    return "chair", "secretary", "member"
