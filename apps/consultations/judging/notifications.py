"""Letters around a vote on an opinion about a document, and about the opinion that was confirmed; each person gets one
of their own."""

from collections.abc import Iterable

from django.conf import settings
from django.db.models import Q

from apps.accounts.models import Role, User
from apps.core import letters
from apps.core.polish import day_in_words
from apps.teams.models import Ballot, BallotResult

from ..models import DocumentOpinion
from .words import result_said

BODY = """Dzień dobry,

{said}

{address}

Wiadomość wysłał program ośrodka ({centre}). Prosimy na nią nie odpowiadać.
"""


def tell_of_vote(opinion: DocumentOpinion, ballot: Ballot, by: User) -> None:
    """Those entitled, except who opened it."""
    until = f" Głosy można oddawać do {day_in_words(ballot.deadline_on)}" if ballot.deadline_on else ""
    said = f"{opinion.team} głosuje {ballot.get_mode_display()}: {ballot.subject}.{until}"
    _tell(_electors(ballot, by), f"Głosowanie: {ballot.subject}", said, opinion)


def tell_of_result(opinion: DocumentOpinion, result: BallotResult, by: User) -> None:
    """Those entitled, except who closed it."""
    said = f"{_capital(result.ballot.subject)}. {result_said(result)}"
    if result.outcome == BallotResult.Outcome.ADOPTED and opinion.adoption.dissent_until >= opinion.adoption.adopted_on:
        said += f" Zdania odrębne można zgłaszać do {day_in_words(opinion.adoption.dissent_until)}"
    _tell(_electors(result.ballot, by), f"Wynik głosowania: {result.ballot.subject}", said, opinion)


def tell_of_opinion(opinion: DocumentOpinion, by: User) -> None:
    """Who wrote the document, and the director: the opinion is there to be read."""
    document = opinion.of_version.document
    readers = Q(person__in=document.experts.all()) | Q(
        person__centre=opinion.centre_id, person__grants__role=Role.DIRECTOR, person__grants__revoked_at=None
    )
    number = opinion.of_version.number
    about = f"o dokumencie „{document}”, wersja {number}"
    said = f"Podpisano opinię {about} ({opinion.team}): {opinion.get_conclusion_display()}."
    people = User.objects.filter(readers, is_active=True, person__left_on=None).exclude(pk=by.pk).distinct()
    _tell(people.order_by("pk"), f"Opinia zespołu {about}", said, opinion)


def _electors(ballot: Ballot, by: User) -> Iterable[User]:
    entitled = ballot.electors.order_by().values("person")
    people = User.objects.filter(is_active=True, person__in=entitled, person__left_on=None)
    return people.exclude(pk=by.pk).order_by("pk")


def _tell(people: Iterable[User], subject: str, said: str, opinion: DocumentOpinion) -> None:
    address = settings.BASE_URL + opinion.get_absolute_url()
    body = BODY.format(said=said, address=address, centre=opinion.of_version.document.pilot.centre.short_name)
    for user in people:
        letters.enqueue(user.email, subject, body)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
