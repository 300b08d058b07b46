"""A meeting of a team in any state of its workflow, brought there by the real actions."""

import datetime
from types import SimpleNamespace

from apps.core import clock
from apps.meetings import actions
from apps.meetings.actions.planning import Plan
from apps.meetings.content import content_hash, content_of
from apps.meetings.models import Meeting
from tests import factories

S = Meeting.Status
PLANNED = datetime.date(2018, 6, 25)
HELD = datetime.date(2018, 7, 2)  # Monday
UNTIL = datetime.date(2018, 7, 5)
AFTER = datetime.date(2018, 7, 6)
MEMBERS = {"chair": "chair", "deputy": "deputy", "secretary": "secretary", "member": "member", "late": "member"}


def scene(slug=None, **team):
    """A team of five (`chair`, `deputy`, `secretary`, `member`, `late`) with its users, and `director`, `hr`,
    `expert`, `employee` of the same centre."""
    mine = SimpleNamespace(centre=factories.centre(slug))
    mine.pilot = factories.pilot(mine.centre, factories.catalogue_version())
    mine.people = {
        key: factories.person(mine.centre, f"Osoba {key.title()}", roles=["employee"]) for key in [*MEMBERS, "employee"]
    }
    for role in ("director", "hr", "expert"):
        mine.people[role] = factories.person(mine.centre, f"Osoba {role.title()}", roles=[role])
    for key, person in mine.people.items():
        setattr(mine, key, factories.user_of(person))
    roster = [(mine.people[key], function) for key, function in MEMBERS.items()]
    mine.team = factories.team(mine.centre, roster, pilot=mine.pilot, **team)
    return mine


def plan(day=HELD, hour=10, place="sala 12", mode="on_site"):
    return Plan(day, datetime.time(hour, 0), mode, place)


def meeting(mine=None, status=S.PREPARING, *, items=("Otwarcie i porządek obrad", "Sprawy bieżące"), until=UNTIL):
    """`mine` (`scene()`) gets `meeting` in the status; everybody is present but `late`, who is excused."""
    mine = mine or scene()
    mine.items, mine.until = items, until
    with clock.pretend(PLANNED):
        mine.meeting = actions.plan_meeting(mine.team, plan(), by=mine.secretary)
        for title in items:
            actions.add_item(mine.meeting, title, by=mine.secretary)
        if status == S.CANCELLED:
            actions.cancel(mine.meeting, "Choroba przewodniczącej.", by=mine.chair)
    for step in _WAY.get(S(status), []):
        step(mine)
    mine.meeting = Meeting.objects.whole().get(pk=mine.meeting.pk)
    return mine


def read_hash(meeting):
    """What the page of approval would have sent."""
    return content_hash(content_of(Meeting.objects.whole().get(pk=meeting.pk)))


def mark(mine, **marks):
    """Everybody present but `late`; marks by key of the person say otherwise: (presence, note)."""
    said = {"late": ("excused", "")} | marks
    keys = {person.pk: key for key, person in mine.people.items()}
    seats = {seat.pk: said.get(keys[seat.person_id], ("present", "")) for seat in mine.meeting.seats.all()}
    return actions.mark_presence(mine.meeting, seats, by=mine.secretary)


def approve(mine, by=None):
    with clock.pretend(AFTER):
        return actions.approve(mine.meeting, by=by or mine.chair, seen=read_hash(mine.meeting))


def _call(mine):
    with clock.pretend(PLANNED):
        actions.call(mine.meeting, by=mine.secretary)


def _open(mine):
    with clock.pretend(HELD):
        actions.open_meeting(mine.meeting, mine.people["chair"], mine.people["secretary"], by=mine.secretary)


def _close(mine):
    with clock.pretend(HELD):
        mark(mine)
        actions.close_meeting(mine.meeting, by=mine.secretary)


def _circulate(mine):
    with clock.pretend(HELD):
        for item in mine.meeting.items.all():
            actions.record_course(item, f"Przebieg: {item}.", None, item.version, by=mine.secretary)
        actions.circulate(mine.meeting, mine.until, by=mine.secretary)


_STEPS = [_call, _open, _close, _circulate, approve]
_WAY = {
    S.CALLED: _STEPS[:1],
    S.OPEN: _STEPS[:2],
    S.CLOSED: _STEPS[:3],
    S.REVIEW: _STEPS[:4],
    S.APPROVED: _STEPS,
}


def decided(mine, person=None, text="Zebrać dane z dzielnic.", due_on=AFTER):
    """A decision of an approved meeting, for the person to do."""
    meeting(mine, S.CLOSED)
    with clock.pretend(HELD):
        item = mine.meeting.items.first()
        decision = actions.add_decision(item, text, person, person and due_on, by=mine.secretary)
    _circulate(mine)
    approve(mine)
    return decision
