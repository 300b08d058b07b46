"""What the page of an order says when it was entered from paper."""

from apps.accounts.models import User
from apps.orders.kinds import KINDS
from apps.orders.models import IssuedOrder, Order, StruckEntry
from apps.orders.sections import Section, on_the_page_of_an_order

from . import rules


@on_the_page_of_an_order
def entry(order: Order, user: User) -> Section | None:
    """That the program did not issue it, or that the entry was struck; for who may: how to strike it."""
    issued = getattr(order, "issued", None)
    if issued is None or issued.origin != IssuedOrder.Origin.RECORDED:
        return None
    struck = StruckEntry.objects.filter(entry=issued).first()
    can_strike = struck is None and rules.can_record(user, order.centre)
    team = KINDS[Order.Kind.APPOINTMENT] if issued.effects.get("kind") == "appoint_team" and not struck else None
    said = {"issued": issued, "struck": struck, "can_strike": can_strike, "team": team}
    return Section("orders/recorded/section.html", said, is_above=True)
