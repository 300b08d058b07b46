"""Steps that an order carries out: which order introduces the document, or that there is none yet."""

from dataclasses import dataclass

from apps.core import clock
from apps.orders.introduction.content import DOCUMENTS
from apps.orders.models import IssuedOrder
from apps.orders.relations import Standing, standings_on
from apps.projects.models import Pilot


@dataclass(frozen=True)
class Introduction:
    """`key` and `document`: what is introduced, as orders name it and as a title; `issued`: the newest order that
    introduces it, if any."""

    key: str
    document: str
    issued: IssuedOrder | None = None
    standing: Standing | None = None

    @property
    def is_introduced(self) -> bool:
        return self.standing is not None and self.standing.is_in_force


def introductions(pilot: Pilot, keys: set[str]) -> dict[str, Introduction]:
    """By key of the document: the order of the centre that introduces it; one in force before any other."""
    if not keys:
        return {}
    orders = IssuedOrder.objects.filter(centre=pilot.centre_id, effects__introduces__what__in=sorted(keys))
    found = list(orders.not_struck().defer("text"))
    standings = standings_on(found, clock.today())
    return {key: _one(key, found, standings) for key in keys}


def _one(key: str, orders: list[IssuedOrder], standings: dict[int, Standing]) -> Introduction:
    title = DOCUMENTS[key].nominative if key in DOCUMENTS else key
    speaking = [one for one in orders if one.effects["introduces"]["what"] == key]
    in_order = sorted(speaking, key=lambda one: (standings[one.pk].is_in_force, one.signed_on, one.pk))
    if not in_order:
        return Introduction(key, title)
    return Introduction(key, title, in_order[-1], standings[in_order[-1].pk])
