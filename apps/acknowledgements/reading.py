"""What the pages show: who has confirmed an order, who has not, and what one person was asked."""

import datetime
from dataclasses import dataclass, field
from itertools import groupby

from django.db.models import QuerySet

from apps.accounts.models import Person, User
from apps.core import clock
from apps.orders.models import IssuedOrder, Relation
from apps.orders.relations import shown_relations

from . import rules, words
from .models import Acknowledgement, Reader, ReadingRequest
from .versions import Version, last_amendment, last_of

_HEAVY = [f"{order}__{name}" for order in ("request__issued_order", "request__as_amended_by") for name in
          ("text", "effects")]  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One person who was asked: the last time, the confirmation of that, and of an earlier text."""

    reader: Reader
    confirmed: Acknowledgement | None = None
    earlier: Acknowledgement | None = None

    @property
    def person(self) -> Person:
        return self.reader.person

    @property
    def request(self) -> ReadingRequest:
        return self.reader.request

    @property
    def is_overdue(self) -> bool:
        due = self.request.due_on
        return due is not None and due < clock.today()

    @property
    def has_account(self) -> bool:
        return rules.can_confirm_in_the_program(self.person)

    @property
    def left(self) -> str:
        return words.left(self.person)

    @property
    def noted(self) -> str:
        """Who noted the signature on paper: „odnotowała Halina Kadrowa”."""
        by = self.confirmed.confirmed_by
        return f"{words.by_gender(by.person, 'odnotowała', 'odnotował')} {by.full_name}"

    @property
    def earlier_text(self) -> str:
        """The text that was confirmed, or asked about, before the one that binds now."""
        by = (self.earlier.reader.request if self.earlier else self.request).as_amended_by
        return f"w brzmieniu nadanym zarządzeniem nr {by.number_text}" if by else "w brzmieniu pierwotnym"


@dataclass
class Board:
    """Everybody who was asked to read one order, each in one list."""

    issued: IssuedOrder
    amended_by: IssuedOrder | None
    lines: list[Line] = field(default_factory=list)
    waiting: list[Line] = field(default_factory=list)
    confirmed: list[Line] = field(default_factory=list)
    earlier: list[Line] = field(default_factory=list)  # only about an earlier text
    left: list[Line] = field(default_factory=list)  # before they confirmed

    @property
    def asked(self) -> int:
        return len(self.waiting) + len(self.confirmed)

    @property
    def is_empty(self) -> bool:
        return not self.lines

    @property
    def overdue(self) -> int:
        return sum(line.is_overdue for line in self.waiting)

    @property
    def without_account(self) -> int:
        return sum(not line.has_account for line in self.waiting)

    @property
    def progress(self) -> str:
        return words.progress(len(self.confirmed), self.asked) if self.asked else ""


def board_of(issued: IssuedOrder) -> Board:
    """In two queries, by surname."""
    rows = list(asked_about(issued).order_by("person__last_name", "person__first_name", "person_id", "pk"))
    return _board(issued, last_amendment(issued, clock.today()) if rows else None, rows)


def counted_board(issued: IssuedOrder, user: User) -> Board:
    """The same for the page that shows the order: to be counted, not to name anybody."""
    rows = shown_readers(issued, user)
    by = last_of(shown_relations(issued).amended_by, clock.today()) if rows else None
    return _board(issued, by, rows)


def _board(issued: IssuedOrder, amended_by: IssuedOrder | None, rows: list[Reader]) -> Board:
    board = Board(issued, amended_by)
    for _, of_person in groupby(rows, key=lambda reader: reader.person_id):
        _place(board, list(of_person))
    return board


def asked_about(issued: IssuedOrder) -> QuerySet[Reader]:
    readers = Reader.objects.filter(request__issued_order=issued).defer(*_HEAVY)
    return readers.select_related(
        "request__issued_order", "request__as_amended_by", "person__user", "acknowledgement__confirmed_by__person"
    )


def _place(board: Board, asked: list[Reader]) -> None:
    """`asked`: each time one person was asked, the last one last."""
    now = board.amended_by.pk if board.amended_by else None
    current = [reader for reader in asked if reader.request.as_amended_by_id == now]
    confirmed = _confirmation(current)
    earlier = _confirmation([reader for reader in asked if reader not in current])
    line = Line((current or asked)[-1], confirmed, earlier)
    board.lines.append(line)
    if confirmed:
        board.confirmed.append(line)
    elif line.person.left_on:
        board.left.append(line)
    else:
        (board.waiting if current else board.earlier).append(line)


def _confirmation(readers: list[Reader]) -> Acknowledgement | None:
    found = [reader.acknowledgement for reader in readers if hasattr(reader, "acknowledgement")]
    return found[-1] if found else None


@dataclass(frozen=True)
class Audience:
    """Chosen people: whom a request reaches, and who needs none."""

    asked: list[Person]
    skipped: list[Person]  # they have this very request, or have confirmed

    @property
    def by_letter(self) -> list[Person]:
        return [person for person in self.asked if rules.can_confirm_in_the_program(person)]

    @property
    def on_paper(self) -> list[Person]:
        return [person for person in self.asked if not rules.can_confirm_in_the_program(person)]


def audience(version: Version, people: list[Person], due_on: datetime.date | None) -> Audience:
    board = board_of(version.issued)
    asked_so = [one for one in board.waiting if (one.request.due_on, one.request.text_hash) == (due_on, version.hash)]
    need_none = {line.person.pk for line in board.confirmed + asked_so}
    return Audience([one for one in people if one.pk not in need_none], [one for one in people if one.pk in need_none])


def people_of(issued: IssuedOrder) -> QuerySet[Person]:
    """Who works in the order's centre, by surname."""
    return Person.objects.filter(centre_id=issued.centre_id, left_on=None).select_related("user")


def shown_readers(issued: IssuedOrder, user: User) -> list[Reader]:
    """For the page that shows the order: who was asked and what became of it, as far as this person may see it, by
    person and without names. Read once for this instance; most orders ask nobody, so that is asked first."""
    if "_shown_readers" not in vars(issued):
        issued._shown_readers = list(_light(issued, user)) if _is_anyone_asked(issued) else []
    return issued._shown_readers


def _is_anyone_asked(issued: IssuedOrder) -> bool:
    return ReadingRequest.objects.filter(issued_order=issued).exists()


def _light(issued: IssuedOrder, user: User) -> QuerySet[Reader]:
    return _LIGHT.visible_to(user).filter(request__issued_order=issued)


_LIGHT = (  # composed once: to compose it takes as long as to answer it
    Reader.objects.select_related("request", "person", "acknowledgement")
    .order_by("person_id", "pk")
    .only(
        "request__due_on",
        "request__as_amended_by",
        "person__left_on",
        "person__gender",
        "acknowledgement__on_paper",
        "acknowledgement__confirmed_at",
    )
)


def my_shown_reading(issued: IssuedOrder, user: User) -> Reader | None:
    """What this very person was asked last, for the page that shows the order."""
    mine = [reader for reader in shown_readers(issued, user) if reader.person_id == user.person_id]
    return mine[-1] if mine else None


def my_reading(issued: IssuedOrder, user: User) -> Reader | None:
    """The same with all that the page of reading tells."""
    return asked_about(issued).filter(person_id=user.person_id or 0).order_by("pk").last()


def waiting_for(user: User) -> list[Reader]:
    """Who has still to read what, as far as this person may see it, orders repealed or struck meanwhile left out. Of
    each order enough to be named and linked to; two queries."""
    readers = list(Reader.objects.visible_to(user).waiting().order_by("pk"))
    light = ("due_on", "issued_order__order", "issued_order__number_text", "issued_order__signed_on")
    return _with_requests(readers, _still_binding(readers).select_related("issued_order").only(*light))


def my_tasks(user: User, waiting: list[Reader] | None = None) -> list[Reader]:
    """What this very person still has to read, with the whole order and who asked. `waiting`: when already read."""
    mine = [one for one in (waiting_for(user) if waiting is None else waiting) if one.person_id == user.person_id]
    requests = ReadingRequest.objects.filter(pk__in={one.request_id for one in mine})
    return _with_requests(mine, requests.select_related("issued_order", "asked_by__person"))


def _with_requests(readers: list[Reader], requests: QuerySet[ReadingRequest]) -> list[Reader]:
    """Those readers whose requests are here, by the day of the order."""
    found = {request.pk: request for request in requests.order_by()} if readers else {}
    there = [reader for reader in readers if reader.request_id in found]
    for reader in there:
        reader.request = found[reader.request_id]
    return sorted(there, key=lambda reader: (reader.request.issued_order.signed_on, reader.pk))


def _still_binding(readers: list[Reader]) -> QuerySet[ReadingRequest]:
    repealed = Relation.objects.filter(kind=Relation.Kind.REPEALS, since_on__lte=clock.today()).values("older")
    requests = ReadingRequest.objects.filter(pk__in={reader.request_id for reader in readers})
    return requests.filter(issued_order__struck=None).exclude(issued_order__in=repealed)


@dataclass(frozen=True)
class UnderWay:
    """An order that somebody has not confirmed yet."""

    issued: IssuedOrder
    waiting: int
    overdue: int
    until: datetime.date | None


def under_way(waiting: list[Reader]) -> list[UnderWay]:
    """The same by order, for who may ask."""
    by_order: dict[int, list[Reader]] = {}
    for reader in waiting:
        by_order.setdefault(reader.request.issued_order_id, []).append(reader)
    return [_under_way(readers) for readers in by_order.values()]


def _under_way(readers: list[Reader]) -> UnderWay:
    days = [reader.request.due_on for reader in readers if reader.request.due_on]
    overdue = sum(day < clock.today() for day in days)
    return UnderWay(readers[0].request.issued_order, len(readers), overdue, min(days, default=None))
