"""„Moje sprawy”: what waits for a person, each as a sentence with a link, a last day and the reason why it is theirs.
Every collector asks a constant number of queries, whatever the number of rows."""

from django.core.cache import caches

from apps.accounts.models import User
from apps.core import clock
from apps.core.pulse import pulse_of
from apps.orders.rules import can_draft

from . import (
    centres,
    documents,
    duties,
    handovers,
    meetings,
    opinions,
    orders,
    people,
    publication,
    readings,
    sections,
    structure,
    tasks,
    topics,
)
from .matter import Matters

COLLECTORS = [
    orders.collect,
    readings.collect,
    opinions.collect,
    sections.collect,
    tasks.collect,
    documents.collect,
    topics.collect,
    meetings.collect,
    duties.collect,
    structure.collect,
    people.collect,
    publication.collect,
    handovers.collect,
]


def matters_of(user: User) -> Matters:
    """What waits for the person; remembered until something changes in their centre, or the day does (ADR 0024)."""
    if not user.centre_id:
        return collected(user)
    key = f"matters-{user.pk}-{clock.today()}-{pulse_of(user.centre_id)}"
    return caches["memory"].get_or_set(key, lambda: collected(user))


def collected(user: User) -> Matters:
    """What waits for the person, the soonest deadline first, and what waits for others."""
    found = Matters()
    for collect in COLLECTORS if user.centre_id else [centres.collect]:
        collect(user, found)
    found.in_time_order()
    found.may_draft = can_draft(user)
    return found
