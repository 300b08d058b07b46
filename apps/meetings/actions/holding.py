"""The day of the meeting: it is opened with the roster of that day, presence is marked, guests are named."""

import datetime
from collections.abc import Mapping

from apps.accounts.models import Person, User
from apps.core import audit, clock
from apps.core.deeds import deed
from apps.core.errors import DomainError
from apps.teams.rules import roster_on, rules_on

from .. import rules
from ..locking import locked, step, to_lead
from ..models import Guest, Meeting, Seat


@deed
def open_meeting(meeting: Meeting, presider: Person, recorder: Person, *, by: User) -> Meeting:
    """Open it: the roster and the rules of its day are kept as they are. `presider`: the chair or the deputy;
    `recorder`: another member."""
    meeting = locked(meeting.pk)
    moved = step(meeting, "open", by)
    roster = roster_on(meeting.team, meeting.held_on)
    if presider.pk not in {entry.person_id for entry in rules.presiders(meeting)}:
        raise DomainError("Posiedzenie prowadzi przewodniczący albo zastępca z dnia posiedzenia.")
    if recorder.pk == presider.pk or recorder.pk not in {entry.person_id for entry in roster}:
        raise DomainError("Protokołuje inny członek zespołu niż ten, który prowadzi posiedzenie.")
    meeting.presider, meeting.recorder, meeting.opened_at = presider, recorder, clock.now()
    meeting.rules = rules_on(meeting.team, meeting.held_on)
    meeting.save(update_fields=["status", "presider", "recorder", "opened_at", "rules"])
    for entry in roster:
        _seat(meeting, entry)
    audit.record("meeting.open", meeting, by=by, **moved, seats=len(roster))
    return meeting


@deed
def mark_presence(meeting: Meeting, marks: Mapping[int, tuple[str, str]], *, by: User) -> Meeting:
    """{seat: (presence, note)}; may be corrected until the minutes are approved."""
    meeting = to_lead(meeting.pk, by, rules.RECORDED)
    seats = {seat.pk: seat for seat in meeting.seats.all()}
    for pk, (presence, note) in marks.items():
        seat = seats[pk]
        seat.presence, seat.note = presence, note
        seat.save(update_fields=["presence", "note"])
    present = meeting.seats.filter(presence=Seat.Presence.PRESENT).count()
    audit.record("meeting.mark_presence", meeting, by=by, present=present, entitled=len(seats))
    return meeting


@deed
def add_guest(meeting: Meeting, name: str, capacity: str, *, by: User) -> Guest:
    """Name somebody invited, who has no vote."""
    meeting = to_lead(meeting.pk, by, rules.PLANNED | rules.RECORDED)
    guest = Guest.objects.create(meeting=meeting, name=" ".join(name.split()), capacity=" ".join(capacity.split()))
    audit.record("meeting.add_guest", meeting, by=by, whom=guest.name)
    return guest


@deed
def remove_guest(guest: Guest, *, by: User) -> None:
    """Somebody who did not come, or was named by mistake."""
    meeting = to_lead(guest.meeting_id, by, rules.PLANNED | rules.RECORDED)
    audit.record("meeting.remove_guest", meeting, by=by, whom=guest.name)
    guest.delete()


@deed
def close_meeting(meeting: Meeting, next_on: datetime.date | None = None, *, by: User) -> Meeting:
    """The meeting is over; the minutes are written on."""
    meeting = locked(meeting.pk)
    moved = step(meeting, "close", by)
    if next_on is not None and next_on <= meeting.held_on:
        raise DomainError("Następne posiedzenie odbywa się później niż to. Popraw jego dzień.")
    meeting.closed_at, meeting.next_on = clock.now(), next_on
    meeting.save(update_fields=["status", "closed_at", "next_on"])
    audit.record("meeting.close", meeting, by=by, **moved)
    return meeting


def _seat(meeting: Meeting, entry) -> None:
    Seat.objects.create(
        meeting=meeting,
        person_id=entry.person_id,
        name=entry.name,
        function=entry.function,
        provision=entry.provision,
        rank=entry.rank,
    )
