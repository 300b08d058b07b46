"""„Popiera 4 z 6 ośrodków”: counted from what centres handed over last, of those that handed over that product."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count

from apps.core.polish import plural
from apps.opinions.models import HandOver
from apps.reports.models import Theme, ThemeSource

from .carrying import standing

STANCES = ThemeSource.Stance.values


@dataclass(frozen=True)
class Support:
    """How many centres support a theme, are against it, and handed over a product of its sources."""

    supporting: int
    contrary: int
    all: int

    @property
    def words(self) -> str:
        """„popiera 4 z 6 ośrodków, 1 jest przeciwny”"""
        said = f"popiera {self.supporting} z {self.all} {plural(self.all, 'ośrodka', 'ośrodków', 'ośrodków')}"
        if not self.contrary:
            return said
        return f"{said}, {self.contrary} {plural(self.contrary, 'jest przeciwny', 'są przeciwne', 'jest przeciwnych')}"


def support_of(themes: Iterable[Theme]) -> dict[int, Support]:
    """By theme. A source from a former edition counts as long as the last one says the same in the same words; a centre
    counts once on each side."""
    by_theme: dict[int, list[Source]] = defaultdict(list)
    read = standing(ThemeSource.objects.filter(theme__in=themes)).values_list("theme", *SOURCE)
    for theme, *said in read:
        by_theme[theme].append(tuple(said))
    known: dict[frozenset[str], int] = {}
    return {theme.pk: _support(by_theme[theme.pk], known) for theme in themes}


SOURCE = (
    "stance",
    "recommendation__centre",
    "recommendation__product_code",
    "stands_in",
)
Source = tuple[str, int, str, int | None]


def _support(sources: list[Source], known: dict[frozenset[str], int]) -> Support:
    sides = {stance: {centre for said, centre, _, last in sources if said == stance and last} for stance in STANCES}
    codes = frozenset(code for _, _, code, _ in sources)
    if codes not in known:
        known[codes] = centres_with(codes)
    return Support(len(sides["supports"]), len(sides["contrary"]), known[codes])


def centres_with(codes: Iterable[str]) -> int:
    """How many centres handed over any of these products."""
    handed = HandOver.objects.filter(last_of__isnull=False, opinion__product__code__in=list(codes))
    return handed.aggregate(n=Count("opinion__pilot__centre", distinct=True))["n"]
