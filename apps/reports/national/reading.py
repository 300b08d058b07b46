"""What all centres handed over, for reports across them: numbers asked of the database, documents read one volume at a
time. Everything is as it stood at one moment, so that a report begun anew says the same."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db.models import Count, QuerySet
from django.utils import timezone

from apps.catalogue.models import RecommendationKind
from apps.core.polish import typography
from apps.opinions.models import DissentingOpinion, HandedRecommendation, HandOver, ResponsibilityVariant
from apps.opinions.models.opinion import VARIANT_IN
from apps.opinions.words import law_citation
from apps.reports.models import Theme
from apps.reports.recommendations.carrying import sources_of
from apps.reports.recommendations.reading import products
from apps.reports.recommendations.support import support_of

A_DOCUMENT = (
    "opinion__product",
    "opinion__pilot__centre",
    "confirmation__document",
    "confirmation__adoption__voted__ballot__result",
)
AT_ONCE = 40
UNNAMED = "nie podano"  # in what was adopted before it was asked for
MOST_THEMES = 200
IN_ORDER = ("opinion__product__rank", "opinion__pilot__centre__short_name", "pk")


@dataclass(frozen=True)
class Scope:
    """Products the report is about (empty: all) and the moment as of which it is made."""

    product: str
    moment: datetime.datetime

    def handed(self) -> QuerySet[HandOver]:
        """The last edition of each document, in the order of the report."""
        found = HandOver.objects.filter(last_of__isnull=False, handed_at__lte=self.moment)
        if self.product:
            found = found.filter(opinion__product__code=self.product)
        return found.order_by(*IN_ORDER)

    def recommendations(self) -> QuerySet[HandedRecommendation]:
        found = HandedRecommendation.objects.filter(
            hand_over__last_of__isnull=False, hand_over__handed_at__lte=self.moment
        )
        return found.filter(product_code=self.product) if self.product else found

    def dissents(self) -> QuerySet[DissentingOpinion]:
        return DissentingOpinion.objects.filter(adoption__confirmation__hand_over__in=self.handed().order_by())

    def themes(self) -> QuerySet[Theme]:
        """Themes with a source in these products."""
        sourced = Theme.objects.filter(sources__recommendation__hand_over__last_of__isnull=False)
        if self.product:
            sourced = sourced.filter(sources__recommendation__product_code=self.product)
        return sourced.distinct().order_by("kind", "title", "pk")


def by_product(scope: Scope) -> list[dict[str, Any]]:
    """A row a product: centres, recommendations, dissents."""
    names, path = products(), "adoption__confirmation__hand_over__opinion__product__code"
    handed = _counted(scope.handed(), "opinion__product__code")
    said = _counted(scope.recommendations(), "product_code")
    against = _counted(scope.dissents(), path)
    return [
        {
            "code": code,
            "name": names.get(code, code),
            "centres": n,
            "said": said.get(code, 0),
            "dissents": against.get(code, 0),
        }
        for code, n in sorted(handed.items())
    ]


def by_kind(scope: Scope) -> dict[str, int]:
    """How many recommendations of each kind, in the order of the kinds."""
    counted = _counted(scope.recommendations(), "kind")
    return {str(kind.label): counted.get(kind.value, 0) for kind in RecommendationKind}


def by_variant(scope: Scope) -> dict[str, int]:
    """How many centres named each variant of the model in product 2a; empty when the report is not about it."""
    handed = scope.handed().filter(opinion__product__code=VARIANT_IN, opinion__step=None)
    counted = _counted(handed, "responsibility_variant")
    named = {str(label): counted.get(key, 0) for key, label in ResponsibilityVariant.choices}
    unnamed = {UNNAMED: counted[""]} if "" in counted else {}
    return named | unnamed if counted else {}


def _counted(rows: QuerySet, path: str) -> dict[str, int]:
    return dict(rows.order_by().values_list(path).annotate(n=Count("pk", distinct=True)))


def themes(scope: Scope) -> list[dict[str, Any]]:
    """Themes with their support, those of the widest support first."""
    found = list(scope.themes()[:MOST_THEMES])
    support = support_of(found)
    rows = [
        {"theme": one, "support": support[one.pk], "law": law_citation(one.article, one.legal_act)} for one in found
    ]
    return sorted(rows, key=lambda row: (-row["support"].supporting, row["theme"].title))


def documents(numbers: Iterable[int]) -> Iterator[dict[str, Any]]:
    """What each of these hand-overs says, in the order of the report; a few of them in memory at a time."""
    walking = iter(numbers)
    while some := list(islice(walking, AT_ONCE)):
        read = HandOver.objects.filter(pk__in=some).select_related(*A_DOCUMENT).order_by(*IN_ORDER)
        themed = _themes_of(some)
        yield from (_document(one, themed) for one in read.prefetch_related("confirmation__adoption__dissents"))


def _themes_of(numbers: list[int]) -> dict[tuple[int, str], str]:
    said = list(HandedRecommendation.objects.filter(hand_over__in=numbers).select_related("hand_over"))
    sources = sources_of(said)
    return {(one.hand_over_id, one.number): sources[one.pk].theme.title for one in said if one.pk in sources}


def _document(one: HandOver, themed: dict[tuple[int, str], str]) -> dict[str, Any]:
    adoption = one.confirmation.adoption
    said = adoption.voted.content
    return {
        "code": one.opinion.product.code,
        "product": one.opinion.product.short_name,
        "centre": one.opinion.pilot.centre,
        "edition": one.edition,
        "status": one.opinion.get_status_display(),
        "variant": one.get_responsibility_variant_display(),
        "handed_on": timezone.localdate(one.handed_at),
        "adopted_on": adoption.adopted_on,
        "result": adoption.voted.ballot.result,
        "advantages": said.get("advantages", []),
        "disadvantages": said.get("disadvantages", []),
        "recommendations": [_said(one.pk, row, themed) for row in said.get("recommendations", [])],
        "dissents": [
            {"name": filed.person_name, "body": filed.body, "on": timezone.localdate(filed.filed_at)}
            for filed in adoption.dissents.all()
        ],
        "original": one.confirmation.document,
    }


def _said(hand_over: int, row: dict[str, str], themed: dict[tuple[int, str], str]) -> dict[str, str]:
    plain = {name: row.get(name, "") for name in ("number", "kind_label", "body", "addressee", "proposed_wording")}
    law = typography(law_citation(row.get("article", ""), row.get("legal_act", "")))
    return plain | {"law": law, "theme": themed.get((hand_over, row.get("number", "")), "")}
