"""What an issued order says on a day, read from the orders that amend it."""

import datetime

from apps.orders.models import IssuedOrder
from apps.orders.text import Node


def amendments_of(issued: IssuedOrder) -> list[IssuedOrder]:
    """Orders that amend it, by entry into force, then by number."""
    raise NotImplementedError


def tree_on(issued: IssuedOrder, day: datetime.date) -> tuple[Node, ...]:
    """Its body that day, labelled, every amendment in force applied."""
    raise NotImplementedError
