"""Letters to people who are asked to read an order: each a letter of their own, queued in the deed's transaction."""

from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse

from apps.accounts.models import Person
from apps.core import letters
from apps.core.polish import day_in_words
from apps.orders.models import IssuedOrder

from . import rules, words
from .models import ReadingRequest

BODY = """Dzień dobry,

{opening} z {order}{until}. Treść zarządzenia i przycisk potwierdzenia:

{address}

Wiadomość wysłał program ośrodka ({centre}). Prosimy na nią nie odpowiadać.
"""


def ask(request: ReadingRequest, people: Iterable[Person]) -> int:
    """How many letters were queued."""
    return _write(request, people, "Prośba o zapoznanie się", "prosimy o zapoznanie się")


def remind(request: ReadingRequest, people: Iterable[Person]) -> int:
    opening = "przypominamy o prośbie, na którą jeszcze czekamy: prosimy o zapoznanie się"
    return _write(request, people, "Przypomnienie: prośba o zapoznanie się", opening)


def _write(request: ReadingRequest, people: Iterable[Person], about: str, opening: str) -> int:
    issued = request.issued_order
    subject = f"{about}: zarządzenie nr {issued.number_text} {issued.title}"
    body = BODY.format(
        opening=opening,
        order=words.with_the_order(issued),
        until=f" i potwierdzenie tego do {day_in_words(request.due_on).removesuffix('.')}" if request.due_on else "",
        address=address(issued),
        centre=issued.centre.short_name,
    )
    written = [person for person in people if rules.can_confirm_in_the_program(person)]
    for person in written:
        letters.enqueue(person.account.email, subject, body)
    return len(written)


def address(issued: IssuedOrder) -> str:
    return settings.BASE_URL + reverse("acknowledgements:read", args=[issued.order_id])
