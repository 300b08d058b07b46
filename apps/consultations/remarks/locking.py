"""The one order in which rows are locked: the document, its version, then what hangs on it."""

from apps.consultations.models import DocumentVersion, Remark
from apps.core.errors import DomainError
from apps.teams.models import ExpertDocument

GONE = "Tej uwagi już nie ma."


class VersionGone(DomainError):
    """Somebody has removed the version in work."""


def locked(version: DocumentVersion) -> DocumentVersion:
    """The version as it stands now, its document locked."""
    ExpertDocument.objects.select_for_update(of=("self",), no_key=True).get(pk=version.document_id)
    together = DocumentVersion.objects.select_related("document__pilot__centre", "consultation")
    current = together.select_for_update(of=("self",), no_key=True).filter(pk=version.pk).first()
    if current is None:
        raise VersionGone("Tę wersję ktoś w międzyczasie usunął.")
    return current


def locked_remark(remark: Remark) -> Remark:
    """The remark as it stands now, with its version, both locked."""
    version = locked(remark.of_version)
    current = Remark.objects.select_for_update(of=("self",)).filter(pk=remark.pk).first()
    if current is None:
        raise DomainError(GONE)
    current.of_version, current.document = version, version.document
    return current
