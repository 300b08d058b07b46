"""What a person should know of the amended text before changing it, though nothing forbids the change."""

import datetime

from apps.core.polish import day_in_words
from apps.orders.amending.changes import Change
from apps.orders.amending.checking import touched
from apps.orders.amending.reading import Amended, what_it_does
from apps.orders.amending.units import cited
from apps.orders.models import IssuedOrder
from apps.orders.rules import as_sentence

from .final import misplaced

TOO_EARLY = (
    "Zarządzenie nr {number} wejdzie w życie dopiero {day} Jego zmiana zwykle wchodzi w życie tego samego dnia albo "
    "później."
)


def too_early(base: IssuedOrder, day: datetime.date) -> str:
    """That the amended order itself is not in force yet on the day."""
    if base.effective_on <= day:
        return ""
    return TOO_EARLY.format(number=base.number_text, day=day_in_words(base.effective_on))


def coming_changes(read: Amended, day: datetime.date) -> list[str]:
    """Amendments already made that come into force after the day, with the units that they change."""
    return [_coming(one) for one in read.amendments if one.effective_on > day]


def doubts(read: Amended, changes: tuple[Change, ...], day: datetime.date) -> list[str]:
    early = too_early(read.issued, day)
    return [*([early] if early else []), *coming_changes(read, day), *misplaced(read.tree_on(day), changes)]


def _coming(amendment: IssuedOrder) -> str:
    changes = what_it_does(amendment).changes
    units = dict.fromkeys(cited(path) for change, _ in changes for path in touched(change) if path)
    said = f"Od {day_in_words(amendment.effective_on)} brzmienie zmieni zarządzenie nr {amendment.number_text}"
    return f"{said}: {', '.join(units)}." if units else as_sentence(said)
