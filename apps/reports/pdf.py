"""The context of a centre's combined report: a compilation made anew from what was frozen and handed over."""

from typing import Any

from apps.core import clock
from apps.opinions.models import HandOver
from apps.projects.models import Pilot

from . import reading


def context_of(pilot: Pilot, handed: list[HandOver]) -> dict[str, Any]:
    """Context of templates/pdf/centre_report.html. Give it at least one product."""
    chapters = reading.chapters(handed)
    return {
        "document": {
            "title": title_of(pilot),
            "centre_name": pilot.centre.name,
            "financing_line": pilot.financing_line or pilot.centre.financing_line,
            "draft": False,
            "example": pilot.centre.is_example,
            "code": "",
            "verify_url": "",
        },
        "pilot": pilot,
        "made_on": clock.today(),
        "all_products": pilot.catalogue_version.products.count(),
        "chapters": chapters,
        "teams": reading.teams(chapters),
        "recommendations": reading.by_kind(chapters),
    }


def file_name(pilot: Pilot) -> str:
    return f"Raport zbiorczy – {pilot.centre.short_name}.pdf"


def title_of(pilot: Pilot) -> str:
    return f"Raport zbiorczy z pilotażu – {pilot.centre.short_name} – „{pilot.project_name}”"
