"""Whether everything in the example centres came from a deed: each row must have its action's audit event, and the
chain of each centre must hold."""

from collections.abc import Iterator

from apps.accounts.models import Centre, Person, Role, RoleGrant, User
from apps.acknowledgements.models import Acknowledgement, ReadingRequest
from apps.consultations.models import DocumentConfirmation, DocumentDissent, DocumentOpinion
from apps.core.audit import broken_links
from apps.core.models import AuditEvent
from apps.documents.models import FrozenDocument
from apps.implementation.models import Evidence, EvidenceVersion, Phase, Task, TaskHolder
from apps.opinions.models import (
    Adoption,
    Circulation,
    CirculationRemark,
    Comment,
    Confirmation,
    DissentingOpinion,
    HandOver,
    Opinion,
    Review,
    SectionAuthor,
    VotedContent,
)
from apps.orders.models import ExternalAct, IssuedOrder, LegalRequest, LegalReview, Order, OrderClause, StruckEntry
from apps.projects.models import Pilot
from apps.publication.models import CentreNotice, Publication
from apps.signatures.models import SignedCopy
from apps.teams.models import Ballot, BallotResult, ExpertDocument, Vote

from . import claims, held
from .traces import Claim, Trace, claim_of, each

_DETAILS = claims.DETAILS | {
    **held.DETAILS,
    "ballot.vote": lambda event: [event.actor_id],
    "person.roles_set": lambda event: event.data["granted"],
    "opinion.put_to_vote": lambda event: [event.data["ballot"]],
    "opinion.close_vote": lambda event: [event.data["ballot"]],
    "opinion.withdraw_vote": lambda event: [event.data["ballot"]],
    "opinion.dissent": lambda event: [event.data["dissent"]],
    "opinion.confirm": lambda event: [event.data["document"]],
    "document_opinion.put_to_vote": lambda event: [event.data["ballot"]],
    "document_opinion.close_vote": lambda event: [event.data["ballot"]],
    "document_opinion.withdraw_vote": lambda event: [event.data["ballot"]],
    "document_opinion.dissent": lambda event: [event.data["dissent"]],
    "document_opinion.confirm": lambda event: [event.data["document"]],
    "opinion.hand_over": lambda event: [event.data["edition"]],
    "opinion.accept": lambda event: [event.data["review"]],
    "opinion.return": lambda event: [event.data["review"]],
    "opinion.file_remark": lambda event: [event.data["remark"]],
    "opinion.comment": lambda event: [event.data["comment"]],
    "opinion.reply_to_comment": lambda event: [event.data["comment"]],
    "opinion.assign_section": lambda event: [event.data["section"]],
    "order.issued": lambda event: [event.data["number"]],
    "order.recorded": lambda event: [event.data["number"]],
    "order.sent_to_adviser": lambda event: [event.data["hash"]],
    "order.legally_agreed": lambda event: [event.data["hash"]],
    "order.legally_returned": lambda event: [event.data["hash"]],
    "order.signed_copy_attached": lambda event: [event.data["copy"]],
    "order.published": lambda event: [event.data["document"]],
    "order.published_again": lambda event: [event.data["document"]],
    "order.withdrawn": lambda event: [event.data["document"]],
    "order.reading_asked": lambda event: [event.data["hash"]],
    "order.signatures_noted": lambda event: event.data["people"],
    "external_act.added": lambda event: [None, event.data["document"]],
    "external_act.changed": lambda event: [None, event.data["document"]],
}

_DECIDED = {Review.Outcome.ACCEPTED: "accept", Review.Outcome.RETURNED: "return"}
VOTED_ON = ("voted_content", "voted_document_opinion")  # what a ballot is about
_BROUGHT = ("external_act.added", "external_act.changed")


def defects() -> list[str]:
    """What does not hold, in Polish, a line each; empty when every row has its trace."""
    traces = set(_traces())
    found = []
    for centre in Centre.objects.filter(is_example=True):
        missing = [claim.row for claim in _claims(centre) if traces.isdisjoint(claim.traces)]
        found += [f"{centre}: brak śladu czynności: {row}" for row in missing]
        found += [f"{centre}: naruszony rejestr zdarzeń, wpis {number}" for number in broken_links(centre.pk)]
    return found


def _traces() -> Iterator[Trace]:
    for event in AuditEvent.objects.iterator():
        details = _DETAILS.get(event.verb, lambda _: [None])(event)
        yield from (Trace(event.verb, event.object_type, event.object_id, detail) for detail in details)


def _claims(centre: Centre) -> Iterator[Claim]:
    collectors = (_people, _orders, _around_orders, _readers, _run, _opinions, _editions, _opinions_on_documents)
    of_later_rooms = (claims.of_experts, claims.of_versions, claims.of_remarks, claims.of_organisation, held.of)
    for collect in (*collectors, _ballots, _documents, *of_later_rooms):
        yield from collect(centre)


def _people(centre):
    yield from each([centre], "centre.made")
    yield from each(Person.objects.filter(centre=centre), "person.added", "centre.administrator_appointed")
    for user in User.objects.filter(person__centre=centre):
        yield claim_of(user, (User, user.pk), "account.invited").or_of(_appointed(user.person_id))
    for grant in RoleGrant.objects.filter(person__centre=centre).select_related("person"):
        given = claim_of(grant, (Person, grant.person_id), "person.roles_set", detail=grant.role)
        yield given.or_of(_appointed(grant.person_id)) if grant.role == Role.ADMIN else given


def _appointed(person_id):
    """The operator makes a centre's administrator, role and account in one deed."""
    return Trace("centre.administrator_appointed", Person._meta.label_lower, person_id)


def _orders(centre):
    yield from each(Pilot.objects.filter(centre=centre), "pilot.made")
    yield from each(CentreNotice.objects.filter(centre=centre), "notice.announced")
    yield from each(Order.objects.filter(centre=centre), "order.drafted")
    for issued in IssuedOrder.objects.filter(centre=centre):
        verb = "order.issued" if issued.origin == IssuedOrder.Origin.ISSUED else "order.recorded"
        yield claim_of(issued, (Order, issued.order_id), verb, detail=issued.number_text)
    yield from each(ExpertDocument.objects.filter(pilot__centre=centre), "expert_document.add")
    yield from each(OrderClause.objects.filter(centre=centre), "order_clause.added")
    yield from each(ExternalAct.objects.filter(centre=centre), "external_act.added")


def _around_orders(centre):
    for struck in StruckEntry.objects.filter(entry__centre=centre).select_related("entry"):
        yield claim_of(struck, (Order, struck.entry.order_id), "order.entry_struck")
    for asked in LegalRequest.objects.filter(order__centre=centre):
        yield claim_of(asked, (Order, asked.order_id), "order.sent_to_adviser", detail=asked.text_hash)
    for review in LegalReview.objects.filter(order__centre=centre).select_related("order"):
        agreed = review.verdict == LegalReview.Verdict.AGREED
        verb = "order.legally_agreed" if agreed else "order.legally_returned"
        yield claim_of(review, (Order, review.order_id), verb, detail=review.text_hash)
    for copy in SignedCopy.objects.filter(document__centre=centre).select_related("document__issued_order"):
        order = copy.document.issued_order.order_id
        yield claim_of(copy, (Order, order), "order.signed_copy_attached", detail=copy.pk)
    for public in Publication.objects.filter(centre=centre).select_related("issued_order", "document", "withdrawal"):
        order, code = (Order, public.issued_order.order_id), public.document.code
        yield claim_of(public, order, "order.published", "order.published_again", detail=code)
        if hasattr(public, "withdrawal"):
            yield claim_of(public.withdrawal, order, "order.withdrawn", detail=code)


def _readers(centre):
    for request in ReadingRequest.objects.filter(centre=centre).select_related("issued_order"):
        order = (Order, request.issued_order.order_id)
        yield claim_of(request, order, "order.reading_asked", detail=request.text_hash)
    done = Acknowledgement.objects.filter(reader__request__centre=centre)
    for one in done.select_related("reader__request__issued_order", "reader__person"):
        order, person = one.reader.request.issued_order.order_id, one.reader.person_id
        noted = Trace("order.signatures_noted", Order._meta.label_lower, order, person)
        yield claim_of(one, (Acknowledgement, one.pk), "reading.acknowledged").or_of(noted)


def _opinions(centre):
    opinions = Opinion.objects.filter(pilot__centre=centre)
    yield from each(opinions, "opinion.begin")
    for voted in VotedContent.objects.filter(opinion__in=opinions):
        yield claim_of(voted, (Opinion, voted.opinion_id), "opinion.put_to_vote", detail=voted.ballot_id)
    for adoption in Adoption.objects.filter(opinion__in=opinions).select_related("voted"):
        yield claim_of(adoption, (Opinion, adoption.opinion_id), "opinion.close_vote", detail=adoption.voted.ballot_id)
    for dissent in DissentingOpinion.objects.filter(adoption__opinion__in=opinions).select_related("adoption"):
        yield claim_of(dissent, (Opinion, dissent.adoption.opinion_id), "opinion.dissent", detail=dissent.pk)
    for confirmed in Confirmation.objects.filter(opinion__in=opinions):
        yield claim_of(confirmed, (Opinion, confirmed.opinion_id), "opinion.confirm", detail=confirmed.document_id)
    for handed in HandOver.objects.filter(opinion__in=opinions):
        yield claim_of(handed, (Opinion, handed.opinion_id), "opinion.hand_over", detail=handed.edition)


def _run(centre):
    """Tasks, phases and evidence."""
    tasks = Task.objects.filter(pilot__centre=centre)
    moved = ("task.planned", "task.begin", "task.finish", "task.shown")
    yield from each(tasks, *moved)
    for holder in TaskHolder.objects.filter(task__in=tasks):
        yield claim_of(holder, (Task, holder.task_id), "task.planned")
    for phase in Phase.objects.filter(pilot__centre=centre):
        yield claim_of(phase, (Pilot, phase.pilot_id), "pilot.phases_set")
    for version in EvidenceVersion.objects.filter(evidence__pilot__centre=centre):
        yield claim_of(version, (Evidence, version.evidence_id), "evidence.added", "evidence.replaced")


def _editions(centre):
    """What members said to a circulated text, and what WRZOS decided."""
    opinions = Opinion.objects.filter(pilot__centre=centre)
    for opened in Circulation.objects.filter(opinion__in=opinions):
        yield claim_of(opened, (Opinion, opened.opinion_id), "opinion.circulate", "opinion.circulate_again")
    for remark in CirculationRemark.objects.filter(circulation__opinion__in=opinions).select_related("circulation"):
        yield claim_of(remark, (Opinion, remark.circulation.opinion_id), "opinion.file_remark", detail=remark.number)
    for author in SectionAuthor.objects.filter(section__opinion__in=opinions).select_related("section"):
        given = (Opinion, author.section.opinion_id)
        yield claim_of(author, given, "opinion.assign_section", detail=author.section_id)
    for comment in Comment.objects.filter(section__opinion__in=opinions).select_related("section"):
        said = (Opinion, comment.section.opinion_id)
        yield claim_of(comment, said, "opinion.comment", "opinion.reply_to_comment", detail=comment.pk)
    for review in Review.objects.filter(opinion__in=opinions):
        yield claim_of(review, (Opinion, review.opinion_id), f"opinion.{_DECIDED[review.outcome]}", detail=review.pk)


def _ballots(centre):
    for ballot in Ballot.objects.filter(centre=centre).select_related(*VOTED_ON):
        of, kind = _voted_on(ballot)
        yield claim_of(ballot, of, f"{kind}.put_to_vote", detail=ballot.pk)
    for vote in Vote.objects.filter(elector__ballot__centre=centre).select_related("elector__person__user"):
        yield claim_of(vote, (Ballot, vote.elector.ballot_id), "ballot.vote", detail=vote.elector.person.user.pk)
    together = [f"ballot__{name}" for name in VOTED_ON]
    for result in BallotResult.objects.filter(ballot__centre=centre).select_related(*together):
        of, kind = _voted_on(result.ballot)
        yield claim_of(result, of, f"{kind}.close_vote", f"{kind}.withdraw_vote", detail=result.ballot_id)


def _voted_on(ballot):
    """The thing it was about, and how the events of such things are named."""
    if voted := getattr(ballot, "voted_content", None):
        return (Opinion, voted.opinion_id), "opinion"
    return (DocumentOpinion, ballot.voted_document_opinion.opinion_id), "document_opinion"


def _opinions_on_documents(centre):
    """Their ballots are among the others."""
    opinions = DocumentOpinion.objects.filter(of_version__document__pilot__centre=centre)
    yield from each(opinions, "document_opinion.begin")
    for dissent in DocumentDissent.objects.filter(adoption__opinion__in=opinions).select_related("adoption"):
        of = (DocumentOpinion, dissent.adoption.opinion_id)
        yield claim_of(dissent, of, "document_opinion.dissent", detail=dissent.pk)
    for done in DocumentConfirmation.objects.filter(adoption__opinion__in=opinions).select_related("adoption"):
        of = (DocumentOpinion, done.adoption.opinion_id)
        yield claim_of(done, of, "document_opinion.confirm", detail=done.document_id)


def _documents(centre):
    """Every frozen document belongs to an order, its public version, an opinion, a scope of duties or minutes, which
    have claims of their own, or came with an act of others."""
    owners = ("issued_order", "confirmation", "document_confirmation", "publication", "scope_of_duties", "minutes")
    loose = FrozenDocument.objects.filter(centre=centre, **dict.fromkeys(owners))
    acts = list(ExternalAct.objects.filter(centre=centre).values_list("pk", flat=True))
    for document in loose:
        brought = [Trace(verb, ExternalAct._meta.label_lower, act, document.code) for act in acts for verb in _BROUGHT]
        yield Claim(f"dokument utrwalony {document.code}", tuple(brought))
