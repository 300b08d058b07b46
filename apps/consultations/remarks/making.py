"""Zestawienie uwag and protokół rozbieżności made in the background, when they are long."""

from collections.abc import Iterable
from typing import Any

from apps.accounts.models import User
from apps.consultations.models import DocumentVersion
from apps.core.errors import DomainError
from apps.documents.http import file_name
from apps.documents.rendering import render_html, render_pdf
from apps.jobs.kinds import Made, job
from apps.teams.models import ExpertDocument

from . import docx, table, xlsx
from .reading import Asked
from .table import Table

KIND = "remarks-table"
MOST_AT_ONCE = 60  # remarks: about a second and a half of laying out pages
GONE = "Nie ma już wersji, której dotyczyło to zestawienie."
PDF = "application/pdf"
SHEETS = {
    "xlsx": lambda made: (xlsx.workbook(made), xlsx.MEDIA_TYPE),
    "docx": lambda made: (docx.document(made), docx.MEDIA_TYPE),
}


def is_long(made: Table, ending: str) -> bool:
    """A spreadsheet is quick whatever its length; pages take time, and so do the cells of a long table for Word."""
    return ending != "xlsx" and len(made.rows) > MOST_AT_ONCE


def sent_versions(document: ExpertDocument, numbers: Iterable[int] | None = None) -> list[DocumentVersion]:
    """All that were sent for opinion, or those with these numbers."""
    found = DocumentVersion.objects.filter(document=document, consultation__isnull=False)
    if numbers is not None:
        found = found.filter(number__in=numbers)
    versions = list(found.defer("body", "units").select_related("consultation").order_by("number"))
    for version in versions:
        version.document = document
    return versions


def parameters_of(made: Table, ending: str, asked: Asked) -> dict[str, Any]:
    """What a job has to be told."""
    numbers = [part.version.number for part in made.parts]
    return {
        "what": made.what,
        "ending": ending,
        "document": made.document.pk,
        "versions": numbers,
        "asked": asked.as_query(),
    }


def title_of(made: Table, ending: str) -> str:
    return f"{made.title} ({ending.upper()})"


def may_have(user: User, job: Any) -> bool:
    """People of the centre; which remarks are in it is asked of the one who asked for it, when it is made."""
    return bool(user.centre_id and job.centre_id == user.centre_id)


@job(KIND, may=may_have)
def remarks_table(job: Any, progress: Any, write: Any) -> Made:
    """The file of one document's remarks, as the one who asked for it may read them now."""
    said, user = job.parameters, job.asked_by
    document = (
        ExpertDocument.objects.visible_to(user).select_related("pilot__centre").filter(pk=said["document"]).first()
    )
    versions = sent_versions(document, said["versions"]) if document else []
    if not versions:
        raise DomainError(GONE)
    progress(0, 2, "zbieranie uwag")
    made = table.table_of(said["what"], document, versions, user, Asked.of(said["asked"]))
    progress(1, 2, "układanie stron")
    if (ending := said["ending"]) in SHEETS:
        content, media_type = SHEETS[ending](made)
        write(content)
        return Made(file_name(table.file_name(made), f".{ending}"), media_type)
    write(render_pdf(render_html("pdf/document_remarks.html", table.context_of(made))))
    progress(2, 2, "gotowe")
    return Made(file_name(table.file_name(made), ".pdf"), PDF)
