"""Variants beside the structure of a day; as many queries for a hundred units as for one."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cached_property

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from apps.accounts.models import Centre, User
from apps.core import clock
from apps.core.polish import day_in_words

from ..models import KeyPost, Variant, VariantPosition, VariantUnit
from ..reading import Node, Post, Structure, days_of_change, structure_known, structure_on
from ..staffing.reading import Actual, Staffing, staffing_on
from . import people
from .changes import POSITION, UNIT, Change, changes, grouped, marks, of_two
from .shape import Shape, aligned, position_key, shape_of, unit_key


@dataclass
class Proposed(Structure):
    """A variant as a structure: its units and positions stand where the terms of a day would."""

    name: str = ""

    @property
    def caption(self) -> str:
        return f"Schemat organizacyjny wariantu „{self.name}”"


@dataclass
class ProposedPost(Post):
    """A position of a variant. Who would work on it is not decided by the drawing, so it goes by its name."""

    @property
    def names(self) -> str:
        return self.term.name


@dataclass(frozen=True)
class Sum:
    """Full-time equivalents of a key post before and after; None: of no key post."""

    key_post: KeyPost | None
    before: Decimal
    after: Decimal

    @property
    def more(self) -> Decimal:
        return self.after - self.before


@dataclass(frozen=True)
class Beside:
    """A variant beside the structure of a day."""

    variant: Variant
    day: date
    today: Structure
    proposed: Proposed
    changes: list[Change]
    before: Shape
    after: Shape
    drawn: Shape  # what it was drawn from, as that was held to be then

    @property
    def groups(self) -> list[tuple[str, list[Change]]]:
        return grouped(self.changes)

    @cached_property
    def sums(self) -> list[Sum]:
        return sums(self.before, self.after)

    @property
    def more(self) -> Decimal:
        return self.after.fte - self.before.fte

    @cached_property
    def seats(self) -> list[people.Seat]:
        return people.seats_of(self)

    @property
    def moves(self) -> list[people.Seat]:
        return [seat for seat in self.seats if seat.move]

    @property
    def homeless(self) -> list[people.Seat]:
        return [seat for seat in self.seats if seat.is_homeless]

    @property
    def crowded(self) -> list[str]:
        return people.crowded(self)

    @property
    def fingerprint(self) -> str:
        """Of what the page shows: what was read is what is introduced."""
        what = [one.words for one in [*self.changes, *self.moves]]
        said = [self.variant.pk, self.variant.version, str(self.day), *what]
        return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def variants_of(user: User) -> QuerySet[Variant]:
    return Variant.objects.visible_to(user).select_related("centre", "created_by", "submitted_by", "closed_by")


def listed(user: User) -> QuerySet[Variant]:
    return variants_of(user).annotate(unit_count=_rows(VariantUnit), position_count=_rows(VariantPosition))


def _rows(model: type[VariantUnit] | type[VariantPosition]) -> Coalesce:
    own = model.objects.filter(variant=OuterRef("pk")).order_by().values("variant").annotate(n=Count("pk"))
    return Coalesce(Subquery(own.values("n")), 0)


def beside(variant: Variant, day: date, *, named: bool = True) -> Beside:
    """The variant held against the structure of this day; each thing marked with what happens to it. `named`: also who
    works on a position that would be gone."""
    today = structure_on(variant.centre, day)
    [proposed] = proposals([variant], day, today)
    before, after = shape_of(today), shape_of(proposed)
    before = before if named else before.unnamed
    drawn = _known(variant, variant.drawn_from_on, variant.created_at)
    found = changes(before, after, drawn)
    _mark(today, found)
    _mark(proposed, found)
    return Beside(variant, day, today, proposed, found, before, after, drawn)


def _known(variant: Variant, day: date, at: datetime) -> Shape:
    return shape_of(structure_known(variant.centre, day, at))


def _mark(structure: Structure, found: list[Change]) -> None:
    said = marks(found)
    for node in structure:
        node.marks = said.get((UNIT, unit_key(node)), [])
        for post in node.posts:
            post.marks = said.get((POSITION, position_key(post)), [])


def proposals(variants: list[Variant], day: date, today: Structure | None = None) -> list[Proposed]:
    """Each variant as a structure; who works on what goes on from `today` stays beside it."""
    units = VariantUnit.objects.filter(variant__in=variants)
    positions = VariantPosition.objects.filter(variant__in=variants).select_related("key_post")
    held = {post.term.position_id: post.people for node in today or () for post in node.posts}
    nodes = {unit.pk: Node(unit) for unit in units}
    for one in positions:
        nodes[one.unit_id].posts.append(ProposedPost(one, held.get(one.position_id, [])))
    return [_proposed(variant, nodes, day) for variant in variants]


def _proposed(variant: Variant, nodes: dict[int, Node], day: date) -> Proposed:
    own, roots = [node for node in nodes.values() if node.term.variant_id == variant.pk], []
    for node in own:
        above = nodes[node.term.parent_id].children if node.term.parent_id else roots
        above.append(node)
    return Proposed(day, roots, variant.name)


def compared_day(variant: Variant) -> date:
    """With what a variant is held by itself: the day it was drawn from; handed over, the day it is to begin; once
    introduced, the day before that."""
    if variant.introduced_on:
        return variant.introduced_on - timedelta(days=1)
    is_submitted = variant.status == Variant.Status.SUBMITTED
    return variant.planned_on if is_submitted else variant.drawn_from_on


def drift(shown: Beside) -> list[Change]:
    """What is otherwise in the centre's own structure, that of the day of drawing or a later one of today and the day
    shown, than it was held to be when the variant was drawn."""
    day = max(shown.variant.drawn_from_on, clock.today(), shown.day)
    now = shown.before if day == shown.day else _known(shown.variant, day, clock.now())
    return changes(shown.drawn, now)


def sums(*shapes: Shape) -> list[Sum]:
    before, after = (shape.fte_by_key_post() for shape in shapes)
    posts = _ordered(before.keys() | after.keys())
    return [Sum(post, before.get(post, Decimal(0)), after.get(post, Decimal(0))) for post in posts]


def _ordered(posts: Iterable[KeyPost | None]) -> list[KeyPost | None]:
    """By rank; those that are no key post come last."""
    return sorted(posts, key=lambda post: (post is None, post.rank if post else 0, post.name if post else ""))


def staffing_of(proposed: Structure, centre: Centre) -> Staffing:
    """Needs of the day against the variant's posts, as if every one of them were filled."""
    actual: dict[int, Actual] = {}
    for post in (post for node in proposed for post in node.posts if post.term.key_post_id):
        actual.setdefault(post.term.key_post_id, Actual()).take_in(Actual(post.term.fte, post.term.fte))
    return staffing_on(centre, proposed.day, actual)


@dataclass(frozen=True)
class Comparison:
    """Several variants and today's structure, key post by key post; and how each differs from the first."""

    day: date
    variants: list[Variant]
    shapes: list[Shape]  # today's, then one for each variant

    @property
    def counts(self) -> list[tuple[str, list[int]]]:
        return [
            ("Komórki", [len(shape.units) for shape in self.shapes]),
            ("Stanowiska", [len(shape.positions) for shape in self.shapes]),
        ]

    @property
    def rows(self) -> list[tuple[str, list[Decimal]]]:
        found = [shape.fte_by_key_post() for shape in self.shapes]
        posts = _ordered(set().union(*found))
        rows = [(str(post or "pozostałe stanowiska"), [one.get(post, Decimal(0)) for one in found]) for post in posts]
        return [("Etaty razem", [shape.fte for shape in self.shapes]), *rows]

    @property
    def differences(self) -> list[tuple[Variant, list[tuple[str, list[Change]]]]]:
        _, first, *others = self.shapes
        pairs = zip(self.variants[1:], others, strict=True)
        name = self.variants[0].name
        return [
            (variant, grouped(changes(first, aligned(shape, first)), of_two(name, variant.name)))
            for variant, shape in pairs
        ]


def compared(variants: list[Variant], centre: Centre, day: date) -> Comparison:
    shapes = [shape_of(structure_on(centre, day)), *map(shape_of, proposals(variants, day))]
    return Comparison(day, variants, shapes)


@dataclass(frozen=True)
class TwoDays:
    """The centre's own structure on two days, and what changed between them."""

    first: Structure
    second: Structure
    before: Shape
    after: Shape

    @cached_property
    def changes(self) -> list[Change]:
        return changes(self.before, self.after)

    @property
    def groups(self) -> list[tuple[str, list[Change]]]:
        return grouped(self.changes)

    @cached_property
    def sums(self) -> list[Sum]:
        return sums(self.before, self.after)

    @property
    def more(self) -> Decimal:
        return self.after.fte - self.before.fte


def two_days(centre: Centre, first: date, second: date) -> TwoDays:
    shown = [structure_on(centre, day) for day in sorted((first, second))]
    found = TwoDays(*shown, *map(shape_of, shown))
    for structure in shown:
        _mark(structure, found.changes)
    return found


def obstacles(shown: Beside) -> list[str]:
    """Why the variant cannot be introduced from the day it is held against; empty when it can."""
    found = []
    if not shown.after.units:
        found.append("Wariant nie ma żadnej komórki.")
    elif not shown.changes and not shown.moves:
        found.append("Struktura z tego dnia jest już taka jak w wariancie.")
    if later := [day for day in days_of_change(shown.variant.centre) if day > shown.day]:
        days = ", ".join(day_in_words(day) for day in sorted(later))
        found.append(
            f"Po tym dniu struktura już się zmienia: {days}. Wybierz dzień nie wcześniejszy niż ostatnia z tych zmian."
        )
    return found
