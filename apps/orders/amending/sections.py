"""What the page of an order says of its changes."""

from apps.accounts.models import User
from apps.orders.models import Order
from apps.orders.sections import Section, on_the_page_of_an_order

from .reading import amendments_named


@on_the_page_of_an_order
def changes_section(order: Order, user: User) -> Section | None:
    issued = getattr(order, "issued", None)
    amendments = amendments_named(issued) if issued else []
    if not amendments:
        return None
    return Section("orders/consolidated/section.html", {"order": order, "amendments": amendments}, is_above=True)
