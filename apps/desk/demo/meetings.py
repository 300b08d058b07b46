"""Meetings of teams in the example centres: those of the past with approved minutes, and those of these days."""

import datetime
from collections.abc import Iterator
from typing import Any

from apps.accounts.models import User
from apps.consultations.models import DocumentOpinion
from apps.core import clock
from apps.meetings import actions
from apps.meetings.actions.planning import Plan
from apps.meetings.content import content_hash, content_of
from apps.meetings.models import AgendaItem, Meeting
from apps.opinions.models import Opinion
from apps.teams.calendar import add_working_days
from apps.teams.models import Ballot, Function
from apps.teams.rules import roster_on

from .centre import ExampleCentre

NOTICE = 10  # days between the plan and the meeting


def meet(centre: ExampleCentre, at: dict[str, Any]) -> None:
    """All of them, unless an interrupted build held them."""
    for said in at.get("meetings", []):
        day = _day(said)
        if not Meeting.objects.filter(team=centre.teams[said["team"]], held_on=day).exists():
            _meet(centre, said, day)


def _meet(centre: ExampleCentre, said: dict[str, Any], day: datetime.date) -> None:
    planned_on = min(day, clock.today()) - datetime.timedelta(days=NOTICE)
    with clock.pretend(planned_on):
        secretary = _leading(centre, said["team"], day, Function.SECRETARY)
        meeting = _called(centre, said, day, secretary)
        if "cancelled" in said:
            actions.cancel(meeting, said["cancelled"], by=secretary)
    if "items" in said and "present" in said:
        with clock.pretend(day):
            _hold(centre, said, meeting, secretary)
            _write_down(centre, said, meeting, secretary)
        _finish(centre, said, meeting, secretary)


def _day(said: dict[str, Any]) -> datetime.date:
    """A day of the example's story, or so many days from the day on which the example is built, not on a weekend."""
    if "on" in said:
        return datetime.date.fromisoformat(said["on"])
    day = clock.today() + datetime.timedelta(days=said["in_days"])
    return day - datetime.timedelta(days=max(day.weekday() - 4, 0))


def _called(centre: ExampleCentre, said: dict[str, Any], day: datetime.date, secretary: User) -> Meeting:
    plan = Plan(day, datetime.time(*said["hour"]), said.get("mode", "on_site"), said["place"])
    meeting = actions.plan_meeting(centre.teams[said["team"]], plan, by=secretary)
    for item in said["items"]:
        actions.add_item(meeting, item["title"], _subject(meeting, item), by=secretary)
    for name, capacity in said.get("guests", []):
        actions.add_guest(meeting, name, capacity, by=secretary)
    return actions.call(meeting, by=secretary)


def _subject(meeting: Meeting, item: dict[str, Any]) -> Any:
    """The opinion that the item speaks of: „2a”, or that on a document."""
    if "opinion" in item:
        return Opinion.objects.get(team=meeting.team_id, product__code=item["opinion"], step=None)
    if "document" in item:
        title, number = item["document"]
        about = {"of_version__document__title": title, "of_version__number": number}
        return DocumentOpinion.objects.get(team=meeting.team_id, **about)
    return None


def _hold(centre: ExampleCentre, said: dict[str, Any], meeting: Meeting, secretary: User) -> None:
    roster = roster_on(meeting.team, meeting.held_on)
    chair = next(entry.person for entry in roster if entry.function == Function.CHAIR)
    opened = actions.open_meeting(meeting, chair, secretary.person, by=secretary)
    others = {centre.people[key].pk: mark for key, mark in said["present"].items()}
    marks = {seat.pk: tuple(others.get(seat.person_id, ("present", ""))) for seat in opened.seats.all()}
    actions.mark_presence(opened, marks, by=secretary)


def _write_down(centre: ExampleCentre, said: dict[str, Any], meeting: Meeting, secretary: User) -> None:
    for item, told in zip(meeting.items.all(), said["items"], strict=True):
        ballot = _ballot(meeting) if told.get("voted") else None
        actions.record_course(item, told["course"], ballot, item.version, by=secretary)
        for decision in told.get("decisions", []):
            _decide(centre, item, decision, secretary)


def _ballot(meeting: Meeting) -> Ballot:
    return Ballot.objects.get(team=meeting.team_id, opened_at__date=meeting.held_on, mode=Ballot.Mode.MEETING)


def _decide(centre: ExampleCentre, item: AgendaItem, said: dict[str, Any], secretary: User) -> None:
    due_on = item.meeting.held_on + datetime.timedelta(days=said["days"]) if "days" in said else None
    person = centre.people[said["who"]] if "who" in said else None
    actions.add_decision(item, said["text"], person, due_on, by=secretary)


def _finish(centre: ExampleCentre, said: dict[str, Any], meeting: Meeting, secretary: User) -> None:
    with clock.pretend(meeting.held_on):
        actions.close_meeting(meeting, by=secretary)
        until = add_working_days(meeting.held_on if said.get("approved") else clock.today(), 3)
        actions.circulate(meeting, until, by=secretary)
        remarks = [
            (actions.file_remark(meeting, body, by=centre.users[key]), answer)
            for key, body, *answer in said.get("remarks", [])
        ]
    with clock.pretend(add_working_days(until, 1) if said.get("approved") else meeting.held_on):
        for remark, answer in remarks:
            if answer:
                actions.answer_remark(remark, *answer, by=secretary)
        if said.get("approved"):
            _approve(centre, said, meeting)


def _approve(centre: ExampleCentre, said: dict[str, Any], meeting: Meeting) -> None:
    chair = _leading(centre, said["team"], meeting.held_on, Function.CHAIR)
    read = content_hash(content_of(Meeting.objects.whole().get(pk=meeting.pk)))
    actions.approve(meeting, by=chair, seen=read)
    for decision in _done_in(said, meeting):
        actions.note_done(decision, "", by=chair)


def _done_in(said: dict[str, Any], meeting: Meeting) -> Iterator[Any]:
    """What was settled long ago has been done."""
    for item in meeting.items.all() if "on" in said else []:
        yield from item.decisions.exclude(person=None)


def _leading(centre: ExampleCentre, team: str, day: datetime.date, function: str) -> User:
    roster = roster_on(centre.teams[team], day)
    people = {entry.person_id for entry in roster if entry.function == function}
    return next(user for user in centre.users.values() if user.person_id in people)
