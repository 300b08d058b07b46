"""What the page of an order says about other orders."""

from apps.accounts.models import User
from apps.orders.models import Order
from apps.orders.relations import shown_relations
from apps.orders.sections import Section, on_the_page_of_an_order


@on_the_page_of_an_order
def relations(order: Order, user: User) -> Section | None:
    """What it changes and repeals, and by what it is changed and repealed; nothing when it stands alone."""
    issued = getattr(order, "issued", None)
    related = shown_relations(issued) if issued else None
    if not related:
        return None
    said = [
        ("Zmienia", [(one, one.older) for one in related.amends]),
        ("Zmienione przez", [(one, one.newer) for one in related.amended_by]),
        ("Uchyla", [(one, one.older) for one in related.repeals]),
        ("Uchylone przez", [(one, one.newer) for one in related.repealed_by]),
    ]
    return Section("orders/register/relations.html", {"groups": [(word, found) for word, found in said if found]})
