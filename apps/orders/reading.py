"""What the pages of orders show: the register, and the story of one order."""

from typing import Any

from django.db.models import Func, Q, QuerySet, Value
from django.db.models.functions import Lower

from apps.accounts.models import User
from apps.core.models import AuditEvent

from .models import IssuedOrder, Order

_WITH, _WITHOUT = "ąćęłńóśźż", "acelnoszz"
_DEEDS = {
    "order.drafted": "Założono projekt.",
    "order.issued": "Wydano zarządzenie nr {number}.",
    "order.reading_asked": "Poproszono o zapoznanie się: {whom}.",
    "order.reading_reminded": "Wysłano przypomnienie o zapoznaniu się do {whom}.",
    "order.signatures_noted": "Odnotowano podpisy {whom} na papierowej liście zapoznania się.",
}


def plain(text: str) -> str:
    """Small letters without Polish signs, for searching."""
    return text.lower().translate(str.maketrans(_WITH, _WITHOUT))


def register(user: User, *, year: int | None = None, sought: str = "") -> QuerySet[IssuedOrder]:
    """Issued orders of the person's centre, newest first."""
    found = IssuedOrder.objects.filter(centre_id=user.centre_id or 0).defer("text", "effects")
    if year:
        found = found.filter(year=year)
    if sought:
        found = found.annotate(plain_subject=_plain("subject"))
        found = found.filter(Q(plain_subject__contains=plain(sought)) | Q(number_text__startswith=sought))
    return found


def _plain(column: str) -> Func:
    return Func(Lower(column), Value(_WITH), Value(_WITHOUT), function="translate")


def years(user: User) -> list[int]:
    found = IssuedOrder.objects.filter(centre_id=user.centre_id or 0).order_by("-year")
    return list(found.values_list("year", flat=True).distinct())


def drafts(user: User) -> QuerySet[Order]:
    found = Order.objects.visible_to(user).filter(status=Order.Status.DRAFT)
    return found.select_related("changed_by").defer("legal_basis", "body", "effects").order_by("-changed_at")


def story(order: Order) -> list[dict[str, Any]]:
    """What happened to the order, newest first, in sentences."""
    events = AuditEvent.objects.filter(object_type="orders.order", object_id=order.pk).order_by("-pk")
    told = [
        {"at": event.at, "who": event.actor_name, "what": _DEEDS[event.verb].format_map(event.data)}
        for event in events
        if event.verb in _DEEDS
    ]
    if order.status == Order.Status.DRAFT and order.changed_by and order.version > 1:
        told.insert(0, {"at": order.changed_at, "who": order.changed_by.full_name, "what": "Ostatni zapis projektu."})
    return told
