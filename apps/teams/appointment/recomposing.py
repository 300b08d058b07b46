"""What the form of an appointment would say today."""

from apps.orders.models import Order
from apps.orders.recomposing import Composed
from apps.teams.models import AppointmentDraft

from .forms import AppointmentForm, bound_to


def composed(order: Order) -> Composed:
    """An order that was never typed into the form stays as it is."""
    draft = AppointmentDraft.objects.filter(order=order).first()
    if draft is None:
        return Composed()
    form = AppointmentForm(bound_to(draft.typed), centre=order.centre)
    return Composed(form.draft_fields()) if form.is_valid() else Composed(refusals=form.refusals())
