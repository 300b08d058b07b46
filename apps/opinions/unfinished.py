"""What a text goes on without: said before it is sent to agreement or put to the vote; here it stops neither."""

from django.db.models import Q

from apps.core.polish import day_in_words, plural

from . import rules
from .claims.reading import without_law
from .contributions.rules import contributions_to_settle, is_over
from .models import Opinion


def unfinished(opinion: Opinion) -> list[str]:
    """Missing parts, recommendations of a change of law that name no provision, proposals nobody has agreed on yet."""
    return [
        *(lack for lack, _ in rules.parts_without_content(opinion)),
        *(f"{lack}: podaj akt prawny i przepis, którego dotyczy zmiana." for lack in without_law(opinion)),
        *_collecting(opinion),
        *_unsettled(opinion),
    ]


def _collecting(opinion):
    rounds = [one for one in opinion.rounds.all() if not is_over(one)]
    return [f"Trwa zbieranie propozycji, do {day_in_words(one.deadline_on)}" for one in rounds]


def _unsettled(opinion):
    settled = Q(finding__isnull=False) | Q(recommendation__isnull=False) | ~Q(set_aside="")
    n = contributions_to_settle(opinion).exclude(settled).count()
    verb = plural(n, "propozycja czeka", "propozycje czekają", "propozycji czeka")
    return [f"{n} {verb} na uzgodnienie."] if n else []
