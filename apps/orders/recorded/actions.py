"""Entering an order issued before the program, and striking an entry made by mistake."""

import datetime
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError, transaction

from apps.accounts.models import Centre, User
from apps.core import audit, clock
from apps.core.deeds import deed
from apps.core.errors import DomainError
from apps.core.polish import day_in_words
from apps.documents.actions import PDF, freeze
from apps.documents.models import FrozenDocument
from apps.documents.rendering import new_code
from apps.orders.actions import _locked_centre, _locked_counter
from apps.orders.drafting.unit import OFFICE
from apps.orders.models import IssuedOrder, Order, StruckEntry
from apps.orders.relations import acts_on_struck
from apps.orders.rules import next_entry_number
from apps.orders.text import text_hash
from apps.projects.models import Pilot
from apps.signatures.naming import is_ours
from apps.signatures.reading import read_scan

from . import rules

ONLY_PDF = "Skan zarządzenia musi być plikiem PDF. Obraz (JPG, PNG) zapisz najpierw jako PDF."
OURS = "Ten plik utworzył program, więc nie jest to skan papierowego zarządzenia."


@dataclass(frozen=True)
class Entry:
    """What stands on the paper. `text` as of apps.orders.text.order_text; `effects` as of an issued order, without its
    own primary key."""

    number_text: str
    number: int
    signed_on: datetime.date
    effective_on: datetime.date
    subject: str
    text: dict[str, Any]
    effects: dict[str, Any] = field(default_factory=dict)
    typed: dict[str, Any] = field(default_factory=dict)
    amends: IssuedOrder | None = None
    pilot: Pilot | None = None
    drafting_unit: str = ""
    case_number: str = ""
    class_symbol: str = ""
    archival_category: str = ""


@deed
def record_order(centre: Centre, entry: Entry, scan: bytes, *, by: User) -> tuple[IssuedOrder, int]:
    """Enter the order with its scan (PDF), for good. Gives what was entered and the number to which the counter of the
    year was raised by it (0: it stayed).

    Raises DomainError for a number that is taken or not yet reached, a wrong file, a day that has not come."""
    if not rules.can_record(by, centre):
        raise DomainError("Zarządzenie sprzed programu wpisuje dyrektor albo pracownik kadr.")
    if entry.signed_on > clock.today():
        raise DomainError("Data zarządzenia jeszcze nie nadeszła. Zarządzenie na przyszłość wydaj w programie.")
    _check_scan(scan)  # it takes its time: before the counter is locked
    _locked_centre(centre)
    if refusal := acts_on_struck(entry.effects, centre.pk):
        raise DomainError(refusal)
    raised = _counted(centre, entry)
    order = _order(centre, entry, by)
    issued = _entered(order, entry, by)
    issued.document = _kept(issued, scan, by)
    _insert(issued)
    order.status = Order.Status.ISSUED
    order.save(update_fields=["status"])
    said = {"number": issued.number_text, "dated": str(issued.signed_on), "counter": raised, "hash": issued.text_hash}
    audit.record("order.recorded", order, by=by, **said)
    return issued, raised


@deed
def strike_entry(issued: IssuedOrder, reason: str, *, by: User) -> StruckEntry:
    """Declare an entry from paper void. It stays in the register with the reason; its number may be entered anew."""
    if not rules.can_record(by, issued.centre):
        raise DomainError("Wpis unieważnia dyrektor albo pracownik kadr.")
    if not reason.strip():
        raise DomainError("Podaj powód unieważnienia wpisu.")
    _locked_centre(issued.centre)
    _locked_counter(issued.centre, issued.year)
    if refusal := rules.strike_refusal(issued):
        raise DomainError(refusal)
    struck = StruckEntry.objects.create(
        entry=issued, reason=reason.strip(), struck_by=by, struck_by_name=by.full_name, struck_at=clock.now()
    )
    audit.record("order.entry_struck", issued.order, by=by, number=issued.number_text, reason=struck.reason)
    return struck


def _counted(centre: Centre, entry: Entry) -> int:
    counter = _locked_counter(centre, entry.signed_on.year)
    if refusal := rules.taken(centre, entry.signed_on.year, entry.number, entry.number_text):
        raise DomainError(refusal)
    if refusal := rules.counter_refusal(centre, entry.number, entry.signed_on):
        raise DomainError(refusal)
    if entry.number <= counter.last:
        return 0
    counter.last = entry.number
    counter.save(update_fields=["last"])
    return counter.last


def _check_scan(scan: bytes) -> None:
    reading = read_scan(scan)
    if reading.refusal:
        raise DomainError(reading.refusal)
    if reading.media_type != PDF:
        raise DomainError(ONLY_PDF)
    if is_ours(reading):
        raise DomainError(OURS)


def _order(centre: Centre, entry: Entry, by: User) -> Order:
    now = clock.now()
    order = Order(
        centre=centre,
        pilot=entry.pilot,
        kind=Order.Kind.RECORDED,
        subject=entry.subject,
        **{name: getattr(entry, name) for name in OFFICE},
        body=entry.text["body"],
        typed=entry.typed,
        amends=entry.amends,
        effective=Order.Effective.ON_DATE,
        effective_on=entry.effective_on,
    )
    order.created_by = order.changed_by = by
    order.created_at = order.changed_at = now
    order.save(force_insert=True)
    return order


def _entered(order: Order, entry: Entry, by: User) -> IssuedOrder:
    year = entry.signed_on.year
    return IssuedOrder(
        order=order,
        centre=order.centre,
        origin=IssuedOrder.Origin.RECORDED,
        kind=order.kind,
        year=year,
        number=entry.number,
        number_text=entry.number_text,
        entry_number=next_entry_number(order.centre, year, entry.number, entry.number_text),
        signed_on=entry.signed_on,
        effective_on=entry.effective_on,
        subject=entry.subject,
        **{name: getattr(entry, name) for name in OFFICE},
        text=entry.text,
        effects=entry.effects,
        text_hash=text_hash(entry.text, entry.effects),
        issued_by=by,
        issued_by_name=by.full_name,
        issued_at=clock.now(),
    )


def _kept(issued: IssuedOrder, scan: bytes, by: User) -> FrozenDocument:
    return freeze(
        scan,
        centre=issued.centre,
        kind=FrozenDocument.Kind.SCAN,
        title=f"zarządzenie z dnia {day_in_words(issued.signed_on)} {issued.title}"[:500],
        number=issued.number_text,
        dated_on=issued.signed_on,
        code=new_code(),
        by=by,
    )


def _insert(issued: IssuedOrder) -> None:
    try:
        with transaction.atomic():
            issued.save(force_insert=True)
    except IntegrityError:
        raise DomainError(f"Zarządzenie nr {issued.number_text} właśnie wpisał ktoś inny.")
