"""What pages of meetings show, and what of them waits for a person. Each asks a constant number of questions."""

import datetime
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet
from django.urls import reverse

from apps.accounts.models import User
from apps.core import clock
from apps.core.filters import Choice
from apps.core.polish import day_in_words
from apps.core.workflow import Step
from apps.orders.models import Order
from apps.teams.models import RosterInterval, Team

from . import rules, words
from .content import items_of
from .models import AgendaItem, Decision, Meeting, Seat
from .workflow import MEETING

S = Meeting.Status
PAST = (S.APPROVED, S.CANCELLED)
SHOWN, MOST = 5, 30  # minutes on the page of a team; meetings that are looked at for it
_NEXT = {S.PREPARING: "call", S.CALLED: "open", S.OPEN: "close", S.CLOSED: "circulate", S.REVIEW: "approve"}
_WAITS = {
    S.PREPARING: "przewodniczącego, zastępcę albo sekretarza zespołu",
    S.CALLED: "przewodniczącego, zastępcę albo sekretarza zespołu",
    S.OPEN: "protokołującego",
    S.CLOSED: "protokołującego",
}


def of_team(team: Team, function: str) -> dict[str, Any]:
    """Meetings of a team that the person may see: those under way in their order, and the last minutes. `function`:
    that of the person in the team; what is only being prepared is the team's own."""
    hidden = (S.CANCELLED,) if function else (S.CANCELLED, S.PREPARING)
    found = Meeting.objects.filter(centre=team.centre_id, team=team.pk).exclude(status__in=hidden)
    found = found.select_related("minutes").only("status", "held_on", "starts_at", "minutes__number", "minutes__year")
    found = list(found.order_by(F("minutes__approved_at").desc(nulls_first=True), "-held_on", "-starts_at")[:MOST])
    minutes = [one for one in found if one.status == S.APPROVED]
    return {
        "meetings": [one for one in reversed(found) if one.status != S.APPROVED],
        "minutes": minutes[:SHOWN],
        "has_more": len(minutes) > SHOWN,
    }


def listed(user: User, team: str) -> tuple[list[Meeting], Choice]:
    """Those which the person may see, the latest first, of one team when the address names it."""
    found = list(Meeting.objects.visible_to(user).select_related("team", "minutes").defer("minutes__content"))
    options = {str(one.team_id): one.team.name for one in sorted(found, key=lambda one: one.team.name)}
    choice = Choice("Zespół", "zespol", "wszystkie zespoły", options, team)
    return [one for one in found if team in ("", str(one.team_id))], choice


@dataclass(frozen=True)
class Move:
    """Whose move it is; the next step and its address, for the one whose move it is; what it still waits for."""

    who: str
    label: str = ""
    url: str = ""
    until: datetime.date | None = None
    missing: list[str] = field(default_factory=list)
    step: str = ""  # what it is missing for


def move_of(meeting: Meeting, user: User) -> Move | None:
    """None once nothing more is to be done."""
    if meeting.status not in _NEXT:
        return None
    if meeting.status == S.REVIEW:
        return _move_in_review(meeting, user)
    if meeting.status == S.CALLED and clock.today() < meeting.held_on:
        return Move(f"dzień posiedzenia, {day_in_words(meeting.held_on)}")
    step: Step = MEETING.steps[_NEXT[meeting.status]]
    until = meeting.held_on if meeting.status in rules.PLANNED else None
    if not step.may(user, meeting):
        return Move(_WAITS[meeting.status], until=until)
    if missing := step.missing(meeting):
        return Move("Ciebie", *_way_to(meeting), until, missing, step.label)
    return Move("Ciebie", step.label, reverse(f"meetings:{step.name}", args=[meeting.pk]), until)


def _way_to(meeting: Meeting) -> tuple[str, str]:
    """What to do first, where one thing comes first, and its address."""
    if meeting.status == S.PREPARING and not meeting.items.exists():
        return "Dopisz punkt porządku obrad", reverse("meetings:item_new", args=[meeting.pk])
    if meeting.status == S.OPEN:
        return "Zaznacz obecność", reverse("meetings:presence", args=[meeting.pk])
    for number, item in enumerate(meeting.items.all(), start=1):
        if meeting.status == S.CLOSED and not item.course:
            return f"Zapisz przebieg punktu {number}", reverse("meetings:item_record", args=[meeting.pk, item.pk])
    return "", ""


def _move_in_review(meeting: Meeting, user: User) -> Move:
    """First those who were there, then who answers their remarks, then who approves."""
    waiting = meeting.remarks.filter(disposition="").first()
    if waiting and rules.leads(user, meeting):
        url = reverse("meetings:remark_answer", args=[meeting.pk, waiting.pk])
        return Move("Ciebie", "Rozpatrz uwagę do protokołu", url)
    if waiting:
        return Move("protokołującego, który rozpatrzy uwagi")
    if clock.today() <= meeting.remarks_until:
        return Move("uczestników posiedzenia, którzy mogą zgłaszać uwagi", until=meeting.remarks_until)
    step = MEETING.steps["approve"]
    if not step.may(user, meeting):
        return Move("prowadzącego posiedzenie, który zatwierdzi protokół")
    missing = step.missing(meeting)
    url = "" if missing else reverse("meetings:approve", args=[meeting.pk])
    return Move("Ciebie", step.label, url, missing=missing, step=step.label)


def page_of(meeting: Meeting, user: User) -> dict[str, Any]:
    """What the page of a meeting shows beside its minutes."""
    leads = rules.leads(user, meeting)
    return {
        "meeting": meeting,
        "move": move_of(meeting, user),
        "leads": leads,
        "plans": leads and meeting.status in rules.PLANNED,
        "records": leads and meeting.status in rules.RECORDED,
        "arranges": leads and meeting.status in rules.PLANNED | rules.RECORDED,
        "answers": leads and meeting.status == S.REVIEW,
        "may_remark": rules.may_remark(user, meeting),
        "when": words.when(meeting),
        "where": words.where(meeting),
        "events": events_of(meeting),
    }


@dataclass(frozen=True)
class ItemLine:
    """A point of the agenda on the page: its address when it is about something the reader may see."""

    item: AgendaItem
    url: str
    decisions: list[tuple[Decision, bool]]  # each with whether the reader may note that it is done


def parts_of(meeting: Meeting, user: User) -> dict[str, Any]:
    """The points, guests and remarks of a meeting."""
    return {
        "items": [_line(item, meeting, user) for item in items_of(meeting)],
        "guests": list(meeting.guests.all()),
        "remarks": list(meeting.remarks.all()),
    }


def _line(item: AgendaItem, meeting: Meeting, user: User) -> ItemLine:
    decisions = list(item.decisions.all())
    for decision in decisions:
        item.meeting, decision.item = meeting, item
    return ItemLine(item, _address(item, user), [(one, rules.may_note_done(user, one)) for one in decisions])


def _address(item: AgendaItem, user: User) -> str:
    """A draft order is seen by fewer people than the agenda that names it."""
    subject = item.subject
    if subject is None or (item.order_id and not Order.objects.visible_to(user).filter(pk=item.order_id).exists()):
        return ""
    return subject.get_absolute_url()


def events_of(meeting: Meeting) -> list[dict[str, Any]]:
    """Its story for components/timeline.html."""
    minutes = getattr(meeting, "minutes", None)
    lines = [
        (meeting.planned_at, "Zaczęto przygotowywać posiedzenie", meeting.planned_by.full_name),
        (meeting.called_at, "Zwołano posiedzenie", ""),
        (meeting.opened_at, "Otwarto posiedzenie", ""),
        (meeting.closed_at, "Zakończono posiedzenie", ""),
        (meeting.cancelled_at, f"Odwołano posiedzenie. {meeting.cancelled_why}",
         meeting.cancelled_by.full_name if meeting.cancelled_by else ""),
        (minutes and minutes.approved_at, f"Zatwierdzono {minutes}", minutes and minutes.approved_by.full_name),
    ]  # fmt: skip
    return [{"at": at, "what": what, "who": who, "link": ""} for at, what, who in lines if at]


# What waits


@dataclass
class Waiting:
    """Of meetings, for one person."""

    to_prepare: list[Meeting] = field(default_factory=list)
    to_attend: list[Meeting] = field(default_factory=list)
    to_open: list[Meeting] = field(default_factory=list)
    to_record: list[Meeting] = field(default_factory=list)
    to_read: list[Meeting] = field(default_factory=list)
    to_answer: list[Meeting] = field(default_factory=list)
    to_approve: list[Meeting] = field(default_factory=list)
    to_do: list[Decision] = field(default_factory=list)


def waiting_for(user: User) -> Waiting:
    """Three questions, however many meetings there are."""
    found = Waiting()
    if not user.person_id:
        return found
    meetings = list(_under_way(user))
    functions = _functions(user) if meetings else {}
    for meeting in meetings:
        _sort(meeting, functions.get(meeting.team_id), user, found)
    mine = Decision.objects.filter(person=user.person_id, done=None, item__meeting__status=S.APPROVED)
    found.to_do = list(mine.select_related("item__meeting__team", "item__meeting__minutes").order_by("due_on", "pk"))
    return found


def _functions(user: User) -> dict[int, str]:
    entries = RosterInterval.objects.filter(centre=user.centre_id, person=user.person_id).on(clock.today())
    return dict(entries.values_list("team_id", "function"))


def _under_way(user: User) -> QuerySet[Meeting]:
    """Each with whether this person was there, and its remarks."""
    there = Seat.objects.filter(meeting=OuterRef("pk"), person=user.person_id, presence=Seat.Presence.PRESENT)
    found = Meeting.objects.filter(centre=user.centre_id).exclude(status__in=PAST).select_related("team")
    return found.annotate(was_there=Exists(there)).prefetch_related("remarks").order_by("held_on", "starts_at")


def _sort(meeting: Meeting, function: str | None, user: User, found: Waiting) -> None:
    leads = function in rules.LEADING or user.person_id in (meeting.presider_id, meeting.recorder_id)
    if meeting.status == S.PREPARING and leads:
        found.to_prepare.append(meeting)
    elif meeting.status == S.CALLED and leads and meeting.held_on <= clock.today():
        found.to_open.append(meeting)
    elif meeting.status == S.CALLED and function and meeting.held_on >= clock.today():
        found.to_attend.append(meeting)
    elif meeting.status in (S.OPEN, S.CLOSED) and user.person_id == meeting.recorder_id:
        found.to_record.append(meeting)
    elif meeting.status == S.REVIEW:
        _sort_review(meeting, function, user, found)


def _sort_review(meeting: Meeting, function: str | None, user: User, found: Waiting) -> None:
    waiting = [remark for remark in meeting.remarks.all() if not remark.disposition]
    is_over = clock.today() > meeting.remarks_until
    if waiting and user.person_id == meeting.recorder_id:
        found.to_answer.append(meeting)
    elif is_over and not waiting and user.person_id == meeting.presider_id:
        found.to_approve.append(meeting)
    elif meeting.was_there and not is_over:
        found.to_read.append(meeting)
