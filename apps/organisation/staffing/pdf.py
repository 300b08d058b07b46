"""The context of the printed staffing."""

from typing import Any

from apps.accounts.models import Centre
from apps.core import clock

from .reading import Staffing


def context_of(staffing: Staffing, centre: Centre) -> dict[str, Any]:
    """Context of templates/pdf/staffing.html."""
    return {
        "document": {
            "title": f"Zatrudnienie a potrzeby – {centre.short_name}",
            "centre_name": centre.name,
            "financing_line": "",
            "draft": False,
            "example": centre.is_example,
            "code": "",
            "verify_url": "",
        },
        "centre": centre,
        "staffing": staffing,
        "made_on": clock.today(),
    }
