"""Meetings in Moje sprawy and in search: whose matter each state is."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.core import clock
from apps.desk.matters import meetings
from apps.desk.matters.matter import Matters
from apps.desk.search.reading import found
from apps.meetings import actions
from apps.meetings.models import Meeting
from tests.factories import meetings as made

pytestmark = pytest.mark.django_db
S = Meeting.Status
PEOPLE = ["chair", "deputy", "secretary", "member", "late", "director", "employee"]
LEADERS = dict.fromkeys(["chair", "deputy", "secretary"])
TEAM = ["chair", "deputy", "secretary", "member", "late"]


def collected(user):
    meetings.collect(user, said := Matters())
    return said.mine


def to_do(mine, on):
    with clock.pretend(on):
        return {who: said for who in PEOPLE if (said := [one.action for one in collected(getattr(mine, who))])}


@pytest.mark.parametrize(
    ("status", "on", "whose"),
    [
        (S.PREPARING, made.PLANNED, dict.fromkeys(LEADERS, ["Przygotuj"])),
        (S.CALLED, made.PLANNED, dict.fromkeys(TEAM, ["Zobacz porządek obrad"])),
        (
            S.CALLED,
            made.HELD,
            dict.fromkeys(LEADERS, ["Otwórz posiedzenie"])
            | dict.fromkeys(["member", "late"], ["Zobacz porządek obrad"]),
        ),
        (S.CALLED, made.AFTER, dict.fromkeys(LEADERS, ["Otwórz posiedzenie"])),
        (S.OPEN, made.HELD, {"secretary": ["Pisz protokół"]}),
        (S.CLOSED, made.HELD, {"secretary": ["Pisz protokół"]}),
        (S.REVIEW, made.UNTIL, dict.fromkeys(["chair", "deputy", "secretary", "member"], ["Przeczytaj protokół"])),
        (S.REVIEW, made.AFTER, {"chair": ["Przeczytaj i zatwierdź"]}),
        (S.APPROVED, made.AFTER, {}),
        (S.CANCELLED, made.PLANNED, {}),
    ],
)
def test_whose_matter_it_is(status, on, whose):
    assert to_do(made.meeting(status=status), on) == whose


def test_a_remark_waits_for_who_recorded():
    mine = made.meeting(status=S.REVIEW)
    with clock.pretend(made.HELD):
        actions.file_remark(mine.meeting, "Było inaczej.", by=mine.member)
    assert to_do(mine, made.AFTER) == {"secretary": ["Rozpatrz uwagi"]}


def test_what_was_settled_waits_for_whom_it_names_until_it_is_done():
    mine = made.scene()
    decision = made.decided(mine, mine.people["employee"])
    [matter] = collected(mine.employee)
    assert (matter.what, matter.until) == ("Ustalenie: Zebrać dane z dzielnic.", made.AFTER)
    assert matter.why == "Ustalono to na posiedzeniu 2 lipca 2018 r. (protokół nr 1/2018)."
    actions.note_done(decision, "", by=mine.employee)
    assert collected(mine.employee) == []


def test_as_many_questions_for_three_meetings_as_for_one():
    mine = made.meeting(status=S.CALLED)
    with CaptureQueriesContext(
        connection,
    ) as one:
        collected(mine.member)
    made.meeting(mine, S.CALLED)
    made.meeting(mine, S.REVIEW)
    with CaptureQueriesContext(connection) as three:
        collected(mine.member)
    assert len(three) == len(one)


def test_a_meeting_is_found_by_its_points_its_course_and_what_was_settled():
    mine = made.scene()
    made.decided(mine, text="Zestawić wnioski o usługi sąsiedzkie.")
    for words in ("usługi sąsiedzkie", "sprawy biezace", "przebieg otwarcie"):
        [group] = [group for group in found(mine.employee, words) if group.name == "Posiedzenia"]
        assert [hit.url for hit in group.hits] == [mine.meeting.get_absolute_url()]


def test_what_is_being_prepared_is_not_found_by_others():
    mine = made.meeting(items=["Tajemnicza sprawa"])
    groups = {who: [group.name for group in found(getattr(mine, who), "tajemnicza")] for who in ("member", "employee")}
    assert groups == {"member": ["Posiedzenia"], "employee": []}


def test_the_day_of_a_meeting_is_a_day_of_the_calendar():
    mine = made.meeting(status=S.CALLED)
    with clock.pretend(made.PLANNED):
        assert [one.until for one in collected(mine.member)] == [datetime.date(2018, 7, 2)]
