"""The context of a centre's combined report: a compilation made anew from what was frozen and handed over."""

import json
from typing import Any

from apps.core import clock
from apps.opinions.models import HandOver
from apps.projects.models import Pilot

from . import reading

LONG = 300_000  # characters; about a hundred pages


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


def is_long(handed: list[HandOver]) -> bool:
    """Whether laying it out takes longer than anybody waits for a page: it is then made in the background."""
    contents = (one.confirmation.adoption.voted.content for one in handed)
    return sum(len(json.dumps(content, ensure_ascii=False)) for content in contents) > LONG


def file_name(pilot: Pilot) -> str:
    return f"Raport zbiorczy – {pilot.centre.short_name}.pdf"


def title_of(pilot: Pilot) -> str:
    return f"Raport zbiorczy z pilotażu – {pilot.centre.short_name} – „{pilot.project_name}”"
