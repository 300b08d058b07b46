"""What the page of an order says of its publication."""

from apps.accounts.models import User
from apps.orders.models import Order
from apps.orders.sections import Section, on_the_page_of_an_order

from . import reading, rules


@on_the_page_of_an_order
def publication(order: Order, user: User) -> Section | None:
    if order.status != Order.Status.ISSUED:
        return None
    latest, can_publish = reading.shown_version(order.issued), rules.can_publish(user, order.issued)
    if latest is None and not can_publish:
        return None
    refusal = rules.refusal(order.issued)
    said = {"it": latest, "taken_back": latest and latest.taken_back, "can_publish": can_publish, "refusal": refusal}
    return Section("publication/order/section.html", said | {"order": order})
