"""The context of the printed structure."""

from typing import Any

from apps.accounts.models import Centre
from apps.core import clock

from . import chart
from .reading import Structure


def context_of(structure: Structure, centre: Centre) -> dict[str, Any]:
    """Context of templates/pdf/structure.html."""
    return {
        "document": {
            "title": f"Struktura organizacyjna – {centre.short_name}",
            "centre_name": centre.name,
            "financing_line": "",
            "draft": False,
            "example": centre.is_example,
            "code": "",
            "verify_url": "",
        },
        "centre": centre,
        "structure": structure,
        "sheets": chart.sheets(structure),
        "made_on": clock.today(),
    }
