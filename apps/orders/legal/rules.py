"""Who may send a draft to the legal adviser, who may judge it, and when an order may be issued."""

from apps.accounts.models import Role, User
from apps.orders import rules
from apps.orders.models import Order

from . import reading

FIRST = "W tym ośrodku zarządzenia uzgadnia radca prawny."
NOT_SENT = f"{FIRST} Przekaż mu ten projekt."
WAITS = f"{FIRST} Projekt czeka na jego rozstrzygnięcie."
OUTDATED = "Radca prawny uzgodnił wcześniejszą treść. Przekaż mu obecną."
RETURNED = "Radca prawny zwrócił projekt z uwagami. Popraw go i przekaż jeszcze raz."


def can_send(user: User, order: Order) -> bool:
    return order.status == Order.Status.DRAFT and rules.can_draft(user, order.centre)


def is_adviser(user: User, order: Order) -> bool:
    return user.is_active and user.centre_id == order.centre_id and user.has_role(Role.LEGAL)


def is_author(user: User, order: Order) -> bool:
    """Nobody agrees a text that they wrote."""
    return user.pk in (order.created_by_id, order.changed_by_id)


def can_review(user: User, order: Order) -> bool:
    """A legal adviser of the centre, about a draft that was sent and that somebody else wrote."""
    is_sent = order.status == Order.Status.DRAFT and order.legal_requests.exists()
    return is_sent and is_adviser(user, order) and not is_author(user, order)


def issue_refusal(order: Order) -> str:
    """Why this draft, as it reads in memory, may not be issued without the adviser; empty when it may."""
    return refusal_of(order, reading.standing_of(order)) if order.centre.legal_review else ""


def waits_for(order: Order) -> str:
    """Whose move legal review makes it: „adviser” (asked, demanded or not), „remarks” to be read, „author” who has to
    send it; nobody's when the order may be issued."""
    return whose_move(order, reading.standing_of(order))


def whose_move(order: Order, standing: reading.LegalStanding) -> str:
    """The same about a standing that was already read."""
    if standing.is_waiting:
        return "adviser"
    if standing.is_returned and not standing.has_changed:
        return "remarks"
    return "author" if refusal_of(order, standing) else ""


def refusal_of(order: Order, standing: reading.LegalStanding) -> str:
    if not order.centre.legal_review or standing.is_agreed:
        return ""
    if standing.is_waiting:
        return WAITS
    if standing.is_outdated:
        return OUTDATED
    return RETURNED if standing.is_returned else NOT_SENT
