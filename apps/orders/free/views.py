from apps.orders.editing.sheets import TextSheet
from apps.orders.models import Order

from .forms import FreeForm


class FreeSheet(TextSheet):
    kind, name = Order.Kind.FREE, "free"
    slug, short = "inne", "inne"
    template = "orders/free/edit.html"
    form_class = FreeForm
    pasted = "body"
