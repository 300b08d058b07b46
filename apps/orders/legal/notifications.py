"""Letters about legal review. They say that something waits, not what the adviser wrote."""

from django.conf import settings
from django.urls import reverse

from apps.accounts.models import User
from apps.core import letters
from apps.orders.models import LegalReview, Order

ASKED = """Dzień dobry,

{who} przekazuje do uzgodnienia pod względem prawnym projekt zarządzenia {title}.

{address}

Wiadomość wysłał program ośrodka ({centre}). Prosimy na nią nie odpowiadać.
"""
ANSWERED = """Dzień dobry,

projekt zarządzenia {title}: {verdict}. Rozstrzygnięcie: {who}.

{address}

Wiadomość wysłał program ośrodka ({centre}). Prosimy na nią nie odpowiadać.
"""


def tell_advisers(order: Order, advisers: list[User], by: User) -> None:
    for adviser in advisers:
        letters.enqueue(adviser.email, f"Do uzgodnienia: projekt zarządzenia {_title(order)}", _said(ASKED, order, by))


def tell_who_asked(order: Order, review: LegalReview, asked_by: User) -> None:
    if asked_by.is_active:
        said = _said(ANSWERED, order, review.reviewed_by, verdict=review.get_verdict_display())
        letters.enqueue(asked_by.email, f"Radca prawny o projekcie zarządzenia {_title(order)}", said)


def _said(template: str, order: Order, by: User, **more: str) -> str:
    return template.format(
        who=by.full_name,
        title=_title(order),
        address=settings.BASE_URL + reverse("orders:legal", args=[order.pk]),
        centre=order.centre.short_name,
        **more,
    )


def _title(order: Order) -> str:
    return f"{order.title_prefix} {order.subject}"
