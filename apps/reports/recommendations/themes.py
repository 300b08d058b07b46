"""What stands on the pages of a theme: its sources, those that say the contrary, and the dissents beside them."""

from typing import Any

from django.db.models import QuerySet

from apps.opinions.models import DissentingOpinion, HandedRecommendation
from apps.reports.models import Theme, ThemeSource

from .carrying import sources_of, standing
from .reading import current, returned_of
from .support import support_of

MOST_AT_ONCE = 50
NEARBY = 20


def chosen(numbers: list[int]) -> list[HandedRecommendation]:
    """The ticked recommendations that may still be merged, in the order of the register."""
    free = current().filter(pk__in=numbers[:MOST_AT_ONCE], theme_source=None)
    free = list(free.select_related("centre", "hand_over").order_by("kind", "pk"))
    carried = sources_of(free)
    return [one for one in free if one.pk not in carried]


def nearby(said: list[HandedRecommendation]) -> QuerySet[Theme]:
    """Themes of the same kinds, newest first, to which these could be added instead."""
    return Theme.objects.filter(kind__in={one.kind for one in said}).order_by("-pk")[:NEARBY]


def told(theme: Theme) -> dict[str, Any]:
    """Sources by stance with the dissents filed beside their opinions, those that the new edition says otherwise apart,
    and the support."""
    sources = list(standing(theme.sources.select_related("recommendation__centre", "recommendation__hand_over")))
    _give_said(sources)
    last = [source for source in sources if source.stands_in]
    _give_dissents(last)
    return {
        "supporting": [one for one in last if one.stance == ThemeSource.Stance.SUPPORTS],
        "contrary": [one for one in last if one.stance == ThemeSource.Stance.CONTRARY],
        "former": [source for source in sources if not source.stands_in],
        "support": support_of([theme])[theme.pk],
    }


def _give_said(sources: list[ThemeSource]) -> None:
    """`said`: the row that speaks for the source today; `is_carried`: of a later edition than the one it came from."""
    rows = HandedRecommendation.objects.select_related("centre", "hand_over")
    rows = rows.in_bulk([source.stands_in for source in sources if source.stands_in])
    returned = returned_of(rows.values())
    for source in sources:
        source.said = rows.get(source.stands_in, source.recommendation)
        source.is_carried = source.said.pk != source.recommendation_id
        source.is_returned = source.said.hand_over_id in returned


def _give_dissents(sources: list[ThemeSource]) -> None:
    hand_overs = {source.said.hand_over_id for source in sources}
    path = "adoption__confirmation__hand_over"
    filed = DissentingOpinion.objects.filter(**{f"{path}__in": hand_overs}).select_related(path)
    by_hand_over: dict[int, list[str]] = {}
    for one in filed:
        by_hand_over.setdefault(one.adoption.confirmation.hand_over.pk, []).append(one.person_name)
    for source in sources:
        source.dissenters = by_hand_over.get(source.said.hand_over_id, [])
