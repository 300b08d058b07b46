"""Orders that may be amended: in force or about to be, not amending ones (ZTP § 91), with a text in the program."""

from django.db.models import QuerySet

from apps.accounts.models import Centre
from apps.orders.models import IssuedOrder, Order
from apps.orders.repealing import repealable


def amendable(centre: Centre) -> QuerySet[IssuedOrder]:
    found = repealable(centre).defer(None).exclude(kind=Order.Kind.DISSOLUTION).filter(text__body__0__isnull=False)
    return found.select_related("order__pilot").order_by("-year", "-number")


def is_amendable(order: Order) -> bool:
    return amendable(order.centre).filter(order=order).exists()


def base_of(centre: Centre, order_pk: str) -> IssuedOrder | None:
    if not (order_pk.isdecimal() and len(order_pk) < 19):
        return None
    return amendable(centre).filter(order_id=order_pk).first()
