"""What the page of an order says of amending it: who may begin, and which other draft changes the same units."""

from apps.accounts.models import User
from apps.orders.models import Order
from apps.orders.rules import can_draft
from apps.orders.sections import Section, on_the_page_of_an_order

from .bases import is_amendable
from .clashes import clashes, paths_of


@on_the_page_of_an_order
def clashes_section(order: Order, user: User) -> Section | None:
    if order.status == Order.Status.ISSUED or not order.amends_id:
        return None
    found = clashes(order.amends, paths_of(order), besides=order)
    return Section("orders/amendment/clashes.html", {"clashes": found}, is_above=True) if found else None


@on_the_page_of_an_order
def amend_section(order: Order, user: User) -> Section | None:
    if order.status != Order.Status.ISSUED or not can_draft(user, order.centre):
        return None
    return Section("orders/amendment/begin.html", {"order": order}) if is_amendable(order.issued) else None
