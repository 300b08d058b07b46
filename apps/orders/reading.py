"""The story of one order. The register of all is in apps.orders.register."""

import datetime
from typing import Any

from django.utils import timezone

from apps.core import clock
from apps.core.models import AuditEvent

from .models import IssuedOrder, Order, Relation
from .relations import shown_relations

_DEEDS = {
    "order.drafted": "Założono projekt.",
    "order.issued": "Wydano zarządzenie nr {number}.",
    "order.recorded": "Wpisano zarządzenie nr {number} wydane przed programem.",
    "order.entry_struck": "Unieważniono wpis. Powód: {reason}",
    "order.sent_to_adviser": "Przekazano radcy prawnemu.",
    "order.legally_agreed": "Uzgodniono pod względem prawnym.",
    "order.legally_returned": "Radca prawny zwrócił projekt z uwagami.",
    "order.signed_copy_attached": "Dołączono podpisany egzemplarz: {words}.",
    "order.published": "Opublikowano w BIP.",
    "order.published_again": "Opublikowano w BIP nową wersję.",
    "order.withdrawn": "Wycofano publikację w BIP.",
    "order.reading_asked": "Poproszono o zapoznanie się: {whom}.",
    "order.reading_reminded": "Wysłano przypomnienie o zapoznaniu się do {whom}.",
    "order.signatures_noted": "Odnotowano podpisy {whom} na papierowej liście zapoznania się.",
}


def story(order: Order) -> list[dict[str, Any]]:
    """What happened to the order and what other orders did to it, newest first, in sentences."""
    told = _deeds(order)
    if order.status == Order.Status.DRAFT and order.changed_by and order.version > 1:
        told.insert(0, {"at": order.changed_at, "who": order.changed_by.full_name, "what": "Ostatni zapis projektu."})
    if issued := getattr(order, "issued", None):
        told = sorted([*told, *_done_by_others(issued)], key=lambda event: _day_of(event["at"]), reverse=True)
    return told


def _deeds(order: Order) -> list[dict[str, Any]]:
    events = AuditEvent.objects.filter(object_type="orders.order", object_id=order.pk).order_by("-pk")
    return [
        {"at": at, "who": who, "what": _DEEDS[verb].format_map(data)}
        for at, who, verb, data in events.values_list("at", "actor_name", "verb", "data")
        if verb in _DEEDS
    ]


def _done_by_others(issued: IssuedOrder) -> list[dict[str, Any]]:
    related = shown_relations(issued)
    told = [(("Zmienione", "Zmieni je"), relation) for relation in related.amended_by]
    told += [(("Uchylone", "Uchyli je"), relation) for relation in related.repealed_by]
    return [
        {
            "at": relation.since_on,
            "who": "",
            "what": _done(*verbs, relation),
            "link": relation.newer.get_absolute_url(),
        }
        for verbs, relation in reversed(told)
    ]


def _done(done: str, will_do: str, relation: Relation) -> str:
    """„Zmienione zarządzeniem nr 31/2018.”, and before its day „Zmieni je zarządzenie nr 31/2018.”"""
    number = relation.newer.number_text
    if relation.since_on > clock.today():
        return f"{will_do} zarządzenie nr {number}."
    return f"{done} zarządzeniem nr {number}."


def _day_of(at: Any) -> Any:
    """A moment's day in Warsaw; a day as it is."""
    return timezone.localtime(at).date() if isinstance(at, datetime.datetime) else at
