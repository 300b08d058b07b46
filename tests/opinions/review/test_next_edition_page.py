"""The opinion's page and its draft while the next edition is written."""

import datetime

import pytest
from django.test import Client

from apps.core import clock
from apps.opinions import actions
from apps.opinions.circulation import actions as circulation
from apps.opinions.models import Opinion
from apps.opinions.review import actions as review
from tests.factories.opinions import BACK_BY, REMARKED, VOTED, answer_everything, opinion_scene, vote

pytestmark = pytest.mark.django_db
LATER = VOTED + datetime.timedelta(days=1)


@pytest.fixture
def scene():
    """The second edition, on its first day; in the first one the team had a remark of its own."""
    scene = opinion_scene("circulated")
    with clock.pretend(VOTED):
        remark = circulation.file_remark(scene.opinion, {"body": "Za krótko."}, by=scene.secretary)
        circulation.answer_remark(remark, "accepted", "", by=scene.member)
        actions.put_to_vote(scene.opinion, "meeting", by=scene.chair)
        vote(scene, "for", scene.chair, scene.secretary, scene.member)
        actions.close_vote(scene.opinion, by=scene.chair)
        actions.confirm(scene.opinion, by=scene.chair)
        actions.hand_over(scene.opinion, by=scene.director)
        last = now(scene).hand_over
        review.write_remark(last, REMARKED, "Podajcie dane za cały rok.", by=scene.reviewer)
        review.return_(last, "Brakuje danych.", BACK_BY, by=scene.reviewer)
        review.resume(now(scene), by=scene.member)
    scene.opinion = now(scene)
    return scene


def now(scene):
    return Opinion.objects.get(pk=scene.opinion.pk)


def page(scene):
    client = Client()
    client.force_login(scene.member)
    return client.get(scene.opinion.get_absolute_url()).content.decode()


def test_remarks_of_a_former_edition_are_not_counted_again(scene):
    with clock.pretend(LATER):
        before = page(scene)
        actions.circulate(now(scene), by=scene.member)
        after = page(scene)
        circulation.file_remark(now(scene), {"body": "Nadal za krótko."}, by=scene.secretary)
        last = page(scene)
    heading = '<h2 id="uzgodnienia">'
    assert (heading in before, "Uwagi z&nbsp;uzgodnień" in before) == (False, True)
    assert (heading in after, "Nikt nie zgłosił jeszcze uwag." in after) == (True, True)
    assert "Zgłoszono: 1\u00a0uwagę" in last


def test_the_draft_says_that_the_team_has_not_answered_yet(scene):
    assert "Zespół jeszcze nie odpowiedział." in page(scene)
    with clock.pretend(LATER):
        answer_everything(scene)
    assert "Zespół jeszcze nie odpowiedział." not in page(scene)
