"""Planning a meeting: when, where and what about; calling it; calling it off."""

import datetime
from dataclasses import asdict, dataclass
from typing import Any

from django.db.models import F, Max

from apps.accounts.models import User
from apps.core import audit, clock
from apps.core.deeds import deed
from apps.core.errors import DomainError, StaleVersion
from apps.teams.models import Team

from .. import notifications, rules
from ..locking import locked, step, to_lead
from ..models import AgendaItem, Meeting
from ..subjects import FIELDS, field_of, name_of
from ..words import when, where

NOT_LEADING = f"Posiedzenie planuje {rules.LEADERS}."


@dataclass(frozen=True)
class Plan:
    """When and where; `mode` is a `Meeting.Mode`."""

    held_on: datetime.date
    starts_at: datetime.time
    mode: str
    place: str


@deed
def plan_meeting(team: Team, plan: Plan, *, by: User) -> Meeting:
    """Begin to prepare a meeting of the team; nobody else is told before it is called."""
    if not rules.may_plan(by, team):
        raise DomainError(NOT_LEADING)
    if refusal := rules.day_refusal(team, plan.held_on):
        raise DomainError(refusal)
    meeting = Meeting.objects.create(
        centre_id=team.centre_id, team=team, planned_by=by, planned_at=clock.now(), **asdict(plan)
    )
    audit.record("meeting.plan", meeting, by=by, on=plan.held_on, team=team.pk)
    return meeting


@deed
def change_meeting(meeting: Meeting, plan: Plan, seen: int, *, by: User) -> Meeting:
    """Another day, hour or place; who has been told already is told again. StaleVersion when somebody changed it
    since version `seen`."""
    meeting = to_lead(meeting.pk, by, rules.PLANNED)
    if meeting.version != seen:
        raise StaleVersion("Ktoś zmienił to posiedzenie w międzyczasie. Sprawdź je jeszcze raz.")
    if plan.held_on != meeting.held_on and (refusal := rules.day_refusal(meeting.team, plan.held_on)):
        raise DomainError(refusal)
    before = f"{when(meeting)}, {where(meeting)}"
    for name, value in asdict(plan).items():
        setattr(meeting, name, value)
    meeting.version += 1
    meeting.save(update_fields=[*asdict(plan), "version"])
    audit.record("meeting.change", meeting, by=by, before=before)
    if meeting.status == Meeting.Status.CALLED and before != f"{when(meeting)}, {where(meeting)}":
        notifications.tell_of_change(meeting, before, by)
    return meeting


@deed
def call(meeting: Meeting, *, by: User) -> Meeting:
    """Zwołaj: everybody in the team is told of the day and the agenda."""
    meeting = locked(meeting.pk)
    moved = step(meeting, "call", by)
    meeting.called_at = clock.now()
    meeting.save(update_fields=["status", "called_at"])
    audit.record("meeting.call", meeting, by=by, **moved)
    notifications.tell_of_call(meeting, by)
    return meeting


@deed
def cancel(meeting: Meeting, why: str, *, by: User) -> Meeting:
    """Odwołaj, with the reason; the meeting stays on the list."""
    meeting = locked(meeting.pk)
    was_called = meeting.status == Meeting.Status.CALLED
    moved = step(meeting, "cancel", by)
    if not why.strip():
        raise DomainError("Napisz, dlaczego posiedzenie zostaje odwołane.")
    meeting.cancelled_at, meeting.cancelled_by, meeting.cancelled_why = clock.now(), by, why.strip()
    meeting.save(update_fields=["status", "cancelled_at", "cancelled_by", "cancelled_why"])
    audit.record("meeting.cancel", meeting, by=by, **moved, why=meeting.cancelled_why)
    if was_called:
        notifications.tell_of_cancelling(meeting, by)
    return meeting


# The agenda: also while the meeting is on, when those present add a point


@deed
def add_item(meeting: Meeting, title: str, subject: Any = None, *, by: User) -> AgendaItem:
    """One more point at the end of the agenda; without a title it is called by what it is about."""
    meeting = to_lead(meeting.pk, by, rules.PLANNED | rules.RECORDED)
    last = meeting.items.aggregate(last=Max("rank"))["last"] or 0
    said = _title(title, subject)
    item = AgendaItem.objects.create(meeting=meeting, rank=last + 1, title=said, **_about(subject))
    audit.record("meeting.add_item", meeting, by=by, item=item.pk, title=said)
    return item


@deed
def change_item(item: AgendaItem, title: str, subject: Any = None, *, by: User) -> AgendaItem:
    """Another wording of a point, or another thing that it is about."""
    meeting = to_lead(item.meeting_id, by, rules.PLANNED | rules.RECORDED)
    item = AgendaItem.objects.get(pk=item.pk)
    item.title = _title(title, subject)
    for name, value in _about(subject).items():
        setattr(item, name, value)
    item.save(update_fields=["title", *FIELDS])
    audit.record("meeting.change_item", meeting, by=by, item=item.pk, title=item.title)
    return item


@deed
def move_item(item: AgendaItem, up: bool, *, by: User) -> AgendaItem:
    """One place up or down, before the meeting or during it."""
    meeting = to_lead(item.meeting_id, by, rules.PLANNED | rules.RECORDED)
    items = list(meeting.items.all())
    place = items.index(item)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(items):
        raise DomainError("Ten punkt nie ma dokąd się przesunąć.")
    items[place], items[other] = items[other], items[place]
    for rank, one in enumerate(items, start=1):
        AgendaItem.objects.filter(pk=one.pk).exclude(rank=rank).update(rank=rank)
    audit.record("meeting.move_item", meeting, by=by, item=item.pk, title=item.title)
    return item


@deed
def remove_item(item: AgendaItem, *, by: User) -> None:
    """Take a point out, while nothing has been written under it."""
    meeting = to_lead(item.meeting_id, by, rules.PLANNED | rules.RECORDED)
    item = AgendaItem.objects.get(pk=item.pk)
    if refusal := rules.why_item_stays(item):
        raise DomainError(refusal)
    audit.record("meeting.remove_item", meeting, by=by, item=item.pk, title=item.title)
    item.delete()
    meeting.items.filter(rank__gt=item.rank).update(rank=F("rank") - 1)


def _title(title: str, subject: Any) -> str:
    said = " ".join(title.split()) or (name_of(subject) if subject is not None else "")
    if not said:
        raise DomainError("Podaj treść punktu albo wskaż, czego dotyczy.")
    return said[:300]


def _about(subject: Any) -> dict[str, Any]:
    return dict.fromkeys(FIELDS) | ({field_of(subject): subject} if subject is not None else {})
