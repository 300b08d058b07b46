"""The sheet of a consolidated text: one context for the page and the PDF."""

import datetime
from typing import Any

from apps.core.polish import day_in_words, typography
from apps.orders.models import IssuedOrder
from apps.orders.pdf import document_of
from apps.orders.text import printed, printed_annexes

from .citing import GENITIVE, INSTRUMENTAL, NOMINATIVE, short_act
from .reading import Amended

WARNING = (
    "Tekst ujednolicony przygotował program na podstawie wydanych zarządzeń. Służy informacji i nie jest tekstem "
    "jednolitym: wiąże treść zarządzenia i zarządzeń, które je zmieniają."
)


def sheet_on(read: Amended, day: datetime.date) -> dict[str, Any]:
    """What stands on the paper."""
    issued, text, unknown = read.issued, read.consolidated_on(day), read.unknown(day)
    return {
        "name": typography(f"{short_act(issued, GENITIVE)}".upper()),
        "issuer": typography(issued.text.get("issuer", "").upper()),
        "dated": typography(f"z dnia {day_in_words(issued.signed_on)}"),
        "subject": typography(issued.title),
        "day": typography(f"stan na dzień {day_in_words(day)}"),
        "warning": typography(WARNING),
        "changes": [typography(_said(one, INSTRUMENTAL)) for one in read.in_force(day) if one not in unknown],
        "unknown": [typography(_said(one, GENITIVE)) for one in unknown],
        "coming": [typography(_said(one, NOMINATIVE)) for one in read.coming(day)],
        "opening": typography(issued.text.get("opening", "")),
        "provisions": printed(text.tree),
        "annexes": printed_annexes(issued.text, issued.number_text, day_in_words(issued.signed_on)),
        "footnotes": [{"number": note.number, "text": typography(note.text)} for note in text.footnotes],
    }


def context_on(read: Amended, day: datetime.date) -> dict[str, Any]:
    """Context of templates/pdf/consolidated.html."""
    named = f"Tekst ujednolicony {short_act(read.issued, GENITIVE)} – stan na dzień {day_in_words(day)}"
    return {"document": document_of(read.issued.order, named), "sheet": sheet_on(read, day)}


def _said(amendment: IssuedOrder, case: int) -> str:
    entry = f"w życie z dniem {day_in_words(amendment.effective_on)}"
    return f"{short_act(amendment, case)} z dnia {day_in_words(amendment.signed_on)} ({entry})"
