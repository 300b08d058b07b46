"""Who is told that an order was issued: the people its effects name under `tell`. The message is written and sent by
the background worker; it exists exactly when the order does, since it is queued in the same transaction."""

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django_tasks import task

from apps.accounts.models import User

from .models import IssuedOrder

BODY = """Dzień dobry,

zostało wydane zarządzenie nr {number} w sprawie {subject}.
Dotyczy ono Państwa udziału. Treść zarządzenia:

{address}

Wiadomość wysłał program ośrodka ({centre}). Prosimy na nią nie odpowiadać.
"""


def messages(issued: IssuedOrder) -> list[EmailMessage]:
    """One message to each person with an account; nobody sees the others' addresses."""
    told = User.objects.filter(is_active=True, person__in=issued.effects.get("tell", []))
    subject = f"Zarządzenie nr {issued.number_text} w sprawie {issued.subject}"
    body = BODY.format(
        number=issued.number_text,
        subject=issued.subject,
        address=settings.BASE_URL + issued.order.get_absolute_url(),
        centre=issued.centre.short_name,
    )
    return [EmailMessage(subject, body, to=[user.email]) for user in told.order_by("pk")]


@task()
def tell_people(issued_pk: int) -> int:
    issued = IssuedOrder.objects.select_related("order", "centre").get(pk=issued_pk)
    return get_connection().send_messages(messages(issued)) or 0
