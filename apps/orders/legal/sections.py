"""What the page of an order says about legal review."""

from apps.accounts.models import User
from apps.orders.models import LegalReview, Order
from apps.orders.rules import can_draft, missing
from apps.orders.sections import Section, on_the_page_of_an_order

from . import reading, rules


@on_the_page_of_an_order
def legal(order: Order, user: User) -> Section | None:
    """For the adviser and for who drafts: how the draft stands; for everybody: that an issued order was agreed."""
    if issued := getattr(order, "issued", None):
        reviews = LegalReview.objects.filter(order=order)
        newest = reviews.only("verdict", "text_hash", "reviewed_by_name", "reviewed_at").first()
        agreed = newest is not None and newest.is_agreed and newest.text_hash == issued.text_hash
        return Section("orders/legal/agreed.html", {"review": newest}) if agreed else None
    if not (can_draft(user, order.centre) or rules.is_adviser(user, order)):
        return None
    standing = reading.standing_of(order)
    may_review = rules.can_review(user, order)
    said = {
        "order": order,
        "standing": standing,
        "can_review": may_review,
        "can_send": rules.can_send(user, order) and not missing(order),
        "is_demanded": order.centre.legal_review,
        "has_advisers": bool(reading.advisers(order.centre_id)),
    }
    if not (said["is_demanded"] or said["has_advisers"] or standing.request):
        return None
    return Section("orders/legal/section.html", said, is_above=may_review and standing.is_waiting)
