"""Needed and actual full-time equivalents of a centre on a day; as many queries for a hundred posts as for one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import F, FilteredRelation, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from apps.accounts.models import Centre

from ..models import IndicatorTerm, KeyPost, Measure, SocialWorkerTerm, Term
from ..reading import Post, posts_on
from .rules import Need, ratios_on
from .words import amount_of


@dataclass
class Actual:
    """What there is of one or several key posts: in the structure, and filled by people."""

    planned: Decimal = Decimal(0)
    filled: Decimal = Decimal(0)
    people: set[int] = field(default_factory=set)

    def take_in(self, other: "Actual") -> None:
        self.planned += other.planned
        self.filled += other.filled
        self.people |= other.people


@dataclass(frozen=True)
class Line:
    """One need beside what there is. Without an amount it only says what has to be entered."""

    name: str
    need: Need
    actual: Actual
    measure: Measure | None = None
    source: str = ""
    key_post: KeyPost | None = None
    indicator: IndicatorTerm | None = None

    @property
    def there(self) -> Decimal:
        return Decimal(len(self.actual.people)) if self.need.persons else self.actual.filled

    @property
    def there_words(self) -> str:
        return amount_of(self.there, self.need.persons)

    @property
    def planned_words(self) -> str:
        return amount_of(self.actual.planned)

    @property
    def gap_words(self) -> str:
        return self.need.gap_words(self.there)

    @property
    def is_short(self) -> bool:
        return (self.need.gap(self.there) or 0) < 0

    @property
    def not_planned_words(self) -> str:
        """What is missing even when every post is filled."""
        gap = None if self.need.persons else self.need.gap(self.actual.planned)
        return amount_of(-gap) if gap is not None and round(gap, 2) < 0 else ""


@dataclass(frozen=True)
class Amount:
    value: Decimal
    since_on: date
    source: str


@dataclass(frozen=True)
class Known:
    """A measure and what it amounts to on the day."""

    measure: Measure
    term: Amount | None


@dataclass(frozen=True)
class Staffing:
    day: date
    ratios: list[Line]
    indicators: list[Line]
    measures: list[Known]
    counted: list[KeyPost]

    @property
    def has_indicators(self) -> bool:
        return any(line.indicator for line in self.indicators)


def staffing_on(centre: Centre, day: date, actual: Mapping[int, Actual] | None = None) -> Staffing:
    """Both statutory ratios and the centre's own indicators. `actual`, by key post: of a proposed structure instead of
    the day's own."""
    if actual is None:
        actual = actual_of(posts_on(centre, day))
    measures = measures_on(centre, day)
    amounts = {one.measure.pk: one.term.value for one in measures if one.term}
    posts, counted = _key_posts(centre, day)
    return Staffing(
        day,
        _ratios(day, measures, [actual.get(post.pk, Actual()) for post in counted]),
        _indicators(centre, day, posts, amounts, actual),
        measures,
        counted,
    )


def actual_of(posts: Iterable[Post]) -> dict[int, Actual]:
    """By key post."""
    found: dict[int, Actual] = {}
    for post in posts:
        if post.term.key_post_id:
            people = {one.person_id for one in post.people}
            found.setdefault(post.term.key_post_id, Actual()).take_in(Actual(post.term.fte, post.filled, people))
    return found


def _ratios(day: date, measures: list[Known], actuals: list[Actual]) -> list[Line]:
    together = Actual()
    for one in actuals:
        together.take_in(one)
    known = {one.measure.key: one for one in measures if one.measure.key}
    lines = []
    for ratio in ratios_on(day):
        found = known.get(ratio.measure)
        amount = found.term.value if found and found.term else None
        need = Need(amount, ratio.per, ratio.at_least, ratio.persons)
        lines.append(Line(ratio.name, need, together, found.measure if found else None, ratio.provision))
    return lines


def _indicators(
    centre: Centre, day: date, posts: list[KeyPost], amounts: dict[int, Decimal], actual: Mapping[int, Actual]
) -> list[Line]:
    said = IndicatorTerm.objects.on(day).filter(centre=centre).select_related("measure")
    terms = {term.key_post_id: term for term in said}
    return [
        _indicator(post, terms.get(post.pk), amounts, actual.get(post.pk, Actual()))
        for post in posts
        if post.pk in terms or post.withdrawn_at is None
    ]


def _indicator(post: KeyPost, term: IndicatorTerm | None, amounts: dict[int, Decimal], actual: Actual) -> Line:
    if term is None:
        return Line(post.name, Need(None, Decimal(1)), actual, key_post=post)
    need = Need(amounts.get(term.measure_id), term.per, term.at_least)
    return Line(post.name, need, actual, term.measure, term.source, post, term)


def measures_of(centre: Centre) -> QuerySet[Measure]:
    """Those of the program, then the centre's own."""
    return Measure.objects.filter(Q(centre=None) | Q(centre=centre))


def measures_on(centre: Centre, day: date) -> list[Known]:
    stands = Q(terms__centre=centre, terms__withdrawn_at=None, terms__since_on__lte=day)
    until = Q(terms__until_on=None) | Q(terms__until_on__gt=day)
    said = {name: F(f"now__{name}") for name in ("value", "since_on", "source")}
    found = measures_of(centre).annotate(now=FilteredRelation("terms", condition=stands & until))
    return [Known(one, _amount(one)) for one in found.annotate(**{f"now_{name}": f for name, f in said.items()})]


def _amount(measure: Measure) -> Amount | None:
    if measure.now_value is None:
        return None
    return Amount(measure.now_value, measure.now_since_on, measure.now_source)


def key_posts_of(centre: Centre) -> QuerySet[KeyPost]:
    """Also those withdrawn: past days had them."""
    return KeyPost.objects.filter(Q(centre=None) | Q(centre=centre))


def _key_posts(centre: Centre, day: date) -> tuple[list[KeyPost], list[KeyPost]]:
    """All key posts, and those among them that count as pracownicy socjalni on the day."""
    said = SocialWorkerTerm.objects.on(day).filter(centre=centre, key_post=OuterRef("pk")).values("counts")
    posts = list(key_posts_of(centre).annotate(counts=Coalesce(Subquery(said), "is_social_worker")))
    return posts, [post for post in posts if post.counts]


def counted_on(centre: Centre, day: date) -> list[KeyPost]:
    return _key_posts(centre, day)[1]


def history(terms: QuerySet, *related: str) -> tuple[list[Term], list[Term]]:
    """What stands, the newest first, and what was replaced, the last replaced first."""
    found = list(terms.select_related("recorded_by", "withdrawn_by", *related).order_by("-since_on", "-pk"))
    replaced = [term for term in found if not term.is_standing]
    replaced.sort(key=lambda term: (term.withdrawn_at, term.pk), reverse=True)
    return [term for term in found if term.is_standing], replaced
