"""Meetings of the world of the table: one in each state that their pages ask for."""

import datetime
from types import SimpleNamespace

from apps.core import clock
from apps.meetings import actions
from apps.meetings.models import Meeting
from tests.factories import meetings as made

COMING = datetime.date(2100, 1, 4)
S = Meeting.Status
STATE_OF = {
    "call": "preparing", "edit": "called", "cancel": "called", "item_new": "called", "item_edit": "called",
    "item_move": "called", "item_remove": "called", "guest_new": "called", "guest_remove": "called", "open": "called",
    "meeting": "called", "presence": "open", "close": "marked", "item_record": "closed", "decision_new": "closed",
    "decision_edit": "closed", "decision_remove": "closed", "circulate": "written", "remark_new": "remarked",
    "remark_answer": "remarked", "approve": "review", "decision_done": "approved", "pdf": "approved",
}  # fmt: skip


def build(mine):
    """The chair leads and presides; the member records what was opened."""
    chair = mine.users["cha"]
    scene = SimpleNamespace(centre=mine.centre, team=mine.team, chair=chair, secretary=chair)
    scene.people = {"chair": mine.people["cha"], "secretary": mine.people["mem"]}
    later = [status for status in S.values if status != S.PREPARING]
    found = mine.meetings = {status: made.meeting(scene, status).meeting for status in later}
    found["preparing"] = actions.plan_meeting(mine.team, made.plan(COMING), by=chair)
    actions.add_item(found["preparing"], "Sprawy bieżące", by=chair)
    found["remarked"] = _remarked(scene, mine)
    found["marked"], found["written"] = _marked(scene), _written(scene, chair)
    mine.guest = actions.add_guest(found["called"], "Gość Zaproszony", "ekspert", by=chair)
    mine.decision = actions.add_decision(found["closed"].items.first(), "Zebrać dane.", by=chair)
    mine.settled = made.decided(scene, mine.people["emp"])


def _remarked(scene, mine):
    meeting = made.meeting(scene, S.REVIEW).meeting
    with clock.pretend(made.HELD):
        mine.minutes_remark = actions.file_remark(meeting, "Było inaczej.", by=mine.users["mem"])
    return meeting


def _marked(scene):
    made.meeting(scene, S.OPEN)
    made.mark(scene)
    return scene.meeting


def _written(scene, by):
    meeting = made.meeting(scene, S.CLOSED).meeting
    for item in meeting.items.all():
        actions.record_course(item, "Omówiono.", None, item.version, by=by)
    return meeting


def address(mine, page, state):
    if page == "meetings":
        return {}
    if page == "new":
        return {"team_pk": mine.team.pk}
    if page == "decision_done":
        return {"pk": mine.settled.item.meeting_id, "decision_pk": mine.settled.pk}
    meeting = mine.meetings[state or STATE_OF[page]]
    more = {"guest_remove": {"guest_pk": mine.guest.pk}, "remark_answer": {"remark_pk": mine.minutes_remark.pk}}
    if page in {"decision_edit", "decision_remove"}:
        return {"pk": meeting.pk, "decision_pk": mine.decision.pk}
    if page in {"item_edit", "item_move", "item_remove", "item_record", "decision_new"}:
        return {"pk": meeting.pk, "item_pk": meeting.items.first().pk}
    return {"pk": meeting.pk} | more.get(page, {})


def said(mine, page):
    """What the page's own form would send."""
    return {"dokad": "nizej"} if page == "item_move" else {}
