"""Who is told that an order was issued: the people its effects name under `tell`. Each gets a letter of their own,
queued in the transaction of issuing, so that it exists exactly when the order does; nobody sees others' addresses."""

from functools import partial

from django.conf import settings

from apps.accounts.models import Person, User
from apps.core import letters

from .models import IssuedOrder

BODY = """Dzień dobry,

zostało wydane zarządzenie nr {number} {title}.
Dotyczy ono Państwa udziału. Treść zarządzenia:

{address}
{handover}
Wiadomość wysłał program ośrodka ({centre}). Prosimy na nią nie odpowiadać.
"""


def tell_people(issued: IssuedOrder) -> None:
    """One letter to each person of the centre with an account."""
    subject = f"Zarządzenie nr {issued.number_text} {issued.title}"
    body = partial(
        BODY.format,
        number=issued.number_text,
        title=issued.title,
        address=settings.BASE_URL + issued.order.get_absolute_url(),
        centre=issued.centre.short_name,
    )
    handovers = issued.effects.get("handover", [])
    people = Person.objects.in_bulk([one[side] for one in handovers for side in ("from", "to")]) if handovers else {}
    told = User.objects.filter(is_active=True, person__centre=issued.centre, person__in=issued.effects.get("tell", []))
    for user in told.order_by("pk"):
        letters.enqueue(user.email, subject, body(handover=_handover(user, handovers, people)))


def _handover(user: User, handovers: list[dict], people: dict[int, Person]) -> str:
    """What the person hands over and takes over, and from or to whom."""
    mine = [one for one in handovers if user.person_id in (one["from"], one["to"])]
    lines = [f"- {one['what']}: dotąd {people[one['from']]}, teraz {people[one['to']]}" for one in mine]
    return "\n".join(["", "Przekazanie pracy:", *lines, ""]) if lines else ""
