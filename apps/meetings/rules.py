"""Questions about meetings: who leads one, who may take a step, and what a step still waits for."""

import datetime

from django.db.models import QuerySet

from apps.accounts.models import User
from apps.core import clock
from apps.core.polish import day_in_words, plural
from apps.teams.models import Function, RosterInterval, Team, Vote
from apps.teams.rules import function_in, is_member, roster_on

from .models import AgendaItem, Decision, Meeting, MinutesRemark, Seat

S = Meeting.Status
LEADING = frozenset({Function.CHAIR, Function.DEPUTY, Function.SECRETARY})
PRESIDING = frozenset({Function.CHAIR, Function.DEPUTY})
PLANNED = frozenset({S.PREPARING, S.CALLED})
RECORDED = frozenset({S.OPEN, S.CLOSED, S.REVIEW})
LEADERS = "przewodniczący, zastępca albo sekretarz zespołu"


def may_plan(user: User, team: Team) -> bool:
    """The chair, the deputy or the secretary of today, of a team at work."""
    return function_in(user, team.centre_id, team.pk) in LEADING


def teams_led_by(user: User) -> QuerySet[Team]:
    """Teams whose meetings this person may plan."""
    seats = RosterInterval.objects.filter(centre=user.centre_id, person=user.person_id or 0, function__in=LEADING)
    return Team.objects.filter(centre=user.centre_id, pk__in=seats.on(clock.today()).values("team"))


def leads(user: User, meeting: Meeting) -> bool:
    """Those of today, and whoever presided at the meeting or recorded it."""
    if user.person_id and user.person_id in (meeting.presider_id, meeting.recorder_id):
        return True
    return user.centre_id == meeting.centre_id and function_in(user, meeting.centre_id, meeting.team_id) in LEADING


def may_approve(user: User, meeting: Meeting) -> bool:
    """Who presided, or the team's chair of today; never who wrote the minutes."""
    if not user.person_id or user.person_id == meeting.recorder_id:
        return False
    is_chair = function_in(user, meeting.centre_id, meeting.team_id) == Function.CHAIR
    return user.person_id == meeting.presider_id or is_chair


def was_present(user: User, meeting: Meeting) -> bool:
    return _seats(meeting).filter(person_id=user.person_id or 0, presence=Seat.Presence.PRESENT).exists()


def may_remark(user: User, meeting: Meeting) -> bool:
    """Those who were present, until the minutes are approved."""
    return meeting.status == S.REVIEW and was_present(user, meeting)


def may_note_done(user: User, decision: Decision) -> bool:
    """Who was to do it, and those who lead the team; once the minutes are approved."""
    meeting = decision.item.meeting
    if meeting.status != S.APPROVED or hasattr(decision, "done"):
        return False
    return (user.person_id is not None and user.person_id == decision.person_id) or leads(user, meeting)


def is_concerned(user: User, meeting: Meeting) -> bool:
    return is_member(user, meeting.team) or was_present(user, meeting)


def presiders(meeting: Meeting) -> list[RosterInterval]:
    """Who may preside: of the roster of the day."""
    return [entry for entry in roster_on(meeting.team, meeting.held_on) if entry.function in PRESIDING]


# What a step waits for


def not_ready_to_call(meeting: Meeting) -> list[str]:
    found = _day_refusals(meeting)
    if not meeting.items.exists():
        found.append("Dopisz co najmniej jeden punkt porządku obrad.")
    return found


def _day_refusals(meeting: Meeting) -> list[str]:
    refusal = day_refusal(meeting.team, meeting.held_on)
    return [refusal] if refusal else []


def day_refusal(team: Team, day: datetime.date) -> str:
    """Why no meeting of the team can be planned on the day."""
    if day < clock.today():
        return f"Dzień posiedzenia ({day_in_words(day)}) już minął. Podaj inny."
    return "" if roster_on(team, day) else f"W dniu posiedzenia ({day_in_words(day)}) nikt nie należy do zespołu."


def not_ready_to_open(meeting: Meeting) -> list[str]:
    if clock.today() < meeting.held_on:
        return [f"Posiedzenie można otworzyć w jego dniu, czyli {day_in_words(meeting.held_on)}"]
    if not presiders(meeting):
        return ["W dniu posiedzenia zespół nie ma przewodniczącego ani zastępcy, więc nie ma kto prowadzić obrad."]
    return []


def not_ready_to_close(meeting: Meeting) -> list[str]:
    seats = list(_seats(meeting))
    unmarked = [seat.name for seat in seats if not seat.presence]
    if unmarked:
        return [f"Zaznacz obecność: {', '.join(unmarked)}."]
    needed = {meeting.presider_id: "prowadzi", meeting.recorder_id: "protokołuje"}
    return [
        f"{seat.name} {needed[seat.person_id]} posiedzenie, a nie jest na liście obecnych. Popraw obecność."
        for seat in seats
        if seat.person_id in needed and seat.presence != Seat.Presence.PRESENT
    ]


def not_ready_for_remarks(meeting: Meeting) -> list[str]:
    found = not_ready_to_close(meeting)
    for number, item in enumerate(meeting.items.select_related("ballot__result"), start=1):
        if not item.course.strip():
            found.append(f"Wpisz przebieg punktu {number}.")
        if item.ballot and not hasattr(item.ballot, "result"):
            found.append(f"Głosowanie przy punkcie {number} jeszcze trwa. Najpierw trzeba je zamknąć.")
    return found + _voted_in_absence(meeting)


def _voted_in_absence(meeting: Meeting) -> list[str]:
    """Who voted at the meeting was at it."""
    ballots = meeting.items.exclude(ballot=None).values("ballot")
    voters = Vote.objects.filter(elector__ballot__in=ballots).values("elector__person")
    absent = _seats(meeting).exclude(presence=Seat.Presence.PRESENT).filter(person__in=voters)
    return [
        f"{seat.name} – głos oddano na tym posiedzeniu, a na liście jest nieobecność. Popraw obecność."
        for seat in absent
    ]


def not_ready_to_approve(meeting: Meeting) -> list[str]:
    found = not_ready_for_remarks(meeting)
    if clock.today() <= meeting.remarks_until:
        found.append(f"Uwagi do protokołu można zgłaszać do {day_in_words(meeting.remarks_until)}")
    if waiting := MinutesRemark.objects.filter(meeting=meeting, disposition="").count():
        said = plural(waiting, "uwaga czeka", "uwagi czekają", "uwag czeka")
        found.append(f"{waiting} {said} na rozpatrzenie.")
    return found


def why_item_stays(item: AgendaItem) -> str:
    """Why an item cannot be taken out of the agenda; empty when it can."""
    if item.course.strip() or item.ballot_id or item.decisions.exists():
        return "Ten punkt ma już przebieg, głosowanie albo ustalenia, więc zostaje w porządku obrad."
    return ""


def _seats(meeting: Meeting):
    return Seat.objects.filter(meeting=meeting)
