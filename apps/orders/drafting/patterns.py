"""„Użyj jako wzoru”: a form that opens with what was typed for an order issued before."""

from django.http import HttpRequest, QueryDict

from apps.orders.models import Order

from .typed import bound_to

ASKED = "wzor"  # in the address: the primary key of the order
KINDS_OF_PATTERNS = {Order.Kind.APPOINTMENT, Order.Kind.INTRODUCTION, Order.Kind.FREE}
ONCE_ONLY = {
    "case_number",
    "repeals",
    "effective_on",
    "expert_document",
    "document_version",
}  # what was done then is not done again


def pattern_of(request: HttpRequest, kind: str) -> QueryDict | None:
    """What the order asked for had in its form, but for repeals and the day: the new one takes effect when signed."""
    pk = request.GET.get(ASKED, "")
    if request.method != "GET" or not (pk.isdecimal() and len(pk) < 19):
        return None
    issued = Order.objects.visible_to(request.user).filter(status=Order.Status.ISSUED, kind=kind)
    pattern = issued.filter(pk=pk).exclude(typed={}).first()
    if pattern is None:
        return None
    kept = {name: values for name, values in pattern.typed.items() if name not in ONCE_ONLY}
    return bound_to(kept | {"effective": [str(Order.Effective.ON_SIGNING)]})


def is_pattern(order: Order) -> bool:
    return order.kind in KINDS_OF_PATTERNS and order.status == Order.Status.ISSUED and bool(order.typed)
