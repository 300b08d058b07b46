"""What stands beside the text of an opinion while it is written: the team's remarks with the answers, and the version's
own words."""

from typing import Any

from django.utils.safestring import SafeString

from apps.accounts.models import User
from apps.texts.rich import printable

from ..models import DocumentOpinion, DocumentVersion
from . import reading, words
from .content import content_of, counted


def context_of(user: User, opinion: DocumentOpinion) -> dict[str, Any]:
    """`hidden`: the circulation does not show this reader the remarks of others yet."""
    if not reading.may_read_remarks(user, opinion):
        return {"hidden": True, "units": units_of(opinion.of_version)}
    remarks = content_of(opinion)["remarks"]
    return {
        "remarks": remarks,
        "counts": counted(remarks),
        "waiting": words.waiting_remarks(waiting_in(opinion, remarks)),
        "units": units_of(opinion.of_version),
    }


def waiting_in(opinion: DocumentOpinion, remarks: list[dict[str, Any]]) -> int:
    """How many remarks of the team to this very version have no answer yet."""
    number = opinion.of_version.number
    return len([said for said in remarks if said["version"] == number and not said["disposition"]])


def units_of(version: DocumentVersion) -> list[tuple[str, SafeString]]:
    """Label and words of each unit; empty for a file whose text is not read."""
    return [(unit["label"], printable(unit["html"])) for unit in version.units]
