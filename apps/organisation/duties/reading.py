"""Scopes of duties by day, who has to read them and what waits for whom."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.html import format_html_join

from apps.accounts.models import Centre, Person, Role, User
from apps.core import clock

from ..models import Duty, Employment, Position, PositionTerm, ScopeAcknowledgement, ScopeOfDuties
from ..reading import unit_names
from . import rules

S = ScopeOfDuties.Status
PEOPLE = ["created_by", "edited_by", "submitted_by", "accepted_by", "document", "position__centre"]


def _in_force(day: date) -> QuerySet[ScopeOfDuties]:
    accepted = ScopeOfDuties.objects.filter(status=S.ACCEPTED, effective_on__lte=day)
    return accepted.order_by("position", "-effective_on").distinct("position")


def scope_on(position: Position, day: date) -> ScopeOfDuties | None:
    """The scope in force on the day: of those accepted the one that began last."""
    return _in_force(day).filter(position=position).first()


def scopes_on(centre: Centre, day: date) -> dict[int, ScopeOfDuties]:
    """The scope in force of each position that has one, with its duties; always two queries."""
    found = _in_force(day).filter(position__centre=centre).prefetch_related("duties")
    return {scope.position_id: scope for scope in found}


def scopes_of(user: User, position: Position | int) -> QuerySet[ScopeOfDuties]:
    """All versions that the person may see, the newest first."""
    seen = ScopeOfDuties.objects.visible_to(user).filter(position=position).select_related(*PEOPLE)
    return seen if rules.may_see_drafts(user) else seen.filter(status=S.ACCEPTED)


def next_scope(position: Position, day: date) -> ScopeOfDuties | None:
    """The accepted scope that begins first after the day."""
    coming = ScopeOfDuties.objects.filter(position=position, status=S.ACCEPTED, effective_on__gt=day)
    return coming.order_by("effective_on").first()


def ended(scopes: Iterable[ScopeOfDuties]) -> list[ScopeOfDuties]:
    """Newest first; each accepted one that another follows gets its `last_on`."""
    scopes, later = list(scopes), None
    for scope in scopes:
        if scope.status == S.ACCEPTED:
            scope.last_on, later = later and later - timedelta(days=1), scope.effective_on
    return scopes


@dataclass(frozen=True)
class Area:
    """Duties of one tag, numbered through the whole scope."""

    name: str
    duties: list[tuple[int, Duty]]


def areas(duties: Iterable[Duty]) -> list[Area]:
    duties, found, number = list(duties), [], 0
    for tag, name in [*Duty.Tag.choices, ("", "dziedzina niewskazana")]:
        own = [duty for duty in duties if duty.tag == tag]
        if own:
            found.append(Area(name, list(enumerate(own, number + 1))))
            number += len(own)
    return found


def as_html(purpose: str, duties: Iterable[Duty]) -> str:
    """The wording of a scope for comparing: its purpose, then its duties by area."""
    lines = ["Cel stanowiska:", purpose] if purpose else []
    for area in areas(duties):
        lines += [f"{area.name.capitalize()}:", *(duty.body for _, duty in area.duties)]
    return format_html_join("", "<p>{}</p>", [(" ".join(text.split()),) for text in lines])


@dataclass(frozen=True)
class Reader:
    """Who is employed on the position today, will be when the scope begins, or has confirmed; `at`: when they did."""

    name: str
    person_id: int
    at: datetime | None = None
    starts_on: date | None = None  # of who is not on the position yet
    on_paper: bool = False  # without an account


def readers_of(scope: ScopeOfDuties) -> list[Reader]:
    """First those who have not confirmed yet."""
    if scope.status != S.ACCEPTED:
        return []
    done = list(scope.acknowledgements.all())
    confirmed = [Reader(one.person_name, one.person_id, one.acknowledged_at) for one in done]
    known = {one.person_id for one in done}
    waiting = [_waiting(one) for one in _employed(scope) if one.person_id not in known]
    return waiting + confirmed if is_read_now(scope) else confirmed


def _employed(scope: ScopeOfDuties) -> Iterable[Employment]:
    """Today or on the day on which the scope begins; each person once, as they are today."""
    today = clock.today()
    day = max(scope.effective_on, today)
    either = Employment.objects.on(today) | Employment.objects.on(day)
    found = either.filter(position=scope.position_id).select_related("person__user")
    once = {one.person_id: one for one in sorted(found, key=lambda one: one.since_on, reverse=True)}
    return sorted(once.values(), key=lambda one: (one.person.last_name, one.person.first_name, one.pk))


def _waiting(one: Employment) -> Reader:
    starts = one.since_on if one.since_on > clock.today() else None
    return Reader(str(one.person), one.person_id, starts_on=starts, on_paper=not hasattr(one.person, "user"))


def may_confirm(user: User, readers: Iterable[Reader]) -> bool:
    """Whether the person is one of those who have not confirmed yet."""
    return user.is_active and any(
        one.at is None and not one.starts_on and one.person_id == user.person_id for one in readers
    )


def is_read_now(scope: ScopeOfDuties) -> bool:
    """People are asked to read what is in force and what will be, not what a later scope has replaced."""
    today = clock.today()
    later = ScopeOfDuties.objects.filter(
        position=scope.position_id, status=S.ACCEPTED, effective_on__gt=scope.effective_on, effective_on__lte=today
    )
    return not later.exists()


@dataclass(frozen=True)
class Waiting:
    """What waits for a person. Each scope bears `position_name`, and `get_absolute_url` leads to it."""

    to_accept: list[ScopeOfDuties] = field(default_factory=list)
    to_acknowledge: list[ScopeOfDuties] = field(default_factory=list)
    to_mend: list[ScopeOfDuties] = field(default_factory=list)


def waiting_for(user: User) -> Waiting:
    """Scopes that the director has to accept, that the person has to confirm, that came back to kadry; one query."""
    if not user.centre_id:
        return Waiting()
    asked = Q(status=S.ACCEPTED) & _unconfirmed_by(user.person)
    if user.has_role(Role.DIRECTOR):
        asked |= Q(status=S.SUBMITTED) & _written_by_others(user)
    if user.has_role(Role.HR):
        asked |= Q(status=S.DRAFT) & ~Q(returned_note="")
    found = {status: [] for status in S}
    for scope in _named().filter(asked, position__centre=user.centre_id):
        found[S(scope.status)].append(scope)
    return Waiting(found[S.SUBMITTED], found[S.ACCEPTED], found[S.DRAFT])


def _named() -> QuerySet[ScopeOfDuties]:
    last = PositionTerm.objects.standing().filter(position=OuterRef("position")).order_by("-since_on")
    words = {"position_name": Subquery(last.values("name")[:1]), "unit_id": Subquery(last.values("unit")[:1])}
    return ScopeOfDuties.objects.annotate(**words).order_by("pk")


def _written_by_others(user: User) -> Q:
    return ~Q(created_by=user) & ~Q(edited_by=user) & ~Q(submitted_by=user)


def to_acknowledge(person: Person) -> QuerySet[ScopeOfDuties]:
    """Accepted scopes of the positions on which the person is employed today, and which no later one has replaced."""
    return _named().filter(_unconfirmed_by(person), status=S.ACCEPTED)


def _unconfirmed_by(person: Person) -> Q:
    today = clock.today()
    employed = Employment.objects.on(today).filter(person=person, position=OuterRef("position"))
    confirmed = ScopeAcknowledgement.objects.filter(scope=OuterRef("pk"), person=person)
    later = ScopeOfDuties.objects.filter(
        position=OuterRef("position"),
        status=S.ACCEPTED,
        effective_on__gt=OuterRef("effective_on"),
        effective_on__lte=today,
    )
    return Q(Exists(employed), ~Exists(confirmed), ~Exists(later))


def sources_for(position: Position) -> list[tuple[str, str]]:
    """Scopes of other positions of the centre that a draft can begin from: the newest accepted of each."""
    newest = _named().filter(position__centre=position.centre_id, status=S.ACCEPTED).exclude(position=position)
    newest = newest.exclude(position_name=None)
    newest = newest.order_by("position", "-effective_on").distinct("position")
    names = unit_names(position.centre)
    return sorted(((str(one.pk), f"{one.position_name} – {names[one.unit_id]}") for one in newest), key=_second)


def _second(pair: tuple[str, str]) -> str:
    return pair[1].lower()


def position_on(scope: ScopeOfDuties) -> PositionTerm | None:
    """What the position is on the day the scope begins; of a draft without a day: today, else as it was last."""
    day = scope.effective_on or clock.today()
    terms = list(scope.position.terms.standing().order_by("since_on"))
    of_the_day = [term for term in terms if term.since_on <= day and (term.until_on is None or term.until_on > day)]
    return next(iter(of_the_day + terms[::-1]), None)
