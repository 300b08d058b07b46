"""Who is told that an order was issued: the people its effects name under `tell`. Each gets a letter of their own,
queued in the transaction of issuing, so that it exists exactly when the order does; nobody sees others' addresses."""

from django.conf import settings

from apps.accounts.models import User
from apps.core import letters

from .models import IssuedOrder

BODY = """Dzień dobry,

zostało wydane zarządzenie nr {number} w sprawie {subject}.
Dotyczy ono Państwa udziału. Treść zarządzenia:

{address}

Wiadomość wysłał program ośrodka ({centre}). Prosimy na nią nie odpowiadać.
"""


def tell_people(issued: IssuedOrder) -> None:
    """One letter to each person of the centre with an account."""
    subject = f"Zarządzenie nr {issued.number_text} w sprawie {issued.subject}"
    body = BODY.format(
        number=issued.number_text,
        subject=issued.subject,
        address=settings.BASE_URL + issued.order.get_absolute_url(),
        centre=issued.centre.short_name,
    )
    told = User.objects.filter(is_active=True, person__centre=issued.centre, person__in=issued.effects.get("tell", []))
    for user in told.order_by("pk"):
        letters.enqueue(user.email, subject, body)
