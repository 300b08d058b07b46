"""The list that people sign on paper: whoever was asked, with what they confirmed in the program."""

from typing import Any

from apps.core import clock
from apps.orders.amending.citing import INSTRUMENTAL, cited_act

from . import words
from .reading import Board


def list_context(board: Board) -> dict[str, Any]:
    issued = board.issued
    own_line = issued.order.pilot.financing_line if issued.order.pilot else ""
    document = {
        "title": f"Lista potwierdzeń zapoznania się z {words.with_the_order(issued)}"[:500],
        "centre_name": issued.centre.name,
        "financing_line": own_line or issued.centre.financing_line,
        "draft": False,
        "example": issued.centre.is_example,
        "code": "",
        "verify_url": "",
    }
    lines = [line for line in board.lines if line not in board.earlier + board.left]
    by = board.amended_by
    as_amended = f", w brzmieniu nadanym zarządzeniem nr {by.number_text}" if by else ""
    return {
        "document": document,
        "act": cited_act(issued, INSTRUMENTAL) + as_amended,
        "lines": lines,
        "made_on": clock.today(),
    }
