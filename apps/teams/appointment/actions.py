"""Saving the form that appoints a team. The order itself is started, saved and discarded by apps.orders."""

from typing import Any
from uuid import UUID

from django.db import IntegrityError

from apps.accounts.models import Centre, User
from apps.core.deeds import draft_saving
from apps.orders import actions as orders
from apps.orders.models import Order
from apps.teams.models import AppointmentDraft

Typed = dict[str, list[str]]


@draft_saving
def start_appointment(
    centre: Centre, typed: Typed, fields: dict[str, Any], *, by: User, form_key: UUID | None = None
) -> Order:
    """Begin an order that appoints a team, with what was typed so far. `fields` as of AppointmentForm.draft_fields.
    The same sheet sent twice, as two clicks do, is one order; with anything else typed it is another."""
    try:
        order = orders.start_draft(centre, Order.Kind.APPOINTMENT, by=by, pilot=fields.get("pilot"), form_key=form_key)
    except IntegrityError:
        if form_key is None:
            raise
        same = AppointmentDraft.objects.filter(order__form_key=form_key, order__created_by=by, typed=typed)
        return same[0].order if same else start_appointment(centre, typed, fields, by=by)
    AppointmentDraft(order=order, typed=typed).save(force_insert=True)
    return orders.save_draft_text(order, fields, order.version, by=by)


@draft_saving
def save_appointment(order: Order, typed: Typed, fields: dict[str, Any], version: int, *, by: User) -> Order:
    """Keep everything typed, complete or not, if nobody saved a newer version meanwhile (else StaleVersion)."""
    order = orders.save_draft_text(order, fields, version, by=by)
    AppointmentDraft.objects.update_or_create(order=order, defaults={"typed": typed})
    return order


@draft_saving
def discard_appointment(order: Order, *, by: User) -> None:
    """Throw the draft and its form away."""
    AppointmentDraft.objects.filter(order=order).delete()
    orders.discard_draft(order, by=by)
