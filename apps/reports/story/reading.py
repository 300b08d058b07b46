"""The whole story of one product: for its centre everything, for WRZOS what follows the hand-over."""

from typing import Any

from apps.accounts.models import User
from apps.core import clock
from apps.opinions.models import Opinion

from . import events
from .events import Event

OF_THE_CENTRE = (
    events.orders,
    events.tasks,
    events.evidence,
    events.writing,
    events.circulations,
    events.ballots,
    events.dissents,
    events.confirmations,
    events.resumptions,
)
FOR_EVERYBODY = (events.handing_over,)


def story_of(opinion: Opinion, user: User) -> list[Event]:
    """In the order in which it happened."""
    asked = FOR_EVERYBODY if user.is_wrzos else (*OF_THE_CENTRE, *FOR_EVERYBODY)
    return sorted((event for ask in asked for event in ask(opinion)), key=lambda event: event.at)


def context_of(opinion: Opinion, told: list[Event]) -> dict[str, Any]:
    """Of templates/pdf/product_story.html and of the page."""
    pilot = opinion.pilot
    return {
        "document": {
            "title": f"Historia produktu {opinion.product.code}: {opinion.name} – {pilot.centre.short_name}",
            "centre_name": pilot.centre.name,
            "financing_line": pilot.financing_line or pilot.centre.financing_line,
            "draft": False,
            "example": pilot.centre.is_example,
            "code": "",
            "verify_url": "",
        },
        "opinion": opinion,
        "pilot": pilot,
        "story": told,
        "made_on": clock.today(),
    }
