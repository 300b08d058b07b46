"""Where documents stand: everything that their state and the next move follow from, read at once for all of them."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import JSONObject

from apps.accounts.models import Role, User
from apps.consultations.models import (
    AskedTeam,
    Disposition,
    DocumentDissent,
    DocumentOpinion,
    DocumentVersion,
    Forwarding,
    OrderDraft,
    ResultingAct,
)
from apps.consultations.outcome.reading import introduced_by, introducing_drafts
from apps.core import clock
from apps.orders.models import ExternalAct, IssuedOrder, Order
from apps.orders.rules import can_draft
from apps.teams.models import Elector, ExpertDocument, RosterInterval, Team, Vote

V, O = DocumentVersion.Status, DocumentOpinion.Status  # noqa: E741
SENT = [V.COLLECTING, V.ANSWERING, V.ANSWERED, V.ACCEPTED]
OPEN_REMARK = Q(
    remarks__submitted_at__isnull=False, remarks__withdrawn_at=None, remarks__merged_into=None
)  # as consultations.rules.open_remarks


@dataclass(frozen=True)
class Asked:
    """A team asked about a version; `closed_at`: when it said that it has no more remarks."""

    version_id: int
    team: Team  # its name only
    closed_at: datetime.datetime | None

    @property
    def is_done(self) -> bool:
        return self.closed_at is not None

    @property
    def team_id(self) -> int:
        return self.team.pk


@dataclass
class Standing:
    """One document today."""

    document: ExpertDocument
    versions: list[DocumentVersion] = field(default_factory=list)  # the newest first
    ever_asked: dict[int, list[Asked]] = field(default_factory=dict)  # by version
    opinions: list[DocumentOpinion] = field(default_factory=list)  # of every version
    orders: list[IssuedOrder] = field(default_factory=list)  # our own, whose effects introduce it
    recorded: list[ResultingAct] = field(default_factory=list)  # acts of others, and orders from paper
    introducing: Order | None = None  # a draft order that puts the current version into force
    order: Order | None = None  # of which this is the draft opened to teams
    voters: dict[int, list[int]] = field(default_factory=dict)  # by opinion: people who have not voted yet
    votes_until: dict[int, datetime.date | None] = field(default_factory=dict)  # by opinion
    dissenters: dict[int, list[int]] = field(default_factory=dict)  # by opinion: people who may still dissent

    @property
    def current(self) -> DocumentVersion | None:
        """The newest version that was sent and is neither withdrawn nor replaced."""
        return next((one for one in self.versions if one.status in SENT), None)

    @property
    def draft(self) -> DocumentVersion | None:
        """The version in work."""
        return next((one for one in self.versions if one.status == V.DRAFT), None)

    @property
    def next_number(self) -> int:
        return self.draft.number if self.draft else (self.versions[0].number if self.versions else 0) + 1

    @property
    def acts(self) -> list[IssuedOrder | ExternalAct]:
        """What put the document into force, in any version."""
        return [*self.orders, *(one.issued_order or one.external_act for one in self.recorded)]

    @property
    def act(self) -> IssuedOrder | ExternalAct | None:
        """What put the current version into force."""
        if self.current is None:
            return None
        own = (one for one in self.orders if one.effects["introduces"].get("version") == self.current.pk)
        others = (one.issued_order or one.external_act for one in self.recorded if one.of_version == self.current)
        return next(own, None) or next(others, None)

    @property
    def introduced(self) -> set[int]:
        """Versions that an act put into force."""
        own = {one.effects["introduces"].get("version") for one in self.orders}
        return own | {one.of_version_id for one in self.recorded}

    @property
    def asked(self) -> list[Asked]:
        """About the current version."""
        return self.ever_asked.get(self.current.pk, []) if self.current else []

    @property
    def still_asked(self) -> list[Asked]:
        """Teams that have not said that they have no more remarks."""
        return [one for one in self.asked if not one.is_done]

    @property
    def issued(self) -> IssuedOrder | None:
        """The order, once it is issued."""
        return getattr(self.order, "issued", None) if self.order else None

    def opinion_of(self, asked: Asked) -> DocumentOpinion | None:
        of_current = (one for one in self.opinions if one.of_version_id == self.current.pk)
        return next((one for one in of_current if one.team_id == asked.team_id), None)

    @property
    def is_fully_judged(self) -> bool:
        """Every team that was asked has its opinion confirmed."""
        judged = [one is not None and one.status == O.CONFIRMED for one in map(self.opinion_of, self.asked)]
        return bool(judged) and all(judged)


def standings_with_people(documents: Iterable[ExpertDocument]) -> dict[int, Standing]:
    """As `standings_of`, with who took each step, for the story: `sent_by_name` of a version and so on."""
    return _read(documents, _VERSIONS_WITH_PEOPLE)


def standings_of(documents: Iterable[ExpertDocument]) -> dict[int, Standing]:
    """By document; as many queries for sixty documents as for one."""
    return _read(documents, _VERSIONS)


def _read(documents, all_versions):
    found, versions = {document.pk: Standing(document) for document in documents}, {}
    for version in all_versions.filter(document__in=found):
        standing = found[version.document_id]
        version.document, versions[version.pk] = standing.document, version
        standing.versions.append(version)
        standing.ever_asked[version.pk] = [_asked(version, said) for said in version.asked_teams]
    _read_opinions(found, versions)
    _read_acts(found, versions)
    _read_orders({pk: one for pk, one in found.items() if one.document.kind == ExpertDocument.Kind.ORDER_DRAFT})
    return found


def _versions():
    """Without their texts, with how many remarks there are and were answered, and when they were sent on."""
    sent_on = Forwarding.objects.filter(of_version=OuterRef("pk")).order_by("-pk")
    is_answered = OPEN_REMARK & Q(remarks__answer__disposition__gt="")
    asked = AskedTeam.objects.filter(consultation__of_version=OuterRef("pk")).order_by("team__effective_on", "pk")
    told = JSONObject(team="team_id", name="team__name", closed_at="closed_at")
    taken = Q(remarks__answer__disposition__in=[Disposition.ACCEPTED, Disposition.PARTLY])
    return (
        DocumentVersion.objects.select_related("consultation")
        .defer("body", "units")
        .annotate(
            remarks_open=Count("remarks", filter=OPEN_REMARK),
            remarks_answered=Count("remarks", filter=is_answered),
            remarks_taken=Count("remarks", filter=OPEN_REMARK & taken),
            asked_teams=ArraySubquery(asked.values(said=told)),
            forwarded_to=Subquery(sent_on.values("addressee")[:1]),
            forwarded_on=Subquery(sent_on.values("sent_on")[:1]),
        )
        .order_by("document", "-number")
    )


# Composed once: to compose them takes as long as to answer them.
_DONE = ("sent", "closed", "answered", "returned")
_WHO = {f"{done}_by_name": F(f"consultation__{done}_by__full_name") for done in _DONE}
_VERSIONS = _versions()
_VERSIONS_WITH_PEOPLE = _VERSIONS.select_related("consultation", "acceptance").annotate(**_WHO)
_OPINIONS = DocumentOpinion.objects.defer("body").select_related("adoption").order_by("pk")
_ACTS = (
    ResultingAct.objects.filter(issued_order__struck=None)
    .select_related("issued_order", "external_act")
    .defer("issued_order__text", "issued_order__effects")
    .annotate(recorded_by_name=F("recorded_by__full_name"))
    .order_by("-pk")
)


def _asked(version, said):
    closed_at = said["closed_at"] and datetime.datetime.fromisoformat(said["closed_at"])
    return Asked(version.pk, Team(pk=said["team"], name=said["name"]), closed_at)


def _read_opinions(found, versions):
    """Versions and teams are read already, so that no opinion brings them again."""
    every = [one for standing in found.values() for asked in standing.ever_asked.values() for one in asked]
    if not every:
        return
    teams = {one.team_id: one.team for one in every}
    opinions = list(_OPINIONS.filter(of_version__in={one.version_id for one in every}))
    for one in opinions:
        one.of_version, one.team = versions[one.of_version_id], teams[one.team_id]
        found[one.of_version.document_id].opinions.append(one)
    _read_voters({one.pk: found[one.of_version.document_id] for one in opinions if one.status == O.VOTING})
    today, adopted = clock.today(), [one for one in opinions if one.status == O.ADOPTED]
    in_time = [one for one in adopted if today <= one.adoption.dissent_until]
    _read_dissenters({one.adoption_id: (one.pk, found[one.of_version.document_id]) for one in in_time})


def _read_voters(voting):
    if not voting:
        return
    who = "ballot__voted_document_opinion__opinion", "person", "ballot__deadline_on"
    waiting = Elector.objects.filter(ballot__voted_document_opinion__opinion__in=voting, ballot__result=None, vote=None)
    for opinion, person, deadline in waiting.order_by().values_list(*who):
        voting[opinion].voters.setdefault(opinion, []).append(person)
        voting[opinion].votes_until[opinion] = deadline


def _read_dissenters(adopted):
    if not adopted:
        return
    adoption = "ballot__voted_document_opinion__adoption"
    filed = DocumentDissent.objects.filter(adoption=OuterRef(adoption), person=OuterRef("person"))
    may = Elector.objects.filter(**{f"{adoption}__in": adopted}).exclude(vote__choice=Vote.Choice.FOR)
    for pk, person in may.exclude(Exists(filed)).order_by().values_list(adoption, "person"):
        opinion, standing = adopted[pk]
        standing.dissenters.setdefault(opinion, []).append(person)


def _read_acts(found, versions):
    """Read only where a version is accepted: nothing else is put into force."""
    accepted = {pk: one for pk, one in found.items() if any(v.status == V.ACCEPTED for v in one.versions)}
    if not accepted:
        return
    for pk, orders in introduced_by(one.document for one in accepted.values()).items():
        accepted[pk].orders = orders
    of_accepted = [version.pk for one in accepted.values() for version in one.versions]
    for act in _ACTS.filter(of_version__in=of_accepted):
        act.of_version = versions[act.of_version_id]
        accepted[act.of_version.document_id].recorded.append(act)
    _read_introducing([one for one in accepted.values() if one.current and not one.act])


def _read_introducing(standings):
    """The centre's own drafts: whoever looks at many documents looks at those of one centre."""
    if not standings:
        return
    drafts = introducing_drafts(standings[0].document.centre_id, [one.current.pk for one in standings])
    for one in standings:
        one.introducing = drafts.get(one.current.pk)


def _read_orders(drafts):
    if not drafts:
        return
    opened = OrderDraft.objects.filter(document__in=drafts).select_related("order__issued")
    for one in opened.defer("order__issued__text", "order__issued__effects"):
        drafts[one.document_id].order = one.order


@dataclass(frozen=True)
class Reader:
    """What the person who looks is to the documents."""

    user: User
    functions: dict[int, str]  # by team, today

    @classmethod
    def of(cls, user: User) -> "Reader":
        mine = RosterInterval.objects.filter(centre=user.centre_id, person=user.person_id or 0).on(clock.today())
        return cls(user, dict(mine.order_by().values_list("team", "function")))

    @property
    def is_director(self) -> bool:
        return self.user.has_role(Role.DIRECTOR)

    @property
    def keeps(self) -> bool:
        """As consultations.rules.may_keep, of the centre's own documents."""
        return self.user.has_role(Role.DIRECTOR, Role.HR)

    def writes(self, document: ExpertDocument) -> bool:
        """As consultations.rules.may_write, over experts that are read already."""
        if document.kind == ExpertDocument.Kind.ORDER_DRAFT:
            return can_draft(self.user)
        mine = any(expert.pk == self.user.person_id for expert in document.experts.all())
        return mine and self.user.has_role(Role.EXPERT)
