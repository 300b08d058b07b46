"""Letters about meetings; each person gets one of their own, except who did the deed."""

from collections.abc import Iterable

from django.conf import settings

from apps.accounts.models import User
from apps.core import letters
from apps.core.polish import day_in_words
from apps.teams.models import RosterInterval

from .models import Meeting, Minutes, Seat
from .words import when, where

BODY = """Dzień dobry,

{said}

{address}

Wiadomość wysłał program ośrodka ({centre}). Prosimy na nią nie odpowiadać.
"""


def tell_of_call(meeting: Meeting, by: User) -> None:
    """Those who are in the team on the day of the meeting."""
    items = [f"{number}. {item.title}" for number, item in enumerate(meeting.items.all(), start=1)]
    agenda = "\n".join(["Porządek obrad:", *items])
    said = f"zwołano posiedzenie {meeting.team.name_genitive}: {when(meeting)}, {where(meeting)}.\n\n{agenda}"
    _tell(_members(meeting), f"Posiedzenie {when(meeting)} – {meeting.team}", said, meeting, by)


def tell_of_change(meeting: Meeting, before: str, by: User) -> None:
    said = (
        f"zmieniono termin albo miejsce posiedzenia {meeting.team.name_genitive}.\n"
        f"Było: {before}.\nJest: {when(meeting)}, {where(meeting)}."
    )
    _tell(_members(meeting), f"Zmiana posiedzenia: {when(meeting)} – {meeting.team}", said, meeting, by)


def tell_of_cancelling(meeting: Meeting, by: User) -> None:
    said = f"odwołano posiedzenie {meeting.team.name_genitive} ({when(meeting)}).\nPowód: {meeting.cancelled_why}"
    _tell(_members(meeting), f"Odwołano posiedzenie {when(meeting)} – {meeting.team}", said, meeting, by)


def tell_of_review(meeting: Meeting, by: User) -> None:
    """Those who were present."""
    until = day_in_words(meeting.remarks_until)
    said = f"protokół z posiedzenia {meeting.team.name_genitive} ({when(meeting)}) czeka na uwagi do {until}"
    subject = f"Protokół z posiedzenia {day_in_words(meeting.held_on)} – uwagi do {until}"
    _tell(meeting.seats.filter(presence=Seat.Presence.PRESENT).values("person"), subject, said, meeting, by)


def tell_of_minutes(meeting: Meeting, minutes: Minutes, by: User) -> None:
    """Everybody who sat in the team that day."""
    subject = f"Zatwierdzono protokół nr {minutes.number_text}"
    said = (
        f"zatwierdzono protokół nr {minutes.number_text} z posiedzenia {meeting.team.name_genitive}, {when(meeting)}."
    )
    _tell(meeting.seats.values("person"), subject, said, meeting, by)


def _members(meeting: Meeting) -> Iterable:
    return (
        RosterInterval.objects.filter(centre=meeting.centre_id, team=meeting.team_id)
        .on(meeting.held_on)
        .values("person")
    )


def _tell(people: Iterable, subject: str, said: str, meeting: Meeting, by: User) -> None:
    address = settings.BASE_URL + meeting.get_absolute_url()
    body = BODY.format(said=said, address=address, centre=meeting.centre.short_name)
    found = User.objects.filter(is_active=True, person__in=people, person__left_on=None).exclude(pk=by.pk)
    for user in found.order_by("pk"):
        letters.enqueue(user.email, subject, body)
