"""Saving what was typed into the form of an order. Drafts are started and discarded by apps.orders."""

from typing import Any
from uuid import UUID

from django.db import IntegrityError

from apps.accounts.models import Centre, User
from apps.core.deeds import draft_saving
from apps.orders import actions as orders
from apps.orders.models import Order

Typed = dict[str, list[str]]


@draft_saving
def start_typed(
    centre: Centre, kind: str, typed: Typed, fields: dict[str, Any], *, by: User, form_key: UUID | None = None
) -> Order:
    """Begin an order of the kind with what was typed so far. `fields` as of the form's draft_fields. The same sheet
    sent twice, as two clicks do, is one order; with anything else typed it is another."""
    try:
        order = orders.start_draft(centre, kind, by=by, pilot=fields.get("pilot"), form_key=form_key)
    except IntegrityError:
        if form_key is None:
            raise
        same = Order.objects.filter(form_key=form_key, created_by=by, kind=kind, typed=typed).first()
        return same or start_typed(centre, kind, typed, fields, by=by)
    return save_typed(order, typed, fields, order.version, by=by)


@draft_saving
def save_typed(order: Order, typed: Typed, fields: dict[str, Any], version: int, *, by: User) -> Order:
    """Keep everything typed, complete or not, if nobody saved a newer version meanwhile (else StaleVersion)."""
    return orders.save_draft_text(order, fields | {"typed": typed}, version, by=by)
