"""Who is told that a vote was closed because the text changed: those entitled in it, each by a letter of their own."""

from django.conf import settings

from apps.accounts.models import User
from apps.core import letters
from apps.teams.models import Ballot

from .. import words
from ..models import Opinion

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
