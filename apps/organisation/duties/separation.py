"""Whether social work is kept apart from administrative procedure: in every post, and in the hands of every person."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import permutations

from django.urls import reverse

from apps.accounts.models import Centre

from ..models import Duty, ScopeOfDuties
from ..reading import Post, Structure, posts_on, unit_names_on
from . import reading

SAID = "łączy pracę socjalną z postępowaniem administracyjnym"


@dataclass(frozen=True)
class Held:
    """A post of a day, its duties, and who holds it: (pk, name)."""

    position_id: int
    name: str
    unit: str
    duties: tuple[Duty, ...]
    people: tuple[tuple[int, str], ...] = ()

    @property
    def url(self) -> str:
        return reverse("organisation:position", args=[self.position_id])

    def first(self, tag: Duty.Tag) -> Duty | None:
        return next((duty for duty in self.duties if duty.tag == tag), None)


@dataclass(frozen=True)
class Mixed:
    """A post whose scope has both, with the first duty of each kind; both are quoted."""

    post: Held
    social_work: Duty
    procedure: Duty

    @property
    def reason(self) -> str:
        """Both, quoted."""
        return f"„{quoted(self.social_work)}” i „{quoted(self.procedure)}”"


@dataclass(frozen=True)
class MixedPerson:
    """A person who does social work on one post and procedure on another; neither post mixes by itself."""

    person_id: int
    name: str
    social_post: Held
    social_work: Duty
    procedure_post: Held
    procedure: Duty

    @property
    def reason(self) -> str:
        """Both, quoted, each with its post."""
        social, procedure = quoted(self.social_work), quoted(self.procedure)
        return f"„{social}” ({self.social_post.name}) i „{procedure}” ({self.procedure_post.name})"


@dataclass(frozen=True)
class Separation:
    day: date
    posts: list[Mixed]
    people: list[MixedPerson]
    without: list[Held]  # posts of the day without a scope in force

    @property
    def is_kept(self) -> bool:
        return not self.posts and not self.people


def mixed_posts(posts: Iterable[Held]) -> list[Mixed]:
    """Every post whose duties are both social work and administrative procedure."""
    found = []
    for post in posts:
        social, procedure = post.first(Duty.Tag.SOCIAL_WORK), post.first(Duty.Tag.PROCEDURE)
        if social and procedure:
            found.append(Mixed(post, social, procedure))
    return found


def mixed_people(posts: Iterable[Held]) -> list[MixedPerson]:
    """Every person whose posts mix only together."""
    posts = list(posts)
    mixed = {one.post.position_id for one in mixed_posts(posts)}
    held: dict[tuple[int, str], list[Held]] = defaultdict(list)
    for post in posts:
        for person in post.people:
            if post.position_id not in mixed:
                held[person].append(post)
    found = (_together(person, own) for person, own in held.items())
    return sorted(filter(None, found), key=lambda one: one.name)


def _together(person: tuple[int, str], own: list[Held]) -> MixedPerson | None:
    for one, other in permutations(own, 2):
        social, procedure = one.first(Duty.Tag.SOCIAL_WORK), other.first(Duty.Tag.PROCEDURE)
        if social and procedure:
            return MixedPerson(*person, one, social, other, procedure)
    return None


def quoted(duty: Duty, longest: int = 160) -> str:
    """The duty as it stands, on one line; a very long one up to a whole word."""
    text = " ".join(duty.body.split()).rstrip(".;,")
    return text if len(text) <= longest else text[:longest].rsplit(" ", 1)[0] + "…"


def separation_on(centre: Centre, day: date) -> Separation:
    """As many queries for a hundred posts as for one."""
    names, scopes = unit_names_on(centre, day), reading.scopes_on(centre, day)
    posts = [_held(post, names, scopes) for post in posts_on(centre, day)]
    return _separation(day, posts, scopes)


def mark(structure: Structure, scopes: Mapping[int, ScopeOfDuties]) -> Separation:
    """The same of a structure already read; each post of it that mixes gets its `mixed`."""
    names = {node.term.unit_id: node.term.name for node in structure}
    pairs = [(post, _held(post, names, scopes)) for node in structure for post in node.posts]
    found = _separation(structure.day, [held for _, held in pairs], scopes)
    by_position = {one.post.position_id: one for one in found.posts}
    for post, held in pairs:
        post.mixed = by_position.get(held.position_id)
    return found


def of_scope(scope: ScopeOfDuties | None) -> Mixed | None:
    """Of one scope: both duties when it mixes them."""
    duties = tuple(scope.duties.all()) if scope else ()
    return next(iter(mixed_posts([Held(scope.position_id, "", "", duties)])), None) if scope else None


def _held(post: Post, names: Mapping[int, str], scopes: Mapping[int, ScopeOfDuties]) -> Held:
    scope = scopes.get(post.term.position_id)
    return Held(
        post.term.position_id,
        post.term.name,
        names.get(post.term.unit_id, ""),
        tuple(scope.duties.all()) if scope else (),
        tuple((one.person_id, str(one.person)) for one in post.people),
    )


def _separation(day: date, posts: list[Held], scopes: Mapping[int, ScopeOfDuties]) -> Separation:
    without = [post for post in posts if post.position_id not in scopes]
    return Separation(day, mixed_posts(posts), mixed_people(posts), without)
