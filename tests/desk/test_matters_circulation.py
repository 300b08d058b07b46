"""Uzgodnienia among Moje sprawy: remarks to file while there is time, remarks to answer, and then the vote."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.core import clock
from apps.desk.matters import matters_of
from apps.opinions import actions
from apps.opinions.circulation.actions import answer_remark, file_remark
from apps.opinions.models import Opinion
from tests.factories.opinions import VOTED, opinion_scene, vote

pytestmark = pytest.mark.django_db
S = Opinion.Status
LAST_DAY, AFTER = datetime.date(2018, 9, 10), datetime.date(2018, 9, 11)
NAME = "Opinia 2a. opinia 2a"


def told(user, on):
    with clock.pretend(on):
        found = matters_of(user)
    return [(one.what.removeprefix(NAME), one.until) for one in found.mine], [one.waits for one in found.others]


def test_while_remarks_may_come_every_member_is_told_until_when():
    scene = opinion_scene(S.CIRCULATED)

    assert told(scene.member, LAST_DAY) == ([(": można zgłaszać uwagi do tekstu", LAST_DAY)], [])
    assert told(scene.director, LAST_DAY) == ([], ["zespół zgłasza uwagi do tekstu"])
    assert told(scene.chair, AFTER) == ([(": tekst jest gotowy do głosowania", None)], [])


def test_remarks_wait_for_an_answer_of_others_than_their_author():
    scene = opinion_scene(S.CIRCULATED)
    with clock.pretend(VOTED):
        first = file_remark(scene.opinion, {"body": "Pierwsza."}, by=scene.member)
        file_remark(scene.opinion, {"body": "Druga."}, by=scene.member)
    before = told(scene.chair, AFTER), told(scene.member, AFTER), told(scene.director, AFTER)
    with clock.pretend(VOTED):
        answer_remark(first, "accepted", "", by=scene.chair)

    assert before == (
        ([(": 2 uwagi czekają na odpowiedź", None)], []),
        ([], ["2 uwagi czekają na odpowiedź"]),
        ([], ["2 uwagi czekają na odpowiedź"]),
    )
    assert told(scene.secretary, AFTER) == ([(": 1 uwaga czeka na odpowiedź", None)], [])


def test_the_circular_procedure_has_its_last_day_and_then_waits_for_the_count():
    scene = opinion_scene(S.CIRCULATED)
    with clock.pretend(VOTED):
        actions.put_to_vote(scene.opinion, "circular", by=scene.chair)
        vote(scene, "for", scene.chair)

    assert told(scene.member, LAST_DAY) == ([(" czeka na Twój głos", LAST_DAY)], [])
    assert told(scene.chair, LAST_DAY) == ([], ["oddano 1 z 3 głosów"])
    assert told(scene.member, AFTER) == ([], ["czeka na przewodniczącą zespołu: zamknięcie głosowania"])
    assert told(scene.chair, AFTER) == ([(": minął termin głosowania", None)], [])


def test_remarks_cost_one_query_whatever_their_number():
    scene = opinion_scene(S.CIRCULATED)
    with clock.pretend(VOTED):
        counts = []
        matters_of(scene.chair)  # who looks is read once
        for number in range(3):
            file_remark(scene.opinion, {"body": f"Uwaga {number}"}, by=scene.member)
            with CaptureQueriesContext(connection) as found:
                matters_of(scene.chair)
            counts.append(len(found))

    assert len(set(counts)) == 1
