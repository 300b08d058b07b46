"""Orders that are not public yet, in a centre that publishes its orders: for who publishes them."""

import datetime

from django.urls import reverse

from apps.accounts.models import User
from apps.core import clock
from apps.core.polish import plural
from apps.publication.reading import unpublished
from apps.publication.rules import MAY_PUBLISH

from .matter import Matter, Matters

LATELY = datetime.timedelta(days=60)  # not every order belongs in the bulletin: after that nobody is asked again
ONE_BY_ONE = 3


def collect(user: User, found: Matters) -> None:
    if not user.has_role(*MAY_PUBLISH):
        return
    orders = list(unpublished(user.centre, clock.now() - LATELY).order_by("-issued_at"))
    why = "Ośrodek publikuje swoje zarządzenia, a robi to dyrektor albo pracownik kadr."
    for order in orders[:ONE_BY_ONE]:
        url = reverse("publication:publish", args=[order.order_id])
        what = f"Zarządzenia nr {order.number_text} nie ma w BIP"
        found.mine.append(Matter(what, url, "Przygotuj publikację", why, optional=True))
    if more := len(orders[ONE_BY_ONE:]):
        what = f"Oprócz nich nie ma w BIP jeszcze {more} {plural(more, 'zarządzenia', 'zarządzeń', 'zarządzeń')}"
        found.mine.append(Matter(what, reverse("orders:register"), "Zobacz rejestr", why, optional=True))
