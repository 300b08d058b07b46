"""Issued orders with a text, and their public versions, laid straight into the tables."""

import datetime
import hashlib
from itertools import count

from django.utils import timezone

from apps.documents.models import Blob, FrozenDocument
from apps.documents.rendering import new_code
from apps.orders.models import IssuedOrder, Order
from apps.orders.text import litera, order_text, paragraf, punkt, text_hash, to_json
from apps.publication.models import Publication, Withdrawal

from .centres import person, user_of
from .orders import frozen_document

JUNE = datetime.date(2018, 6, 11)
_number = count(900)


def public_order(centre, people=(), *, by=None, on=JUNE, subject="powołania Zespołu", more=(), **effects):
    """An order whose § 1 lists the people: (person, function) pairs. `more`: sentences, each a § of its own."""
    by = by or user_of(person(centre, "Dorota Dyrektorska", roles=["director"]))
    number, now = next(_number), timezone.now()
    order = Order(centre=centre, kind="appointment", subject=subject, legal_basis="§ 7 Statutu", created_by=by)
    order.created_at = order.changed_at = now
    order.body = to_json((_composition(people), *map(paragraf, more)))
    order.effects = {"kind": "other", "composition": _entries(people)} | effects
    order.save()
    text = order_text(order)
    issued = IssuedOrder.objects.create(
        order=order,
        centre=centre,
        year=on.year,
        number=number,
        number_text=f"{number}/{on.year}",
        signed_on=on,
        effective_on=on,
        subject=subject,
        text=text,
        effects=order.effects,
        text_hash=text_hash(text, order.effects),
        document=frozen_document(centre, "order"),
        issued_by=by,
        issued_by_name=by.full_name,
        issued_at=now,
    )
    Order.objects.filter(pk=order.pk).update(status=Order.Status.ISSUED)
    return issued


def publication(issued, by=None, **fields):
    """The order made public as it stands."""
    usual = {"text": issued.text, "produced_by": "Dorota Dyrektorska, Dyrektor", "produced_on": issued.signed_on}
    return Publication.objects.create(
        centre=issued.centre,
        issued_order=issued,
        document=_public_file(issued),
        entered_by=str(by or issued.issued_by),
        published_by=by or issued.issued_by,
        published_at=timezone.now(),
        **usual | fields,
    )


def _public_file(issued):
    content = f"%PDF public {issued.pk} {next(_number)}".encode()
    sha256 = hashlib.sha256(content).hexdigest()
    blob = Blob.objects.create(sha256=sha256, media_type="application/pdf", size=len(content), content=content)
    return FrozenDocument.objects.create(
        centre=issued.centre,
        kind=FrozenDocument.Kind.PUBLIC,
        code=new_code(),
        title=issued.title,
        number=issued.number_text,
        dated_on=issued.signed_on,
        blob=blob,
        frozen_at=timezone.now(),
    )


def withdrawal(made, reason="Omyłka w załączniku."):
    return Withdrawal.objects.create(
        publication=made,
        reason=reason,
        legal_basis="art. 5 ust. 2 ustawy",
        withdrawn_by=made.published_by,
        withdrawn_by_name=str(made.published_by),
        withdrawn_at=timezone.now(),
    )


def _composition(people):
    if not people:
        return paragraf("Wprowadza się zasady.")
    return paragraf("W skład wchodzą:", punkt("osoby:", *(litera(f"{who}, {who.job_title}") for who, _ in people)))


def _entries(people):
    return [
        {
            "op": "appoint",
            "person": who.pk,
            "name": str(who),
            "description": who.job_title,
            "function": function,
            "provision": f"§ 1 pkt 1 lit. {n}",
        }
        for n, (who, function) in enumerate(people, start=1)
    ]
