"""What pages tell of a version: its sheet with units, the story of its consultation, what may be done with it."""

from apps.consultations import units
from apps.consultations.models import DocumentVersion

Origin = DocumentVersion.Origin


def body_of(version: DocumentVersion) -> str:
    """The words of a version as rich text, to begin the next one with; a PDF gives none."""
    if version.origin == Origin.TEXT:
        return version.body
    kept = (unit for unit in units.from_json(version.units) if unit.kind not in (units.ROW, units.NOTE))
    return "".join(unit.html for unit in kept)
