"""Letters at once, when a vote or a circulation of an opinion begins: to those who are to act, and to nobody else."""

import datetime

import pytest
from django_tasks_db.models import DBTaskResult

from apps.core import clock
from apps.opinions import actions
from apps.opinions.circulation.actions import circulate_again
from apps.opinions.models import Opinion
from tests.factories.opinions import VOTED, opinion_scene

pytestmark = pytest.mark.django_db(transaction=True)
S = Opinion.Status


def letters(*words):
    sent = [task.args_kwargs["kwargs"] for task in DBTaskResult.objects.all()]
    return {one["to"]: one for one in sent if one["subject"].startswith(words)}


def test_a_vote_is_told_to_those_entitled_but_for_who_opened_it():
    scene = opinion_scene(S.CIRCULATED)
    with clock.pretend(VOTED):
        actions.put_to_vote(scene.opinion, "circular", by=scene.chair, working_days=5)
    told = letters("Głosowanie: opinia")

    assert set(told) == {scene.secretary.email, scene.member.email}
    body = told[scene.member.email]["body"].replace("\u00a0", " ")
    assert "Głosy można oddawać do 10 września 2018 r." in body
    assert f"/opinie/{scene.opinion.pk}/glosowanie/" in body
    assert ".." not in body


def test_a_circulation_is_told_to_the_team_but_for_who_opened_it():
    scene = opinion_scene(S.CIRCULATED)  # by the member
    told = letters("Uzgodnienia: opinia")

    assert set(told) == {scene.secretary.email, scene.chair.email}
    assert "czeka na uwagi zespołu do " in told[scene.chair.email]["body"]
    assert f"/opinie/{scene.opinion.pk}/" in told[scene.chair.email]["body"]


def test_a_circulation_begun_again_is_told_again():
    scene = opinion_scene(S.CIRCULATED)
    before = DBTaskResult.objects.count()
    with clock.pretend(VOTED + datetime.timedelta(days=60)):
        circulate_again(scene.opinion, 5, by=scene.member)
    assert DBTaskResult.objects.count() == before + 2


def test_who_has_left_or_cannot_log_in_gets_no_letter():
    scene = opinion_scene(S.CIRCULATED)
    type(scene.member).objects.filter(pk=scene.member.pk).update(is_active=False)
    with clock.pretend(VOTED):
        actions.put_to_vote(scene.opinion, "meeting", by=scene.chair)
    assert set(letters("Głosowanie: opinia")) == {scene.secretary.email}
