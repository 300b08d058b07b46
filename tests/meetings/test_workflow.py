"""Every state × every person × every step, and the database's own guard."""

import pytest
from django.db import DatabaseError, transaction

from apps.core import clock
from apps.meetings.models import Meeting
from apps.meetings.workflow import MEETING
from tests.factories import meetings as made

pytestmark = pytest.mark.django_db
S = Meeting.Status
EVERYBODY = ["chair", "deputy", "secretary", "member", "director", "hr", "expert", "employee"]
LEADERS = {"chair", "deputy", "secretary"}
MATRIX = {
    S.PREPARING: {"call": LEADERS, "cancel": LEADERS},
    S.CALLED: {"open": LEADERS, "cancel": LEADERS},
    S.OPEN: {"close": LEADERS},
    S.CLOSED: {"circulate": LEADERS},
    S.REVIEW: {"approve": {"chair"}},
    S.APPROVED: {},
    S.CANCELLED: {},
}
MATRICES = {MEETING.name: MATRIX}
STATES = pytest.mark.parametrize("status", S.values)


@STATES
def test_who_may_take_which_step(status):
    mine = made.meeting(status=status)
    found = {}
    for who in EVERYBODY:
        for step in MEETING.allowed(getattr(mine, who), mine.meeting):
            found.setdefault(step.name, set()).add(who)
    assert found == MATRIX[status]


@STATES
def test_the_database_refuses_what_the_table_does_not_have(status):
    mine = made.meeting(status=status)
    legal = {target for source, target in MEETING.transitions() if source == status}
    for target in set(S.values) - legal - {status}:
        with pytest.raises(DatabaseError, match="Nie ma kroku|zamknięte na zawsze"), transaction.atomic():
            Meeting.objects.filter(pk=mine.meeting.pk).update(status=target)


def test_who_recorded_does_not_approve_even_as_the_chair_of_today():
    mine = made.meeting(status=S.CALLED)
    with clock.pretend(made.HELD):
        from apps.meetings import actions

        actions.open_meeting(mine.meeting, mine.people["deputy"], mine.people["chair"], by=mine.secretary)
    opened = Meeting.objects.get(pk=mine.meeting.pk)
    may = [who for who in EVERYBODY if MEETING.steps["approve"].may(getattr(mine, who), opened)]
    assert may == ["deputy"]
