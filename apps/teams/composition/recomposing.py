"""What the form of a change would say today."""

from apps.orders.drafting.typed import bound_to
from apps.orders.models import Order
from apps.orders.recomposing import Composed

from .forms import CompositionForm


def composed(order: Order) -> Composed:
    """An order that was never typed into the form stays as it is."""
    if not order.typed:
        return Composed()
    form = CompositionForm(bound_to(order.typed), centre=order.centre)
    return Composed(form.draft_fields()) if form.is_valid() else Composed(refusals=form.refusals())
