"""The context of the printed register."""

import datetime
from typing import Any

from apps.accounts.models import Centre
from apps.core import clock

from .columns import PRINTED, Line


def context_of(lines: list[Line], day: datetime.date, centre: Centre, asked: list[tuple[str, str]]) -> dict[str, Any]:
    """Context of templates/pdf/register.html; `asked`: what narrowed it, in words."""
    return {
        "document": {
            "title": f"Rejestr zarządzeń – {centre.short_name}",
            "centre_name": centre.name,
            "financing_line": centre.financing_line,
            "draft": False,
            "example": centre.is_example,
            "code": "",
            "verify_url": "",
        },
        "centre": centre,
        "lines": lines,
        "headings": PRINTED,
        "day": day,
        "made_on": clock.today(),
        "asked": asked,
    }
