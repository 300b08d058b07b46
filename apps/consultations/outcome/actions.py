"""What comes of a version: it is accepted, introduced by an order, or sent to the Prezydent Miasta, whose act is then
recorded. And draft orders that are opened to teams."""

from typing import Any
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction

from apps.accounts.models import User
from apps.core import audit, clock
from apps.core.deeds import deed
from apps.core.errors import DomainError
from apps.orders.external.actions import add_act
from apps.orders.introduction.actions import Introduced, draft_introduction
from apps.orders.models import ExternalAct, IssuedOrder, Order
from apps.projects.models import Pilot
from apps.teams.actions import add_expert_document
from apps.teams.models import ExpertDocument

from .. import units
from ..models import Acceptance, Consultation, DocumentVersion, Forwarding, OrderDraft, ResultingAct
from ..remarks.locking import locked
from ..workflow import VERSION
from . import notifications, rules
from .annexing import annex_of
from .kinds import introduced_as
from .of_order import units_of
from .reading import introducing_draft

V = DocumentVersion.Status
SHEETS = UUID("5f1a3c52-8a55-4f0e-9a57-0c6b6b2f3b11")  # the name space of keys of introducing drafts
RECORDED_ALREADY = "Ten akt jest już wpisany przy tej wersji."


@deed
def accept_version(version: DocumentVersion, note: str, *, by: User) -> Acceptance:
    """The director accepts the version, for good. A negative opinion of a team does not forbid it; then `note` says
    why."""
    version = locked(version)
    step = VERSION.check("accept", by, version)
    if rules.negative_opinions(version) and not note.strip():
        raise DomainError(rules.NEEDS_REASONS)
    version.status = step.target
    version.save(update_fields=["status"])
    acceptance = Acceptance.objects.create(
        of_version=version, note=note, accepted_by=by, accepted_by_name=by.full_name, accepted_at=clock.now()
    )
    notifications.tell_of_acceptance(acceptance)
    audit.record("version.accepted", version, by=by, document=version.document_id, number=version.number)
    return acceptance


@deed
def return_version(version: DocumentVersion, why: str, *, by: User) -> Consultation:
    """The director does not accept the version and asks its writers for the next one. It stays answered: the next one
    replaces it when it is sent, and until then the director may still accept it."""
    version = locked(version)
    if refusal := rules.cannot_return(by, version):
        raise DomainError(refusal)
    if not why.strip():
        raise DomainError(rules.SAY_WHAT)
    sent = version.consultation
    sent.returned_by, sent.returned_at, sent.returned_why = by, clock.now(), why
    sent.save(update_fields=["returned_by", "returned_at", "returned_why"])
    notifications.tell_of_return(sent)
    audit.record("version.returned", version, by=by, document=version.document_id, number=version.number)
    return sent


@deed
def prepare_order(version: DocumentVersion, *, by: User) -> Order:
    """A draft order that introduces the accepted version, with its text as the annex; asked for again, the same draft,
    as long as it is one."""
    version = locked(version)
    if refusal := rules.cannot_introduce(by, version):
        raise DomainError(refusal)
    document = version.document
    if draft := introducing_draft(version):
        audit.record("version.order_reopened", version, by=by, order=draft.pk)
        return draft
    said = Introduced(**introduced_as(document), annexes=(annex_of(version),), document=document.pk, version=version.pk)
    key = uuid5(SHEETS, f"{version.pk}")
    order = draft_introduction(document.pilot.centre, document.pilot, said, by=by, key=key)
    audit.record("version.order_prepared", version, by=by, document=document.pk, order=order.pk)
    return order


@deed
def forward(version: DocumentVersion, fields: dict[str, Any], *, by: User) -> Forwarding:
    """Record that the accepted version was sent to the authority that puts it into force. `fields`: addressee, sent_on,
    case_number, note."""
    version = locked(version)
    if refusal := rules.cannot_forward(by, version) or rules.wrong_day(version, fields["sent_on"]):
        raise DomainError(refusal)
    sent = Forwarding.objects.create(of_version=version, forwarded_by=by, forwarded_at=clock.now(), **fields)
    said = {"addressee": sent.addressee, "sent_on": str(sent.sent_on)}
    audit.record("version.forwarded", version, by=by, document=version.document_id, **said)
    return sent


@deed
def record_act(
    version: DocumentVersion,
    *,
    by: User,
    external_act: ExternalAct | None = None,
    issued_order: IssuedOrder | None = None,
) -> ResultingAct:
    """Record the act that put the version into force: one of another authority, or an order entered from paper."""
    return _recorded(locked(version), external_act, issued_order, by)


@deed
def add_and_record_act(
    version: DocumentVersion, fields: dict[str, Any], pdf: bytes | None, *, by: User
) -> ResultingAct:
    """Enter an act of another authority and record it as the one that put the version into force."""
    version = locked(version)
    if refusal := rules.cannot_record(by, version):
        raise DomainError(refusal)
    return _recorded(version, add_act(version.document.pilot.centre, fields, pdf, by=by), None, by)


def _recorded(version, external_act, issued_order, by) -> ResultingAct:
    act = external_act or issued_order
    if refusal := rules.cannot_record(by, version):
        raise DomainError(refusal)
    if act is None or act.centre_id != version.centre_id:
        raise DomainError("Wybierz akt z tego ośrodka.")
    if issued_order and issued_order.origin != IssuedOrder.Origin.RECORDED:
        raise DomainError("Wybierz zarządzenie wpisane z papieru; zarządzenie wydane w programie wskazuje się samo.")
    try:
        with transaction.atomic():
            made = ResultingAct.objects.create(
                of_version=version,
                external_act=external_act,
                issued_order=issued_order,
                recorded_by=by,
                recorded_at=clock.now(),
            )
    except IntegrityError as twice:
        raise DomainError(RECORDED_ALREADY) from twice
    audit.record("version.act_recorded", version, by=by, document=version.document_id, act=str(made))
    return made


@deed
def open_order_draft(
    order: Order, pilot: Pilot, *, by: User, introduces: ExpertDocument | None = None
) -> ExpertDocument:
    """Open a draft order to teams for remarks: it becomes a document of its own, whose first version says what the
    draft says today. Which teams are asked is said when the version is sent."""
    order = Order.objects.select_for_update(of=("self",)).select_related("centre").get(pk=order.pk)
    if refusal := rules.cannot_open(by, order):
        raise DomainError(refusal)
    if opened := OrderDraft.objects.filter(order=order.pk).select_related("document").first():
        raise DomainError(f"Ten projekt jest już otwarty do uwag: „{opened.document}”.")
    if pilot.centre_id != order.centre_id or (introduces and introduces.pilot_id != pilot.pk):
        raise DomainError("Wybierz pilotaż i dokument tego ośrodka.")
    named = f"Projekt zarządzenia {order.title_prefix} {order.subject}"[:500]
    document = add_expert_document(
        pilot, named, kind=ExpertDocument.Kind.ORDER_DRAFT, authority=ExpertDocument.Authority.DIRECTOR, by=by
    )
    OrderDraft.objects.create(
        document=document, order=order, introduces=introduces, opened_by=by, opened_at=clock.now()
    )
    _next_version(document, order, by)
    audit.record("order_draft.opened", document, by=by, order=order.pk)
    return document


@deed
def refresh_order_draft(document: ExpertDocument, *, by: User) -> DocumentVersion:
    """Take the text of the draft as it is today into the version in work, or begin the next one with it."""
    opened = OrderDraft.objects.select_for_update(of=("self",)).get(document=document)
    order = Order.objects.filter(pk=opened.order_id).select_related("centre").first()
    if order is None:
        raise DomainError("Projekt tego zarządzenia został usunięty, więc nie ma już czego zaopiniować.")
    if refusal := rules.cannot_open(by, order):
        raise DomainError(refusal)
    version = _next_version(document, order, by)
    audit.record("order_draft.refreshed", document, by=by, order=order.pk, number=version.number)
    return version


def _next_version(document: ExpertDocument, order: Order, by: User) -> DocumentVersion:
    said, now = units.to_json(units_of(order)), clock.now()
    latest = document.versions.order_by("-number").first()
    if latest and latest.units == said:
        raise DomainError(f"Projekt zarządzenia nie zmienił się od wersji {latest.number}.")
    if latest and latest.status == V.DRAFT:
        latest.units, latest.edited_by, latest.edited_at = said, by, now
        latest.version += 1
        latest.save(update_fields=["units", "edited_by", "edited_at", "version"])
        return latest
    if latest and latest.status in (V.COLLECTING, V.ANSWERING):
        raise DomainError(f"Wersja {latest.number} jest jeszcze w opiniowaniu. Najpierw rozpatrz uwagi do niej.")
    return DocumentVersion.objects.create(
        document=document,
        number=latest.number + 1 if latest else 1,
        origin=DocumentVersion.Origin.ORDER,
        units=said,
        created_by=by,
        created_at=now,
        edited_by=by,
        edited_at=now,
    )
