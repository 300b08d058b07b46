"""What stands on the pages of a theme: its sources, those that say the contrary, and the dissents beside them."""

from typing import Any

from django.db.models import QuerySet

from apps.opinions.models import DissentingOpinion, HandedRecommendation
from apps.reports.models import Theme, ThemeSource

from .reading import current
from .support import support_of

MOST_AT_ONCE = 50
NEARBY = 20


def chosen(numbers: list[int]) -> list[HandedRecommendation]:
    """The ticked recommendations that may still be merged, in the order of the register."""
    free = current().filter(pk__in=numbers[:MOST_AT_ONCE], theme_source=None)
    return list(free.select_related("centre").order_by("kind", "pk"))


def nearby(said: list[HandedRecommendation]) -> QuerySet[Theme]:
    """Themes of the same kinds, newest first, to which these could be added instead."""
    return Theme.objects.filter(kind__in={one.kind for one in said}).order_by("-pk")[:NEARBY]


def told(theme: Theme) -> dict[str, Any]:
    """Sources by stance with the dissents filed beside their opinions, former ones apart, and the support."""
    sources = theme.sources.select_related("recommendation__centre", "recommendation__hand_over__last_of")
    last, former = [], []
    for source in sources:
        (last if hasattr(source.recommendation.hand_over, "last_of") else former).append(source)
    _give_dissents(last)
    return {
        "supporting": [one for one in last if one.stance == ThemeSource.Stance.SUPPORTS],
        "contrary": [one for one in last if one.stance == ThemeSource.Stance.CONTRARY],
        "former": former,
        "support": support_of([theme])[theme.pk],
    }


def _give_dissents(sources: list[ThemeSource]) -> None:
    hand_overs = {source.recommendation.hand_over_id for source in sources}
    path = "adoption__confirmation__hand_over"
    filed = DissentingOpinion.objects.filter(**{f"{path}__in": hand_overs}).select_related(path)
    by_hand_over: dict[int, list[str]] = {}
    for one in filed:
        by_hand_over.setdefault(one.adoption.confirmation.hand_over.pk, []).append(one.person_name)
    for source in sources:
        source.dissenters = by_hand_over.get(source.recommendation.hand_over_id, [])
