"""Who may publish orders, and which orders may be published."""

from apps.accounts.models import Role, User
from apps.orders.models import IssuedOrder

from .models import Publication

MAY_PUBLISH = (Role.DIRECTOR, Role.HR)


def can_publish(user: User, order: IssuedOrder) -> bool:
    """The director, or HR who runs the register; the administrator of accounts does not."""
    return user.is_active and user.centre_id == order.centre_id and user.has_role(*MAY_PUBLISH)


def refusal(order: IssuedOrder) -> str:
    """Why this order has no public version at all. Empty: it may have one."""
    if getattr(order, "struck", None):
        return "Ten wpis unieważniono, więc nie ma czego publikować."
    if order.text.get("body"):
        return ""
    return (
        "To zarządzenie wpisano do rejestru bez treści, tylko ze skanem. Skanu program nie publikuje: nie odczyta go "
        "osoba niewidoma, a program nie sprawdzi, czyje dane na nim są."
    )


def withdrawing_refusal(publication: Publication | None) -> str:
    """Why there is nothing to withdraw."""
    if publication is None:
        return "To zarządzenie nie jest opublikowane."
    return "Tę publikację już wycofano." if publication.taken_back else ""
