"""How a draft stands with the legal adviser: sent, agreed, returned, or agreed in an earlier wording."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from apps.accounts.models import Role, User
from apps.orders.models import LegalRequest, LegalReview, Order
from apps.orders.pdf import NO_DAY, NO_NUMBER
from apps.orders.text import order_text, sheet_lines, text_hash


@dataclass(frozen=True)
class LegalStanding:
    """The newest request and the newest word of the adviser, held against the draft as it reads in memory."""

    order: Order
    request: LegalRequest | None = None
    review: LegalReview | None = None

    @cached_property
    def text_hash(self) -> str:
        return text_hash(order_text(self.order), self.order.effects)

    @property
    def is_waiting(self) -> bool:
        """It is the adviser's move."""
        return self.request is not None and (self.review is None or self.request.asked_at > self.review.reviewed_at)

    @property
    def is_agreed(self) -> bool:
        """The adviser's last word is an agreement to exactly this text."""
        return self.review is not None and self.review.is_agreed and self.review.text_hash == self.text_hash

    @property
    def is_outdated(self) -> bool:
        """The agreement concerned an earlier text."""
        return self.review is not None and self.review.is_agreed and self.review.text_hash != self.text_hash

    @property
    def is_returned(self) -> bool:
        return self.review is not None and not self.review.is_agreed

    @property
    def has_changed(self) -> bool:
        """The text is another one than the adviser's last word was about."""
        return self.review is not None and self.review.text_hash != self.text_hash


def standing_of(order: Order) -> LegalStanding:
    return standings([order])[order.pk]


def standings(orders: Iterable[Order]) -> dict[int, LegalStanding]:
    """By primary key, in two queries for any number of drafts, in one when none was sent: the adviser judges what was
    sent to one."""
    orders = list(orders)
    requests = _newest(LegalRequest.objects.all(), [order.pk for order in orders])
    reviews = _newest(LegalReview.objects.defer("text"), requests) if requests else {}
    return {order.pk: LegalStanding(order, requests.get(order.pk), reviews.get(order.pk)) for order in orders}


def _newest(rows: QuerySet[Any], orders: Iterable[int]) -> dict[int, Any]:
    found = rows.filter(order_id__in=orders).order_by("order_id", "-pk").distinct("order_id")
    return {row.order_id: row for row in found}


def advisers(centre_id: int) -> list[User]:
    """Who may agree orders of the centre and can log in."""
    holding = User.objects.filter(person__centre_id=centre_id, is_active=True)
    holding = holding.filter(person__grants__role=Role.LEGAL, person__grants__revoked_at=None)
    return list(holding.order_by("full_name", "pk"))


def lines_of(text: dict[str, Any]) -> list[str]:
    """The text in lines, without number and day, which come with issuing."""
    return sheet_lines(text, NO_NUMBER, NO_DAY)


def differences(before: list[str], after: list[str]) -> list[tuple[str, str]]:
    """Lines that one text has and the other has not, in order: („old” | „new”, line)."""
    found = []
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind != "equal":
            found += [("old", line) for line in before[a:b]] + [("new", line) for line in after[c:d]]
    return found


def past_of(order: Order) -> list[Any]:
    """All requests and reviews of the order, the newest first."""
    rows = [*order.legal_requests.all(), *order.legal_reviews.defer("text")]
    return sorted(rows, key=lambda row: getattr(row, "asked_at", None) or row.reviewed_at, reverse=True)
