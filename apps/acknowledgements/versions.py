"""Which text of an order people are asked to read: as issued, or as amended by the orders in force."""

import datetime
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from apps.core.polish import day_in_words
from apps.orders import pdf
from apps.orders.amending.pdf import sheet_on
from apps.orders.amending.reading import Amended, tree_on
from apps.orders.models import IssuedOrder, Relation
from apps.orders.relations import relations_of
from apps.orders.text import sheet_lines, to_json

from .models import ReadingRequest


@dataclass(frozen=True)
class Version:
    """The text of `issued` on `day`, last changed by `amended_by` (None: nobody changed it)."""

    issued: IssuedOrder
    amended_by: IssuedOrder | None
    day: datetime.date

    @cached_property
    def text(self) -> dict[str, Any]:
        if self.amended_by is None:
            return self.issued.text
        return self.issued.text | {"body": to_json(tree_on(self.issued, self.day))}

    @cached_property
    def hash(self) -> str:
        """Of an issued text its own; of a consolidated one SHA-256 of its words."""
        if self.amended_by is None:
            return self.issued.text_hash
        lines = sheet_lines(self.text, self.issued.number_text, day_in_words(self.issued.signed_on))
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()

    @cached_property
    def sheet(self) -> dict[str, Any]:
        """Of an amended order the consolidated text, with its footnotes."""
        return pdf.issued_sheet(self.issued) if self.amended_by is None else sheet_on(Amended(self.issued), self.day)


def version_on(issued: IssuedOrder, day: datetime.date) -> Version:
    """The text that binds on the day (before the order enters into force: as issued)."""
    return Version(issued, last_amendment(issued, day), day)


def version_of(request: ReadingRequest) -> Version:
    """The text that the request asked to read. When the hash is not the request's, it was changed backwards since."""
    by = request.as_amended_by
    return version_on(request.issued_order, max(by.effective_on, by.signed_on)) if by else _as_issued(request)


def _as_issued(request: ReadingRequest) -> Version:
    return Version(request.issued_order, None, request.issued_order.signed_on)


def last_amendment(issued: IssuedOrder, day: datetime.date) -> IssuedOrder | None:
    """The order that changed the text last."""
    return last_of(relations_of(issued).amended_by, day)


def last_of(amended_by: Iterable[Relation], day: datetime.date) -> IssuedOrder | None:
    """The same of relations already read. An order that works backwards changed the text the day it was signed."""
    by = [relation for relation in amended_by if relation.since_on <= day]
    latest = max(by, key=_changed_on, default=None)
    return latest.newer if latest else None


def _changed_on(relation: Relation) -> tuple[datetime.date, int, int]:
    newer = relation.newer
    return max(relation.since_on, newer.signed_on), newer.year, newer.number


def is_repealed(issued: IssuedOrder, day: datetime.date) -> bool:
    return Relation.objects.filter(older=issued, kind=Relation.Kind.REPEALS, since_on__lte=day).exists()
