"""The context of the minutes' paper. One shape serves page and PDF."""

from typing import Any

from django.utils import timezone

from apps.core.polish import day_in_words
from apps.documents.rendering import verification_url

from . import words
from .content import content_of
from .models import Meeting, Seat

LONG = 14_000  # characters; about six pages, from where a reader needs the list of contents


def context_of(
    meeting: Meeting,
    *,
    content: dict[str, Any] | None = None,
    number: str = "",
    code: str = "",
    approved: list[str] | None = None,
) -> dict[str, Any]:
    """Context of templates/pdf/minutes.html. `number`, `code` and `approved` are given while approving; afterwards they
    are read from what was frozen."""
    if not code and (minutes := frozen(meeting)):
        content, number, code = minutes.content, minutes.number_text, minutes.document.code
        approved = approved_by(minutes.approved_by, minutes.approved_at)
    content = content or content_of(meeting)
    return {
        "document": {
            "title": title_of(content, number),
            "centre_name": content["centre_name"],
            "financing_line": content["financing_line"],
            "draft": not code,
            "example": meeting.centre.is_example,
            "code": code,
            "verify_url": verification_url(code) if code else "",
        },
        "minutes": content
        | {"number": number, "approved": approved, "is_long": _length(content) > LONG}
        | _present(content),
    }


def frozen(meeting: Meeting):
    return getattr(meeting, "minutes", None)


def title_of(content: dict[str, Any], number: str) -> str:
    """„Protokół nr 3/2018 z posiedzenia Zespołu do spraw …, 11 czerwca 2018 r.”"""
    said = f"Protokół nr {number}" if number else "Protokół"
    return f"{said} z posiedzenia {content['team_genitive'][:400]}, {content['day']}"


def approved_by(user: Any, at: Any) -> list[str]:
    """Who approved the minutes and on which day, in words."""
    return [words.approved(user.person), user.full_name, day_in_words(timezone.localdate(at))]


def _present(content: dict[str, Any]) -> dict[str, Any]:
    return {"has_notes": any(seat["note"] for seat in content["seats"]), "present_key": Seat.Presence.PRESENT}


def _length(content: dict[str, Any]) -> int:
    return sum(len(item["course"]) + 300 * len(item["decisions"]) for item in content["items"])
