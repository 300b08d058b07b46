"""What a claim stands on: citing a piece of the evidence register, and taking the citation back."""

from apps.accounts.models import User
from apps.core import clock
from apps.core.deeds import draft_saving
from apps.core.errors import DomainError
from apps.implementation.models import Evidence

from ..actions import _locked_for_writing
from ..models import Citation, Finding, Opinion, Recommendation, Section


@draft_saving
def cite(
    opinion: Opinion,
    evidence: Evidence,
    *,
    section: Section | None = None,
    finding: Finding | None = None,
    recommendation: Recommendation | None = None,
    by: User,
) -> Citation:
    """Let one thing of the opinion – a section, a plus or minus, or a recommendation – stand on a piece of evidence of
    the same pilot. The same one cited twice is cited once."""
    opinion = _locked_for_writing(opinion.pk, by)
    evidence = Evidence.objects.select_for_update(of=("self",)).get(pk=evidence.pk)
    if evidence.pilot_id != opinion.pilot_id:
        raise DomainError("Powołać można tylko dowód z rejestru tego samego pilotażu.")
    if evidence.withdrawn_at:
        raise DomainError(f"Dowód {evidence} wycofano z rejestru. Wybierz inny.")
    supported = {"section": section, "finding": finding, "recommendation": recommendation}
    _check_supported(opinion, [row for row in supported.values() if row])
    if standing := opinion.citations.filter(evidence=evidence, **supported).first():
        return standing
    return Citation.objects.create(opinion=opinion, evidence=evidence, cited_by=by, cited_at=clock.now(), **supported)


@draft_saving
def uncite(citation: Citation, *, by: User) -> None:
    """Take a citation back; one that is already gone is gone."""
    _locked_for_writing(citation.opinion_id, by)
    Citation.objects.filter(pk=citation.pk).delete()


def _check_supported(opinion: Opinion, supported: list[Section | Finding | Recommendation]) -> None:
    """One thing, of this opinion, that still stands there."""
    if len(supported) != 1:
        raise DomainError("Dowód powołuje się przy jednej części, plusie, minusie albo rekomendacji.")
    (row,) = supported
    if not type(row).objects.filter(pk=row.pk, opinion=opinion).exists():
        raise DomainError("Ktoś usunął ten wpis w międzyczasie.")
