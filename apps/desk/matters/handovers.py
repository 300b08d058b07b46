"""Work that an order hands from one person to another: told to both, for a month after it takes effect."""

import datetime

from apps.accounts.models import Person, User
from apps.core import clock
from apps.core.polish import day_in_words
from apps.orders.models import IssuedOrder

from .matter import Matter, Matters

SHOWN_FOR = datetime.timedelta(days=30)


def collect(user: User, found: Matters) -> None:
    since = clock.today() - SHOWN_FOR
    orders = IssuedOrder.objects.filter(centre=user.centre_id, effects__has_key="handover", effective_on__gte=since)
    light = orders.only("order", "number_text", "effective_on", "effects")
    told = [(order, one) for order in light for one in order.effects["handover"]]
    mine = [(order, one) for order, one in told if user.person_id in (one["from"], one["to"])]
    people = Person.objects.in_bulk([one[side] for _, one in mine for side in ("from", "to")]) if mine else {}
    for order, one in mine:
        found.handovers.append(_matter(order, one, people, user.person_id))


def _matter(order, one, people, me):
    takes = one["to"] == me
    other = people.get(one["from"] if takes else one["to"])
    what = f"Przejmujesz: {one['what']}" if takes else f"Przekazujesz: {one['what']}"
    who = f"dotąd: {other}" if takes else f"przejmuje: {other}"
    why = f"{who}, od {day_in_words(order.effective_on).removesuffix('.')}., zarządzenie nr {order.number_text}"
    return Matter(what, order.get_absolute_url(), "Przeczytaj zarządzenie", why)
