"""What an order will do, in words, before it is issued."""

import datetime
from typing import Any

from apps.accounts.models import Person, User
from apps.core.errors import DomainError
from apps.orders import rules
from apps.orders.amending.changes import change_from_json
from apps.orders.amending.reading import Amended
from apps.orders.amendment.clashes import clashes, paths_of
from apps.orders.amendment.doubts import doubts
from apps.orders.models import IssuedOrder, Order
from apps.teams.models import ExpertDocument

from . import composition, introduced, losses, works


def effects_of(order: Order, today: datetime.date) -> dict[str, Any]:
    """Who becomes whom since when and by which provision, what the team works on, what is amended and repealed, and
    who loses what."""
    effects, since = order.effects, rules.effective_day(order, today)
    change, ended = composition.change_of(order, since), composition.ended_by_repeal(order, since)
    return {
        "since": since,
        "is_retroactive": since < today,
        "team": effects.get("team", {}).get("name", ""),
        "people": composition.appointed(effects.get("composition", [])) if _appoints(effects) else [],
        "change": change,
        "rules": composition.rules_changed(order, since),
        "amended": _amended(order, since),
        "repealed": _repealed(effects),
        "introduced": effects.get("introduces", {}),
        "dissolved": effects.get("dissolves", {}),
        "products": works.products(order),
        "documents": list(ExpertDocument.objects.filter(pk__in=effects.get("documents", []), pilot=order.pilot_id)),
        "provisions": effects.get("provisions", {}),
        "told": told_people(effects),
        "without_account": _without_account(effects),
        "others": [*works.others_at_work(order), *introduced.warnings_of(order)],
        "losses": losses.losses_of(order, change, since, today),
        "ended": [(one, losses.losses_of(order, one, since, today)) for one in ended],
        "rival_drafts": _rival_drafts(order),
    }


def _appoints(effects: dict[str, Any]) -> bool:
    return effects.get("kind") == "appoint_team"


def told_people(effects: dict[str, Any]) -> list[User]:
    return list(User.objects.filter(is_active=True, person__in=effects.get("tell", [])).order_by("full_name"))


def _without_account(effects: dict[str, Any]) -> list[Person]:
    """Those who cannot be told by the program, in the order of the text."""
    people = Person.objects.filter(pk__in=effects.get("tell", [])).exclude(user__is_active=True).in_bulk()
    return [people[pk] for pk in effects.get("tell", []) if pk in people]


def _amended(order: Order, since: datetime.date) -> dict[str, Any] | None:
    """The order that is amended and by which provision, with how many changes, and what is doubtful about them."""
    said, changes = order.effects.get("amends"), order.effects.get("changes", [])
    if not said:
        return None
    older = IssuedOrder.objects.filter(order_id=said["order"]).first()
    counted = {"order": older, "provision": said.get("provision", ""), "count": len(changes)}
    return counted | {"doubts": _doubts(older, changes, since)}


def _doubts(older: IssuedOrder | None, changes: list[dict[str, Any]], since: datetime.date) -> list[str]:
    try:
        return doubts(Amended(older), tuple(map(change_from_json, changes)), since) if older and changes else []
    except DomainError:  # the page refuses such a draft in words of its own
        return []


def _repealed(effects: dict[str, Any]) -> list[dict[str, Any]]:
    said = {one["order"]: one.get("provision", "") for one in effects.get("repeals", [])}
    orders = IssuedOrder.objects.filter(order_id__in=said).defer("text", "effects").order_by("year", "number")
    return [{"order": order, "provision": said[order.order_id]} for order in orders]


def _rival_drafts(order: Order) -> list[dict[str, Any]]:
    """Other drafts that change the same units of the same order, or end it: when one is issued, the other is void."""
    if not order.amends_id:
        return []
    clashing = clashes(order.amends, paths_of(order), besides=order)
    found = {clash.order.pk: {"order": clash.order, "units": clash.units} for clash in clashing}
    drafts = Order.objects.filter(amends=order.amends_id, status=Order.Status.DRAFT).exclude(pk=order.pk)
    if order.kind != Order.Kind.DISSOLUTION:
        drafts = drafts.filter(kind=Order.Kind.DISSOLUTION)
    return [*found.values(), *({"order": draft, "units": ()} for draft in drafts if draft.pk not in found)]
