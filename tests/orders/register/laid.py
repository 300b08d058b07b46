"""Issued orders laid straight into the tables, by number and day, as the worked examples name them."""

import datetime
import secrets

from django.utils import timezone

from apps.orders.models import IssuedOrder, Order
from apps.orders.text import order_text, paragraf, to_json
from tests.factories.orders import frozen_document

BODY = to_json((paragraf("Porządkuje się sprawy."),))


def day(text):
    return datetime.date.fromisoformat(text)


def laid(by, number, on, subject="porządku", *, kind="free", effective=None, effects=None, **fields):
    """An issued order. `effects` may name others by issued orders: amends=…, repeals=[…]."""
    on = day(on)
    order = Order.objects.create(
        centre=by.person.centre, kind=kind, subject=subject, body=BODY, legal_basis="§ 7 ust. 2 Statutu",
        created_by=by, created_at=timezone.now(), changed_at=timezone.now(),
    )  # fmt: skip
    issued = IssuedOrder.objects.create(
        order=order, centre=order.centre, kind=kind, year=on.year, number=number, number_text=f"{number}/{on.year}",
        signed_on=on, effective_on=day(effective) if effective else on, subject=subject, text=order_text(order),
        effects={"kind": "other"} | (effects or {}), text_hash=secrets.token_hex(32),
        document=frozen_document(order.centre, "order"), issued_by=by, issued_by_name=by.full_name,
        issued_at=timezone.now(), **fields,
    )  # fmt: skip
    Order.objects.filter(pk=order.pk).update(status=Order.Status.ISSUED)
    return issued


def amending(by, number, on, base, *, effective=None, provision="§ 1"):
    effects = {"kind": "amend", "amends": {"order": base.order_id, "provision": provision}}
    return laid(by, number, on, base.subject, kind="amendment", effective=effective, effects=effects)


def repealing(by, number, on, *others, effective=None):
    repeals = [{"order": one.order_id, "provision": f"§ 2 pkt {n}"} for n, one in enumerate(others, start=1)]
    return laid(by, number, on, effective=effective, effects={"repeals": repeals})
