"""Asking people to read an order, reminding them, and confirming."""

import datetime
from collections.abc import Iterable

from django.utils import timezone

from apps.accounts.models import Person, User
from apps.core import audit, clock
from apps.core.deeds import deed
from apps.core.errors import DomainError
from apps.core.models import AuditEvent
from apps.core.polish import day_in_words
from apps.orders.models import IssuedOrder, Order

from . import notifications, reading, rules, versions, words
from .models import Acknowledgement, Reader, ReadingRequest

REMINDED = "order.reading_reminded"


class AskedAlready(DomainError):
    """Everybody who was chosen has this very request before them, or has confirmed."""


class ConfirmedAlready(DomainError):
    """The second of two clicks."""


@deed
def ask_to_read(
    issued: IssuedOrder, people: Iterable[Person], *, by: User, due_on: datetime.date | None = None
) -> ReadingRequest:
    """Ask people of the centre to read the order as it stands today. Who has confirmed this text, or has been asked
    with the same last day, is left out; who is asked again with another day has that one."""
    _lock(issued, by)
    if refusal := rules.refusal_to_ask(issued, clock.today()) or _too_late(due_on):
        raise DomainError(refusal)
    version = versions.version_on(issued, clock.today())
    asked = _still_to_ask(version, people, due_on)
    request = ReadingRequest.objects.create(
        centre=issued.centre,
        issued_order=issued,
        as_amended_by=version.amended_by,
        text_hash=version.hash,
        due_on=due_on,
        asked_by=by,
        asked_by_name=by.full_name,
        asked_at=clock.now(),
    )
    Reader.objects.bulk_create([Reader(request=request, person=person) for person in asked])
    written = notifications.ask(request, asked)
    told = {"number": issued.number_text, "due_on": due_on, "letters": written, "hash": version.hash}
    whom = words.whom(len(asked))
    audit.record(
        "order.reading_asked", issued.order, by=by, whom=whom, people=[one.pk for one in asked], **told
    )  # fmt: skip
    return request


@deed
def remind(issued: IssuedOrder, *, by: User) -> int:
    """Write once more to those who have an account and have not confirmed; at most once a day. How many letters."""
    _lock(issued, by)
    if at := _reminded_today(issued):
        raise DomainError(f"Przypomnienie wysłano już dziś o {at:%H:%M}. Następne można wysłać jutro.")
    waiting = [line.reader for line in reading.board_of(issued).waiting]
    requests = {reader.request_id: reader.request for reader in waiting}
    written = sum(
        notifications.remind(request, [one.person for one in waiting if one.request_id == pk])
        for pk, request in requests.items()
    )
    if not written:
        raise DomainError("Nie ma komu przypomnieć: wszyscy, którzy mają konta, już potwierdzili.")
    audit.record(REMINDED, issued.order, by=by, number=issued.number_text, whom=words.of_people(written))
    return written


@deed
def acknowledge(reader: Reader, *, by: User, shown_hash: str) -> Acknowledgement:
    """The person's own word that they have read the text that was shown."""
    if by.person_id != reader.person_id:
        raise DomainError("Zapoznanie się potwierdza tylko osoba, którą o to poproszono.")
    _lock_people([reader.person_id])
    _refuse_if_confirmed(reader)
    if not reader.request.text_hash == versions.version_of(reader.request).hash == shown_hash:
        raise DomainError(
            "Treść zarządzenia zmieniła się, odkąd poproszono o zapoznanie się z nią. Poproś kadry o nową prośbę."
        )
    return _confirm(reader, by, on_paper=False)


@deed
def note_signatures(issued: IssuedOrder, people: Iterable[Person], *, by: User) -> list[Acknowledgement]:
    """Note that these people signed the paper list; who has confirmed meanwhile is left out."""
    _lock(issued, by)
    chosen = {person.pk for person in people}
    _lock_people(sorted(chosen))
    signed = [line.reader for line in reading.board_of(issued).waiting if line.person.pk in chosen]
    if not signed:
        raise DomainError("Wybierz osoby, które podpisały listę i jeszcze nie mają potwierdzenia.")
    now = clock.now()
    made = Acknowledgement.objects.bulk_create(
        [Acknowledgement(reader=one, on_paper=True, confirmed_by=by, confirmed_at=now) for one in signed]
    )
    people_pks, whom = [one.person_id for one in signed], words.of_people(len(signed))
    audit.record("order.signatures_noted", issued.order, by=by, whom=whom, people=people_pks)
    return made


def _lock(issued: IssuedOrder, by: User) -> None:
    """One at a time for an order, so that two clicks make one request."""
    if not rules.may_manage(by, issued.centre_id):
        raise DomainError("O zapoznanie się prosi dyrektor albo pracownik kadr.")
    Order.objects.select_for_update(no_key=True).get(pk=issued.order_id)


def _lock_people(pks: list[int]) -> None:
    """One confirmation of a person at a time."""
    list(Person.objects.select_for_update(no_key=True).filter(pk__in=pks).order_by("pk").values("pk"))


def _too_late(due_on: datetime.date | None) -> str:
    passed = due_on is not None and due_on < clock.today()
    return "Podaj termin nie wcześniejszy niż dzisiejszy dzień." if passed else ""


def _still_to_ask(version: versions.Version, people: Iterable[Person], due_on: datetime.date | None) -> list[Person]:
    chosen = [one for one in people if one.centre_id == version.issued.centre_id and one.left_on is None]
    if not chosen:
        raise DomainError("Wybierz co najmniej jedną osobę, która pracuje w ośrodku.")
    audience = reading.audience(version, chosen, due_on)
    if not audience.asked:
        raise AskedAlready("Wybrane osoby mają już tę prośbę albo potwierdziły zapoznanie się.")
    return audience.asked


def _reminded_today(issued: IssuedOrder) -> datetime.datetime | None:
    """The register keeps real time."""
    events = AuditEvent.objects.filter(object_type="orders.order", object_id=issued.order_id, verb=REMINDED)
    latest = events.order_by("-pk").values_list("at", flat=True).first()
    at = latest and timezone.localtime(latest)
    return at if at and at.date() == timezone.localdate() else None


def _refuse_if_confirmed(reader: Reader) -> None:
    done = Acknowledgement.objects.filter(reader=reader).first()
    if done:
        at = timezone.localtime(done.confirmed_at)
        raise ConfirmedAlready(f"Zapoznanie się potwierdzono już {day_in_words(at.date())}, godz. {at:%H:%M}.")


def _confirm(reader: Reader, by: User, *, on_paper: bool) -> Acknowledgement:
    made = Acknowledgement.objects.create(reader=reader, on_paper=on_paper, confirmed_by=by, confirmed_at=clock.now())
    number, text_hash = reader.request.issued_order.number_text, reader.request.text_hash
    audit.record("reading.acknowledged", made, by=by, number=number, hash=text_hash, person=reader.person_id)
    return made
