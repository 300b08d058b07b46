"""Issued orders with a text, and orders that amend them, laid straight into the tables."""

import datetime

from django.utils import timezone

from apps.orders.amending.citing import cited_act
from apps.orders.amending.ordering import ordered
from apps.orders.amending.reading import tree_on
from apps.orders.amending.wording import amending_provision, changes_in_effects
from apps.orders.models import IssuedOrder, Order
from apps.orders.text import citations, order_text, paragraf, text_hash, to_json

from .centres import person, user_of
from .orders import _number, frozen_document

ENTRY = paragraf("Zarządzenie wchodzi w życie z dniem określonym.")
JUNE_11 = datetime.date(2018, 6, 11)


def order_of_text(
    centre, tree, *, on=JUNE_11, effective_on=None, subject="regulaminu", kind="free", effects=None, by=None
):
    """An issued order that says the tree."""
    by = by or user_of(person(centre, "Dorota Dyrektorska", roles=["director"]))
    number, now, effects = next(_number), timezone.now(), effects or {"kind": "other"}
    order = Order(centre=centre, kind=kind, subject=subject, legal_basis="§ 7 Statutu", body=to_json(tree))
    order.effects, order.created_by, order.created_at, order.changed_at = effects, by, now, now
    order.save()
    text = order_text(order)
    issued = IssuedOrder.objects.create(
        order=order,
        centre=centre,
        kind=kind,
        year=on.year,
        number=number,
        number_text=f"{number}/{on.year}",
        signed_on=on,
        effective_on=effective_on or on,
        subject=subject,
        text=text,
        effects=effects,
        text_hash=text_hash(text, effects),
        document=frozen_document(centre, "order"),
        issued_by=by,
        issued_by_name=by.full_name,
        issued_at=now,
    )
    Order.objects.filter(pk=order.pk).update(status=Order.Status.ISSUED)
    return issued


def amending_order(base, *changes, on, effective_on=None, by=None):
    """An issued order that makes the changes in what the base says on the day of their entry into force."""
    tree = tree_on(base, effective_on or on)
    changes = ordered(changes, tree)
    body = (amending_provision(changes, tree, cited_act(base)), ENTRY)
    effects = {
        "kind": "amend",
        "amends": {"order": base.order_id, "provision": "§ 1"},
        "changes": changes_in_effects(changes, citations(body)),
    }
    usual = {"subject": base.subject, "kind": "amendment", "effects": effects, "by": by}
    return order_of_text(base.centre, body, on=on, effective_on=effective_on, **usual)
