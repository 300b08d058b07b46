"""What rooms above have built on an entry from paper. Each hands over its question when it starts (in
AppConfig.ready), so that orders knows none of them by name."""

from collections.abc import Callable

from apps.orders.models import IssuedOrder

Objector = Callable[[IssuedOrder], str]
_objectors: list[Objector] = []


def objects_to_striking(objector: Objector) -> Objector:
    """Decorator: ask this function before an entry is struck. It says why not, or nothing."""
    _objectors.append(objector)
    return objector


def objection(issued: IssuedOrder) -> str:
    """The first that a room above has; empty: none."""
    return next(filter(None, (objector(issued) for objector in _objectors)), "")
