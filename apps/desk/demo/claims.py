"""What must show its deed in the rooms of experts' documents and of the organisation."""

from collections.abc import Iterator

from apps.accounts.models import Centre
from apps.consultations.models import (
    Acceptance,
    AskedTeam,
    Concept,
    ConceptAnswer,
    Consultation,
    Contract,
    DocumentVersion,
    Forwarding,
    Information,
    Remark,
    Settlement,
    Topic,
)
from apps.organisation.models import (
    Employment,
    IndicatorTerm,
    KeyPost,
    Measure,
    MeasureTerm,
    Position,
    ScopeAcknowledgement,
    ScopeOfDuties,
    Unit,
    Variant,
)

from .traces import Claim, claim_of, each

DETAILS = {
    "remarks.submitted": lambda event: event.data["numbers"],
    "remarks.settled": lambda event: event.data["numbers"],
    "remarks.team_closed": lambda event: [event.data["team"]],
    "employment.written": lambda event: [event.data["person"]],
}


def of_experts(centre: Centre) -> Iterator[Claim]:
    """Contracts, topics, concepts and what was told to experts."""
    yield from each(Contract.objects.filter(pilot__centre=centre), "contract.add")
    topics = Topic.objects.filter(document__pilot__centre=centre)
    yield from each(topics, "topic.ask")
    yield from each(Concept.objects.filter(topic__in=topics), "concept.begin")
    for answer in ConceptAnswer.objects.filter(concept__topic__in=topics):
        yield claim_of(answer, (Concept, answer.concept_id), "concept.take", "concept.return")
    yield from each(Information.objects.filter(document__pilot__centre=centre), "information.give")


def of_versions(centre: Centre) -> Iterator[Claim]:
    """Versions from their beginning to what came of them; the document stands for a draft order's."""
    versions = DocumentVersion.objects.filter(document__pilot__centre=centre)
    yield from each(versions.exclude(origin=DocumentVersion.Origin.ORDER), "version.begin", "version.upload")
    for sent in Consultation.objects.filter(of_version__in=versions):
        yield claim_of(sent, (DocumentVersion, sent.of_version_id), "version.send")
    for asked in AskedTeam.objects.filter(consultation__of_version__in=versions, closed_at__isnull=False):
        of = DocumentVersion, asked.consultation.of_version_id
        yield claim_of(asked, of, "remarks.team_closed", detail=asked.team.name)
    for row, verb in [(Acceptance, "version.accepted"), (Forwarding, "version.forwarded")]:
        for one in row.objects.filter(of_version__in=versions):
            yield claim_of(one, (DocumentVersion, one.of_version_id), verb)


def of_remarks(centre: Centre) -> Iterator[Claim]:
    remarks = Remark.objects.filter(document__pilot__centre=centre, number__isnull=False)
    for remark in remarks:
        of = DocumentVersion, remark.of_version_id
        yield claim_of(remark, of, "remarks.submitted", detail=remark.number)
    for settled in Settlement.objects.filter(remark__in=remarks).select_related("remark"):
        of = DocumentVersion, settled.in_version_id
        yield claim_of(settled, of, "remarks.settled", detail=settled.remark.number)


def of_organisation(centre: Centre) -> Iterator[Claim]:
    """Units, positions and who is employed on them; staffing, scopes of duties, proposed structures."""
    yield from each(Unit.objects.filter(centre=centre), "unit.added")
    yield from each(Position.objects.filter(centre=centre), "position.added")
    for one in Employment.objects.filter(position__centre=centre):
        yield claim_of(one, (Position, one.position_id), "employment.written", detail=one.person_id)
    for term in MeasureTerm.objects.filter(centre=centre):
        yield claim_of(term, (Measure, term.measure_id), "measure.entered")
    for term in IndicatorTerm.objects.filter(centre=centre):
        yield claim_of(term, (KeyPost, term.key_post_id), "indicator.set")
    scopes = ScopeOfDuties.objects.filter(position__centre=centre)
    yield from each(scopes, "scope.begun")
    yield from each(scopes.filter(status=ScopeOfDuties.Status.ACCEPTED), "scope.accepted")
    for done in ScopeAcknowledgement.objects.filter(scope__in=scopes):
        yield claim_of(done, (ScopeOfDuties, done.scope_id), "scope.acknowledged")
    yield from each(Variant.objects.filter(centre=centre), "variant.drawn")
