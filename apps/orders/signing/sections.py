"""What the page of an order says about its signature."""

from apps.accounts.models import User
from apps.orders.models import IssuedOrder, Order
from apps.orders.sections import Section, on_the_page_of_an_order
from apps.signatures import rules
from apps.signatures.standing import of_copies

from . import reading


@on_the_page_of_an_order
def signature(order: Order, user: User) -> Section | None:
    """For everybody: whether there is a signed copy; for who may attach: where to."""
    issued = getattr(order, "issued", None)
    if issued is None or issued.origin == IssuedOrder.Origin.RECORDED:
        return None
    copies = list(reading.copies_of(issued))
    said = {
        "order": order,
        "copies": copies,
        "words": of_copies(copies),
        "can_attach": rules.can_attach(user, issued.document),
    }
    return Section("orders/signing/section.html", said)
