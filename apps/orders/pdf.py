"""The sheet of an order: one context for the page, the draft's PDF and the frozen one."""

import datetime
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from apps.core.polish import day_in_words, typography
from apps.documents.rendering import verification_url

from .models import IssuedOrder, Order
from .text import from_json, order_text, printed, printed_annexes, title

UNSAID = {"issuer": "", "subject": "", "opening": "", "body": [], "signature": []}
NO_NUMBER, NO_DAY = "……", "……………… r."


def sheet(text: dict[str, Any], number_text: str, day: str) -> dict[str, Any]:
    """What stands on the paper, in the words and capitals that are printed."""
    text = UNSAID | text
    return {
        "number": typography(f"Zarządzenie nr {number_text}".upper()),
        "issuer": typography(text["issuer"].upper()),
        "day": typography(f"z dnia {day}"),
        "subject": typography(title(text)),
        "opening": typography(text["opening"]),
        "provisions": printed(from_json(text["body"])),
        "signature": [typography(line) for line in text["signature"]],
        "annexes": printed_annexes(text, number_text, day),
    }


def draft_sheet(order: Order, number_text: str = NO_NUMBER, day: str = NO_DAY) -> dict[str, Any]:
    return sheet(order_text(order), number_text, day)


def issued_sheet(issued: IssuedOrder) -> dict[str, Any]:
    return sheet(issued.text, issued.number_text, day_in_words(issued.signed_on))


@dataclass(frozen=True)
class _Paper:
    """An issued order by what never changes about it."""

    pk: int
    text_hash: str
    number_text: str
    signed_on: datetime.date
    issued: IssuedOrder = field(compare=False)


def issued_paper(issued: IssuedOrder) -> SafeString:
    """The same as HTML for pages, kept in memory: what is issued never changes."""
    return _html_of(_Paper(issued.pk, issued.text_hash, issued.number_text, issued.signed_on, issued))


@lru_cache(maxsize=256)
def _html_of(paper: _Paper) -> SafeString:
    return render_to_string("orders/order/paper.html", {"sheet": issued_sheet(paper.issued)})


def issued_context(issued: IssuedOrder, code: str) -> dict[str, Any]:
    named = f"Zarządzenie nr {issued.number_text} {issued.title}"
    document = document_of(issued.order, named) | {"code": code, "verify_url": verification_url(code)}
    return {"document": document, "sheet": issued_sheet(issued)}


def draft_context(order: Order) -> dict[str, Any]:
    named = f"Projekt zarządzenia {order.title_prefix} {order.subject or '…'}"
    return {"document": document_of(order, named) | {"draft": True}, "sheet": draft_sheet(order)}


def document_of(order: Order, named: str) -> dict[str, Any]:
    pilot = order.pilot
    return {
        "title": named,
        "centre_name": order.centre.name,
        "financing_line": (pilot.financing_line or order.centre.financing_line) if pilot else "",
        "draft": False,
        "example": order.centre.is_example,
        "code": "",
        "verify_url": "",
    }
