"""What became of the sources of themes when a centre handed over its next edition: a recommendation whose words did
not change stays in its theme; one whose words changed has to be looked at by a reviewer."""

from collections.abc import Iterable

from django.db.models import Case, Exists, F, OuterRef, QuerySet, Subquery, When

from apps.opinions.models import HandedRecommendation, Opinion
from apps.reports.models import ThemeSource

WORDS = ("kind", "body", "legal_act", "article", "proposed_wording")
OPINION = "recommendation__hand_over__opinion"


def standing(sources: QuerySet[ThemeSource]) -> QuerySet[ThemeSource]:
    """Sources with `stands_in`: the row of the last edition that says what they say – their own, or one with the very
    same words that nobody put in a theme by hand; None when the new edition says it otherwise or not at all."""
    same = {name: OuterRef(f"recommendation__{name}") for name in WORDS}
    heirs = HandedRecommendation.objects.filter(
        hand_over__last_of__isnull=False, hand_over__opinion=OuterRef(OPINION), theme_source=None, **same
    )
    heir = Subquery(heirs.order_by("pk").values("pk")[:1])
    own = When(recommendation__hand_over__last_of__isnull=False, then=F("recommendation"))
    return sources.annotate(stands_in=Case(own, default=heir))


def sources_of(lines: Iterable[HandedRecommendation]) -> dict[int, ThemeSource]:
    """By recommendation: its place in a theme, be it carried over from a former edition."""
    opinions, shown = {line.opinion_id for line in lines}, {line.pk for line in lines}
    found = _OF_OPINIONS.filter(**{f"{OPINION}__in": opinions})
    own = {source.recommendation_id: source for source in found}
    if own.keys() <= shown:
        return own
    return {source.stands_in: source for source in standing(found) if source.stands_in} | own


def changed() -> QuerySet[ThemeSource]:
    """Sources whose words are not in the new edition, as long as nothing of it was added to their theme."""
    added = ThemeSource.objects.filter(
        **{"theme": OuterRef("theme"), OPINION: OuterRef(OPINION)}, recommendation__hand_over__last_of__isnull=False
    )
    return standing(former()).filter(~Exists(added), stands_in=None).order_by("pk")


def former() -> QuerySet[ThemeSource]:
    """Sources from documents of which a newer edition was handed over."""
    return _FORMER.all()


# composed once: that takes as long as the answer
_FORMER = ThemeSource.objects.filter(~Exists(Opinion.objects.filter(hand_over=OuterRef("recommendation__hand_over"))))
_OF_OPINIONS = (
    ThemeSource.objects.select_related("theme").only("recommendation", "stance", "theme__title").order_by("pk")
)
