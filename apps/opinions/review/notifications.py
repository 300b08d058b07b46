"""Letters about the decision of WRZOS. They say what was decided and until when, not what the remarks say."""

from django.conf import settings
from django.urls import reverse

from apps.core import letters
from apps.core.polish import day_in_words
from apps.opinions.models import Review
from apps.opinions.words import noun_of

from .reading import who_is_told

BODY = """Dzień dobry,

WRZOS: {decision}. Dokument: {document}.{until}

{address}

Wiadomość wysłał program ośrodka ({centre}). Prosimy na nią nie odpowiadać.
"""


def tell(review: Review) -> None:
    """The director, and everybody who is in the team today."""
    opinion = review.opinion
    until = ""
    if review.deadline_on:
        until = f" Poprawione wydanie trzeba przekazać do {day_in_words(review.deadline_on)}"
    body = BODY.format(
        decision=review.get_outcome_display(),
        document=f"{noun_of(opinion).nominative} {opinion}",
        until=until,
        address=settings.BASE_URL + reverse("opinions:opinion", args=[opinion.pk]),
        centre=opinion.pilot.centre.short_name,
    )
    for user in who_is_told(opinion):
        letters.enqueue(user.email, f"WRZOS: {review.get_outcome_display()} – {opinion}", body)
