"""The context of a printed variant."""

from typing import Any

from apps.core import clock

from .. import chart
from .reading import Beside, staffing_of
from .rules import is_open


def context_of(shown: Beside, *, named: bool = True) -> dict[str, Any]:
    """Context of templates/pdf/variant.html. `named`: also who changes posts."""
    variant, centre = shown.variant, shown.variant.centre
    return {
        "document": {
            "title": f"Wariant struktury „{variant.name}” – {centre.short_name}",
            "centre_name": centre.name,
            "financing_line": "",
            "draft": is_open(variant),
            "example": centre.is_example,
            "code": "",
            "verify_url": "",
        },
        "centre": centre,
        "variant": variant,
        "beside": shown,
        "moves": shown.moves if named else [],
        "staffing": staffing_of(shown.proposed, centre),
        "sheets": chart.sheets(shown.proposed),
        "made_on": clock.today(),
    }
