"""Who is told at once that a vote or a circulation began, or that a vote was closed because the text changed: each by a
letter of their own."""

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse

from apps.accounts.models import User
from apps.core import clock, letters
from apps.core.polish import day_in_words
from apps.teams.models import Ballot, RosterInterval

from .. import words
from ..models import Circulation, Opinion

BODY = """Dzień dobry,

głosowanie nad {noun} „{name}” zostało przerwane. {note}
Oddane głosy nie będą policzone, a tekst wrócił do uzgodnień. Nowe głosowanie zacznie się od początku:

{address}

Wiadomość wysłał program ośrodka ({centre}). Prosimy na nią nie odpowiadać.
"""


def tell_voters(opinion: Opinion, ballot: Ballot, note: str, by: User) -> None:
    """Everybody but the one who changed the text, who can log in."""
    noun = words.noun_of(opinion)
    body = BODY.format(
        noun=noun.instrumental,
        name=f"{opinion.product.code}. {opinion.name}",
        note=note,
        address=settings.BASE_URL + opinion.get_absolute_url(),
        centre=opinion.pilot.centre.short_name,
    )
    entitled = ballot.electors.order_by().values("person")
    told = User.objects.filter(is_active=True, person__in=entitled, person__left_on=None).exclude(pk=by.pk)
    for user in told.order_by("pk"):
        letters.enqueue(user.email, f"Głosowanie przerwane: {noun.nominative} {opinion}", body)


OPENED = """Dzień dobry,

{said}

{address}

Wiadomość wysłał program ośrodka ({centre}). Prosimy na nią nie odpowiadać.
"""


def tell_of_vote(opinion: Opinion, ballot: Ballot, by: User) -> None:
    """Those entitled, except who opened it."""
    until = f" Głosy można oddawać do {day_in_words(ballot.deadline_on)}" if ballot.deadline_on else ""
    said = f"{opinion.team} głosuje {ballot.get_mode_display()}: {ballot.subject}.{until}"
    entitled = ballot.electors.order_by().values("person")
    _tell(entitled, by, f"Głosowanie: {ballot.subject}", said, opinion, "opinions:vote")


def tell_of_circulation(opinion: Opinion, circulation: Circulation, by: User) -> None:
    """Today's members of the team, except who opened it."""
    noun = words.noun_of(opinion)
    said = f"{noun.Nominative} „{opinion}” czeka na uwagi zespołu do {day_in_words(circulation.deadline_on)}"
    members = RosterInterval.objects.filter(centre=opinion.centre_id, team=opinion.team_id).on(clock.today())
    told = members.order_by().values("person")
    _tell(told, by, f"Uzgodnienia: {noun.nominative} {opinion}", said, opinion, "opinions:remarks")


def _tell(people: QuerySet, by: User, subject: str, said: str, opinion: Opinion, page: str) -> None:
    address = settings.BASE_URL + reverse(page, args=[opinion.pk])
    body = OPENED.format(said=said, address=address, centre=opinion.pilot.centre.short_name)
    told = User.objects.filter(is_active=True, person__in=people, person__left_on=None).exclude(pk=by.pk)
    for user in told.order_by("pk"):
        letters.enqueue(user.email, subject, body)
