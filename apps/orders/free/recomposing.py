"""What the form of an order of text would say today."""

from apps.orders.editing.recomposing import composed_by
from apps.orders.models import Order
from apps.orders.recomposing import Composed

from .forms import FreeForm


def composed(order: Order) -> Composed:
    return composed_by(FreeForm, order)
