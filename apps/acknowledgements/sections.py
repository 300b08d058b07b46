"""What the page of an order says about reading it: to who was asked, and to who may ask."""

from apps.accounts.models import User
from apps.core import clock
from apps.orders.models import Order
from apps.orders.relations import REPEALED, STRUCK, shown_relations, standing
from apps.orders.sections import Section, on_the_page_of_an_order

from . import reading, rules, words


@on_the_page_of_an_order
def my_move(order: Order, user: User) -> Section | None:
    """For who was asked and has not confirmed: the button; for who has: when."""
    issued = getattr(order, "issued", None)
    reader = reading.my_shown_reading(issued, user) if issued else None
    if reader is None:
        return None
    done = getattr(reader, "acknowledgement", None)
    said = {"order": order, "reader": reader, "done": done, "declared": words.declared(reader.person)}
    return Section("acknowledgements/reader/move.html", said, is_above=done is None)


@on_the_page_of_an_order
def readers(order: Order, user: User) -> Section | None:
    """For who may ask: how many have confirmed."""
    issued = getattr(order, "issued", None)
    if issued is None or not rules.may_manage(user, order.centre_id):
        return None
    stands = standing(issued, shown_relations(issued), clock.today()).key
    may_ask = stands not in (REPEALED, STRUCK)
    said = {"order": order, "board": reading.counted_board(issued, user), "may_ask": may_ask}
    return Section("acknowledgements/request/summary.html", said)
