"""What the database itself refuses to the application's role: the roster of the day, and minutes once approved."""

import json

import pytest

from apps.meetings import actions
from apps.meetings.models import Meeting
from tests import factories
from tests.factories import meetings as made
from tests.guards import attempt, ignoring_everything

S = Meeting.Status
FROZEN = "W tym stanie posiedzenia"
ATTACKS = [
    # status, statement ({m}: the meeting, {who}: somebody who is not in the team), refusal
    (S.OPEN, "INSERT INTO meetings_seat (meeting_id, person_id, name, function, provision, rank, presence, note)"
             " VALUES ({m}, {who}, 'x', 'member', '§ 2', 9, 'present', '')", "to nie skład zespołu z jego dnia"),
    (S.OPEN, "UPDATE meetings_seat SET name = 'Ktoś' WHERE meeting_id = {m}", "Raz zapisane nie zmienia się"),
    (S.OPEN, "DELETE FROM meetings_seat WHERE meeting_id = {m}", "permission denied"),
    (S.OPEN, "UPDATE meetings_meeting SET held_on = '2018-07-09' WHERE id = {m}", "jest otwarte"),
    (S.OPEN, "UPDATE meetings_meeting SET rules = '{{}}' WHERE id = {m}", "jest otwarte"),
    (S.OPEN, "UPDATE meetings_meeting SET team_id = 0 WHERE id = {m}", "Raz zapisane nie zmienia się"),
    (S.CALLED, "UPDATE meetings_meeting SET status = 'open', opened_at = now(), presider_id = {chair},"
               " recorder_id = {secretary} WHERE id = {m}", "prowadzi przewodniczący albo zastępca"),
    (S.CALLED, "UPDATE meetings_meeting SET status = 'open', opened_at = now(), presider_id = {chair},"
               " recorder_id = {secretary}, rules = {rules} WHERE id = {m};"
               " INSERT INTO meetings_seat (meeting_id, person_id, name, function, provision, rank, presence, note)"
               " VALUES ({m}, {chair}, 'x', 'chair', '', 1, '', ''),"
               " ({m}, {secretary}, 'x', 'secretary', '', 2, '', '')",
     "to nie skład zespołu z jego dnia"),
    (S.CALLED, "UPDATE meetings_meeting SET status = 'open', opened_at = now(), presider_id = {chair},"
               " recorder_id = {secretary} WHERE id = {m};"
               " INSERT INTO meetings_seat (meeting_id, person_id, name, function, provision, rank, presence, note)"
               " SELECT {m}, person_id, name, function, provision, rank, '', '' FROM teams_rosterinterval"
               " WHERE team_id = {team}", "to nie zasady zarządzeń z jego dnia"),
    (S.CALLED, "UPDATE meetings_agendaitem SET course = 'x' WHERE meeting_id = {m}", "po otwarciu posiedzenia"),
    (S.CALLED, "INSERT INTO meetings_decision (item_id, text) SELECT id, 'x' FROM meetings_agendaitem"
               " WHERE meeting_id = {m}", FROZEN),
    (S.CLOSED, "INSERT INTO meetings_minutesremark (meeting_id, person_id, person_name, body, filed_at, disposition,"
               " reason) VALUES ({m}, {chair}, 'x', 'x', now(), '', '')", FROZEN),
    (S.REVIEW, "INSERT INTO meetings_minutesremark (meeting_id, person_id, person_name, body, filed_at, disposition,"
               " reason) VALUES ({m}, {late}, 'x', 'x', now(), '', '')", "którzy byli na posiedzeniu"),
    (S.REVIEW, "UPDATE meetings_meeting SET status = 'approved' WHERE id = {m}", "nie idą razem"),
    (S.APPROVED, "UPDATE meetings_meeting SET place = 'x' WHERE id = {m}", "zamknięte na zawsze"),
    (S.APPROVED, "UPDATE meetings_seat SET presence = 'absent' WHERE meeting_id = {m}", FROZEN),
    (S.APPROVED, "UPDATE meetings_agendaitem SET course = 'x' WHERE meeting_id = {m}", FROZEN),
    (S.APPROVED, "DELETE FROM meetings_agendaitem WHERE meeting_id = {m}", FROZEN),
    (S.APPROVED, "INSERT INTO meetings_guest (meeting_id, name, capacity) VALUES ({m}, 'x', 'y')", FROZEN),
    (S.APPROVED, "UPDATE meetings_minutes SET content = '{{}}' WHERE meeting_id = {m}", "permission denied"),
    (S.APPROVED, "DELETE FROM meetings_minutes WHERE meeting_id = {m}", "permission denied"),
    (S.APPROVED, "UPDATE meetings_minutescounter SET last = last + 2", "rosną po jednym"),
    (S.APPROVED, "INSERT INTO meetings_minutes (meeting_id, centre_id, team_id, year, number, content, content_hash,"
                 " document_id, approved_by_id, approved_at) SELECT meeting_id, centre_id, team_id, year, 7, content,"
                 " content_hash, document_id, approved_by_id, approved_at FROM meetings_minutes",
     "nie pasują"),
    (S.CANCELLED, "UPDATE meetings_meeting SET cancelled_why = 'x' WHERE id = {m}", "zamknięte na zawsze"),
    (S.CLOSED, "INSERT INTO meetings_decisiondone (decision_id, note, done_by_id, done_at)"
               " SELECT {decision}, '', planned_by_id, now() FROM meetings_meeting WHERE id = {m}",
     "po zatwierdzeniu protokołu"),
]  # fmt: skip


@pytest.mark.parametrize(("status", "statement", "refusal"), ATTACKS, ids=[f"{s}-{a[:45]}" for s, a, _ in ATTACKS])
def test_the_database_refuses(as_app_role, status, statement, refusal):
    mine = made.meeting(status=status)
    people = {who: mine.people[who].pk for who in ("chair", "secretary", "late")}
    decision = actions.add_decision(mine.meeting.items.first(), "x", by=mine.chair) if status == S.CLOSED else None
    keys = {"m": mine.meeting.pk, "who": mine.people["employee"].pk, "team": mine.team.pk}
    rules = f"'{json.dumps(factories.orders.RULES)}'"
    said = statement.format(**keys, **people, decision=decision and decision.pk, rules=rules)
    for before in ("", ignoring_everything()):
        assert refusal in attempt(as_app_role, said, before=before)


def test_a_point_is_about_something_of_its_own_centre(as_app_role):
    mine, other = made.meeting(status=S.CALLED), made.scene()
    order = other.team.issued_order.order_id
    attack = f"UPDATE meetings_agendaitem SET order_id = {order} WHERE meeting_id = {mine.meeting.pk}"
    assert "innego ośrodka albo zespołu" in attempt(as_app_role, attack)


def test_what_was_settled_is_done_by_somebody_of_the_centre(as_app_role):
    mine, other = made.meeting(status=S.OPEN), made.scene()
    decision = actions.add_decision(mine.meeting.items.first(), "x", by=mine.chair)
    attack = f"UPDATE meetings_decision SET person_id = {other.people['chair'].pk} WHERE id = {decision.pk}"
    assert "Ustalenie wykonuje osoba tego ośrodka" in attempt(as_app_role, attack)
