"""Everything that writes orders. Issuing locks the order first, then the centre's counter of the year."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import F
from django.utils import timezone

from apps.accounts.models import Centre, User
from apps.core import audit, clock
from apps.core.deeds import deed, draft_saving
from apps.core.errors import DomainError, StaleVersion
from apps.core.polish import day_in_words
from apps.documents import rendering
from apps.documents.actions import freeze
from apps.documents.models import FrozenDocument
from apps.projects.models import Pilot

from . import notifications, pdf, recomposing, rules
from .legal import rules as legal_rules
from .models import IssuedOrder, Order, OrderCounter
from .recomposing import ChangedSinceShown
from .relations import acts_on_struck
from .text import order_text, text_hash
from .workflow import ORDER

DRAFT_FIELDS = {"pilot", "subject", "legal_basis", "body", "annexes", "effects", "effective", "effective_on"}
DRAFT_FIELDS |= {"typed", "amends", "drafting_unit", *rules.ARCHIVED}


class OutOfOrder(DomainError):
    """The day is earlier than that of the order before, and nobody said why."""


@deed
def start_draft(
    centre: Centre, kind: str, *, by: User, pilot: Pilot | None = None, form_key: UUID | None = None
) -> Order:
    """Begin an order of the kind in the centre, with the centre's usual legal basis. `form_key` marks the one sheet it
    was typed on: a second order of the same key is refused by the database (IntegrityError)."""
    if not rules.can_draft(by, centre):
        raise DomainError("Projekt zarządzenia może przygotować dyrektor albo pracownik kadr.")
    now = clock.now()
    order = Order(centre=centre, pilot=pilot, kind=kind, legal_basis=rules.usual_legal_basis(centre), form_key=form_key)
    order.created_by = order.changed_by = by
    order.created_at = order.changed_at = now
    order.save(force_insert=True)
    audit.record("order.drafted", order, by=by, kind=kind)
    return order


@draft_saving
def save_draft_text(order: Order, fields: dict[str, Any], version: int, *, by: User) -> Order:
    """Write what the draft says, if nobody saved a newer version meanwhile (else StaleVersion). `fields` are any of
    DRAFT_FIELDS; an empty body marks a draft that is not yet complete."""
    if unknown := fields.keys() - DRAFT_FIELDS:
        raise TypeError(f"not fields of a draft: {sorted(unknown)}")
    _refuse_unless_draft_of(order, by)
    newer = dict(fields, version=F("version") + 1, changed_at=clock.now(), changed_by=by)
    draft = Order.objects.filter(pk=order.pk, status=Order.Status.DRAFT)
    if not draft.filter(version=version).update(**newer):
        raise _lost(order, by)
    order.refresh_from_db()
    return order


@deed
def discard_draft(order: Order, *, by: User) -> None:
    """Throw a draft away. A number is taken only when an order is issued, so nothing is missing from the register."""
    order = Order.objects.select_for_update().get(pk=order.pk)
    _refuse_unless_draft_of(order, by)
    audit.record("order.discarded", order, by=by)
    order.delete()


@deed
def set_last_number(centre: Centre, year: int, last: int, *, by: User) -> OrderCounter:
    """Say which number was the last one taken in the year before the program; the next order gets the next one."""
    if not rules.can_set_number(by, centre):
        raise DomainError("Numerację zarządzeń ustala dyrektor albo administrator ośrodka.")
    if refusal := rules.unlikely_number(year, last):
        raise DomainError(refusal)
    counter = _locked_counter(centre, year)
    if refusal := rules.numbering_refusal(centre, year, last):
        raise DomainError(refusal)
    before, counter.last = counter.last, last
    counter.save(update_fields=["last"])
    audit.record("order.numbering_set", counter, by=by, year=year, before=before, after=last)
    return counter


@deed
def issue_order(order: Order, *, by: User, shown_hash: str, chronology_reason: str = "") -> IssuedOrder:
    """Issue what was shown: the next number of the centre and year, today's date, text and PDF frozen, all at once.
    `chronology_reason`: why the day is earlier than that of the order before, where it is (else it is not kept).

    Raises ChangedSinceShown when the draft, composed anew, differs from what was shown; OutOfOrder when that reason is
    missing; DomainError for every other refusal."""
    order = _locked(order)
    ORDER.check("issue", by, order)
    if refusals := recomposing.bring_up_to_date(order):
        raise DomainError(" ".join(refusals))
    if refusal := acts_on_struck(order.effects, order.centre_id):
        raise DomainError(refusal)
    text = order_text(order)
    if text_hash(text, order.effects) != shown_hash:
        raise ChangedSinceShown(text)
    if refusal := legal_rules.issue_refusal(order):
        raise DomainError(refusal)
    issued = _numbered(order, text, chronology_reason.strip(), by)
    issued.document = _print_and_freeze(issued, by)
    _insert(issued)
    order.status = Order.Status.ISSUED
    order.save(update_fields=["status", *DRAFT_FIELDS])
    notifications.tell_people(issued)
    said = {"reason_of_day": issued.chronology_reason} if issued.chronology_reason else {}
    audit.record("order.issued", order, by=by, number=issued.number_text, hash=issued.text_hash, **said)
    return issued


def _locked(order: Order) -> Order:
    """With its centre: who withdraws a person of the centre waits, so that nobody leaves while being appointed."""
    locked = Order.objects.select_for_update(of=("self", "centre"), no_key=True)
    order = locked.select_related("centre", "pilot").get(pk=order.pk)
    if order.status == Order.Status.ISSUED:
        raise DomainError(rules.already_issued(order))
    return order


def _locked_centre(centre: Centre) -> None:
    """As issuing does: who enters or strikes an order of the centre meanwhile waits."""
    Centre.objects.select_for_update(no_key=True).get(pk=centre.pk)


def _refuse_unless_draft_of(order: Order, by: User) -> None:
    if not rules.can_draft(by, order.centre):
        raise DomainError("Projekt zarządzenia może zmieniać dyrektor albo pracownik kadr.")
    if order.status == Order.Status.ISSUED:
        raise DomainError(f"{rules.already_issued(order)} Treści nie można już zmienić.")


def _lost(order: Order, by: User) -> DomainError:
    try:
        now = Order.objects.select_related("changed_by").get(pk=order.pk)
    except ObjectDoesNotExist:
        return DomainError("Ten projekt został w międzyczasie usunięty.")
    if now.status == Order.Status.ISSUED:
        return DomainError(f"{rules.already_issued(now)} Treści nie można już zmienić.")
    who = now.changed_by.full_name if now.changed_by else "inna osoba"
    if now.changed_by == by:
        at = timezone.localtime(now.changed_at)
        mine = f"Ten projekt zapisano w innej karcie ({who}, {at.hour}:{at:%M}). Nic nie zginęło: porównaj obie wersje."
        return StaleVersion(mine, version=now.version)
    said = f"W międzyczasie ten projekt zapisała inna osoba: {who}. Nic nie zginęło: porównaj obie wersje."
    return StaleVersion(said, version=now.version)


def _locked_counter(centre: Centre, year: int) -> OrderCounter:
    fresh = OrderCounter(centre=centre, year=year, last=rules.last_issued_number(centre, year))
    OrderCounter.objects.bulk_create([fresh], ignore_conflicts=True)
    return OrderCounter.objects.select_for_update().get(centre=centre, year=year)


def _numbered(order: Order, text: dict[str, Any], reason: str, by: User) -> IssuedOrder:
    """The order as it will be issued, with its number and day, not yet written."""
    centre, day, number = _take_number(order.centre)
    number_text = rules.number_text(centre.order_number_pattern, number, day.year)
    if (late := rules.chronology_refusal(centre, day)) and not reason:
        raise OutOfOrder(f"{rules.as_sentence(late)} Podaj powód wcześniejszej daty.")
    wrong_day = rules.effective_refusal(order.effective, order.effective_on, day)
    if refusal := wrong_day or rules.number_refusal(centre, number_text):
        raise DomainError(rules.as_sentence(refusal))
    return IssuedOrder(
        order=order,
        centre=centre,
        kind=order.kind,
        year=day.year,
        number=number,
        number_text=number_text,
        entry_number=rules.next_entry_number(centre, day.year, number, number_text),
        signed_on=day,
        effective_on=rules.effective_day(order, day),
        subject=text["subject"],
        drafting_unit=order.drafting_unit,
        **{name: getattr(order, name) for name in rules.ARCHIVED},
        text=text,
        effects=order.effects,
        text_hash=text_hash(text, order.effects),
        issued_by=by,
        issued_by_name=by.full_name,
        issued_at=clock.now(),
        chronology_reason=reason if late else "",
    )


def _take_number(centre: Centre) -> tuple[Centre, Any, int]:
    """The next number of the centre and of Warsaw's year, under the counter's lock. The day is read under the lock
    too, so that who waited over midnight does not date an order before its predecessor."""
    year = 0
    while year != (day := clock.today()).year:
        counter = _locked_counter(centre, year := day.year)
    counter.last += 1
    counter.save(update_fields=["last"])
    return centre, day, counter.last


def _print_and_freeze(issued: IssuedOrder, by: User) -> FrozenDocument:
    code = rendering.new_code()
    html = rendering.render_html("pdf/order.html", pdf.issued_context(issued, code))
    return freeze(
        rendering.render_pdf(html),
        centre=issued.centre,
        kind=FrozenDocument.Kind.ORDER,
        title=f"zarządzenie z dnia {day_in_words(issued.signed_on)} {issued.title}"[:500],
        number=issued.number_text,
        dated_on=issued.signed_on,
        code=code,
        by=by,
    )


def _insert(issued: IssuedOrder) -> None:
    issued.save(force_insert=True)
