"""What the form of an order that introduces a document would say today."""

from apps.orders.editing.recomposing import composed_by
from apps.orders.models import Order
from apps.orders.recomposing import Composed

from .forms import IntroductionForm


def composed(order: Order) -> Composed:
    return composed_by(IntroductionForm, order)
