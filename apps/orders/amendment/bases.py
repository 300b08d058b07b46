"""Orders that may be amended: in force or about to be, not amending ones (ZTP § 91), with a text in the program."""

from django.db.models import QuerySet

from apps.accounts.models import Centre
from apps.orders.models import AMENDING_KINDS, IssuedOrder, Order
from apps.orders.relations import shown_relations
from apps.orders.repealing import repealable


def amendable(centre: Centre) -> QuerySet[IssuedOrder]:
    found = repealable(centre).defer(None).exclude(kind=Order.Kind.DISSOLUTION).filter(text__body__0__isnull=False)
    return found.select_related("order__pilot").order_by("-year", "-number")


def is_amendable(issued: IssuedOrder) -> bool:
    """The same of one order, for the page that shows it: from what that page has read already."""
    related = shown_relations(issued)
    is_amending = issued.kind in AMENDING_KINDS or "amends" in issued.effects
    ends_a_team = issued.kind == Order.Kind.DISSOLUTION
    is_gone = bool(related.struck or related.repealed_by)
    return bool(issued.text.get("body")) and not (is_amending or ends_a_team or is_gone)


def base_of(centre: Centre, order_pk: str) -> IssuedOrder | None:
    if not (order_pk.isdecimal() and len(order_pk) < 19):
        return None
    return amendable(centre).filter(order_id=order_pk).first()
