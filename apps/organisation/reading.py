"""The structure of a centre on a day: as many queries for a hundred units as for one."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from apps.accounts.models import Centre, User

from .models import Employment, Position, PositionTerm, Term, Unit, UnitTerm
from .staffing.words import number

NOBODY = "wakat"


@dataclass
class Post:
    """A position on the day, and who is employed on it."""

    term: PositionTerm
    people: list[Employment] = field(default_factory=list)
    mixed: Any = None  # both duties of a post that mixes social work with procedure (duties.separation.mark)

    @property
    def filled(self) -> Decimal:
        return sum((one.fte for one in self.people), Decimal(0))

    @property
    def vacant(self) -> Decimal:
        return max(self.term.fte - self.filled, Decimal(0))

    @property
    def over(self) -> Decimal:
        return max(self.filled - self.term.fte, Decimal(0))

    @property
    def names(self) -> str:
        return ", ".join(str(one.person) for one in self.people) or NOBODY


@dataclass
class Node:
    """A unit on the day, its positions and the units below it."""

    term: UnitTerm
    posts: list[Post] = field(default_factory=list)
    children: list["Node"] = field(default_factory=list)

    @property
    def head(self) -> Post | None:
        return next((post for post in self.posts if post.term.leads), None)

    @property
    def fte(self) -> Decimal:
        """Of its own positions and of all below."""
        own = sum((post.term.fte for post in self.posts), Decimal(0))
        return own + sum((child.fte for child in self.children), Decimal(0))

    @property
    def key_posts(self) -> list[Post]:
        return [post for post in self.posts if post.term.key_post_id]

    def walk(self) -> Iterator["Node"]:
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass
class Structure:
    day: date
    roots: list[Node]

    def __iter__(self) -> Iterator[Node]:
        for root in self.roots:
            yield from root.walk()

    @property
    def caption(self) -> str:
        """What its drawing shows."""
        return f"Schemat organizacyjny w dniu {self.day.day}.{self.day.month:02}.{self.day.year}"

    @property
    def fte(self) -> Decimal:
        return sum((root.fte for root in self.roots), Decimal(0))

    @property
    def filled(self) -> Decimal:
        return sum((post.filled for node in self for post in node.posts), Decimal(0))

    @property
    def count(self) -> int:
        return sum(1 for _ in self)


def structure_on(centre: Centre, day: date) -> Structure:
    """Units, positions and people of this day, each unit under the one it belongs to."""
    terms = UnitTerm.objects.on(day).filter(unit__centre=centre)
    return _built(day, terms, posts_on(centre, day))


def structure_known(centre: Centre, day: date, at: datetime) -> Structure:
    """Units and positions of this day as the centre held them to be at that moment; without people."""
    units = UnitTerm.objects.known(day, at).filter(unit__centre=centre)
    positions = PositionTerm.objects.known(day, at).filter(position__centre=centre).select_related("key_post")
    return _built(day, units, map(Post, positions))


def _built(day: date, terms: Iterable[UnitTerm], posts: Iterable[Post]) -> Structure:
    nodes = {term.unit_id: Node(term) for term in terms}
    for post in posts:
        nodes[post.term.unit_id].posts.append(post)
    for node in nodes.values():
        if node.term.parent_id:
            nodes[node.term.parent_id].children.append(node)
    return Structure(day, [node for node in nodes.values() if not node.term.parent_id])


def posts_on(centre: Centre, day: date, **only: int) -> list[Post]:
    """Positions of the day with their people; heads first, then by name."""
    terms = PositionTerm.objects.on(day).filter(position__centre=centre, **only).select_related("key_post")
    posts = {term.position_id: Post(term) for term in terms}
    employed = Employment.objects.on(day).filter(position__in=posts).select_related("person")
    for one in employed:
        posts[one.position_id].people.append(one)
    return list(posts.values())


def unit_names(centre: Centre) -> dict[int, str]:
    """Every unit that stands at any time, as it is called last."""
    terms = UnitTerm.objects.standing().filter(unit__centre=centre).order_by("since_on")
    return {term.unit_id: f"{term.name} ({term.symbol})" if term.symbol else term.name for term in terms}


def unit_names_on(centre: Centre, day: date) -> dict[int, str]:
    """Units of the day, as they were called then."""
    return dict(UnitTerm.objects.on(day).filter(unit__centre=centre).values_list("unit_id", "name"))


def days_of_change(centre: Centre) -> list[date]:
    """Days on which units or positions began, ended or changed; the newest first."""
    units = UnitTerm.objects.standing().filter(unit__centre=centre).order_by()
    positions = PositionTerm.objects.standing().filter(position__centre=centre).order_by()
    days = units.values_list("since_on", "until_on").union(positions.values_list("since_on", "until_on"))
    return sorted({day for pair in days for day in pair if day}, reverse=True)


def history(thing: Unit | Position) -> tuple[list[Term], list[Term]]:
    """What stands, by time, and what was replaced, the last replaced first."""
    related = ["recorded_by", "withdrawn_by", *(["key_post"] if isinstance(thing, Position) else [])]
    names, terms = unit_names(thing.centre), list(thing.terms.select_related(*related).order_by("since_on", "pk"))
    for term in terms:
        term.above = _above(term, names)
    standing = [term for term in terms if term.is_standing]
    replaced = [term for term in terms if not term.is_standing]
    return standing, sorted(replaced, key=lambda term: (term.withdrawn_at, term.pk), reverse=True)


def _above(term: Term, names: dict[int, str]) -> str:
    """The unit it belongs to, as that is called last."""
    return names.get(term.unit_id if isinstance(term, PositionTerm) else term.parent_id, "")


def employed_on(centre: Centre, day: date) -> list[Employment]:
    """Who works where on the day, by surname; each with its position's and unit's words of that day."""
    found = Employment.objects.on(day).filter(position__centre=centre).select_related("person")
    posts = {post.term.position_id: post.term for post in posts_on(centre, day)}
    names = unit_names_on(centre, day)
    employed = list(found)
    for one in employed:
        one.term = posts[one.position_id]
        one.unit_name = names[one.term.unit_id]
    return employed


def shown_of(terms: tuple[list[Term], list[Term]], day: date) -> Term:
    """Of the history: the term of the day; when there is none, the last before it, else the first after; of a thing
    taken back from its first day on, what was replaced last."""
    standing, replaced = terms
    before = [term for term in standing if term.since_on <= day]
    return [*before[-1:], *standing, *replaced][0]


def path(nodes: Iterable[Node], unit_id: int) -> list[Node]:
    """From the top of the structure down to this unit."""
    for node in nodes:
        if node.term.unit_id == unit_id:
            return [node]
        if below := path(node.children, unit_id):
            return [node, *below]
    return []


def units_of(user: User) -> QuerySet[Unit]:
    return Unit.objects.visible_to(user).select_related("centre")


def positions_of(user: User) -> QuerySet[Position]:
    return Position.objects.visible_to(user).select_related("centre")


def positions_to_choose(centre: Centre, day: date) -> list[tuple[str, list[tuple[int, str]]]]:
    """Positions of the day and later, under their units, each with what is vacant."""
    names = unit_names(centre)
    vacant = {post.term.position_id: post for post in posts_on(centre, day)}
    terms = PositionTerm.objects.standing().filter(position__centre=centre).exclude(until_on__lte=day)
    by_unit: dict[int, list[tuple[int, str]]] = {}
    for term in {term.position_id: term for term in terms.order_by("since_on")}.values():
        post = vacant.get(term.position_id)
        by_unit.setdefault(term.unit_id, []).append((term.position_id, _with_vacancy(term, post)))
    return sorted(((names[unit], own) for unit, own in by_unit.items()), key=lambda pair: pair[0].casefold())


def _with_vacancy(term: PositionTerm, post: Post | None) -> str:
    if post is None:
        return f"{term.name} – od {term.since_on.day}.{term.since_on.month:02}.{term.since_on.year}"
    return f"{term.name} – wolne: {number(post.vacant)}" if post.vacant else f"{term.name} – obsadzone"
