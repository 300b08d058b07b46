"""What the tree of documents and the page of one document show."""

from dataclasses import dataclass, field
from functools import cached_property

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, JSONObject

from apps.accounts.models import Role, User
from apps.consultations.models import Concept, Consultation, Contract, Forwarding, Information, Topic, TopicTeam
from apps.consultations.topics.reading import information_of
from apps.core import clock
from apps.projects.models import Pilot
from apps.teams.models import ExpertDocument, Mandate, Team

from . import rules
from .moves import Move, next_move, writers_of
from .standing import Reader, Standing, standings_of, standings_with_people
from .states import State, state_of

Kind, C = ExpertDocument.Kind, Concept.Status


def documents_of(user: User) -> QuerySet[ExpertDocument]:
    """Of the person's centre, as moves and states need them."""
    return ExpertDocument.objects.visible_to(user).select_related("pilot").prefetch_related("experts")


@dataclass
class Line:
    """A document in the tree, with its parts."""

    document: ExpertDocument
    state: State
    move: Move
    teams: list[Team]
    parts: list["Line"] = field(default_factory=list)

    @property
    def writers(self) -> str:
        """Who writes it, unless the move names them."""
        named = writers_of(self.document) == self.move.who
        return "" if named else ", ".join(map(str, self.document.experts.all()))


@dataclass
class Grove:
    """The documents of one pilot: the tree, and apart from it draft orders opened to teams."""

    pilot: Pilot
    lines: list[Line] = field(default_factory=list)
    order_drafts: list[Line] = field(default_factory=list)


def groves_of(user: User) -> list[Grove]:
    """Every pilot of the centre; the same few queries whatever the number of documents."""
    groves = {pilot.pk: Grove(pilot) for pilot in Pilot.objects.visible_to(user)}
    documents = list(documents_of(user).select_related(None))
    for document in documents:
        document.pilot = groves[document.pilot_id].pilot
    lines = _lines_of(documents, user)
    for document in documents:
        line, grove = lines[document.pk], groves[document.pilot_id]
        if document.kind == Kind.ORDER_DRAFT:
            grove.order_drafts.append(line)
        else:
            (lines[document.parent_id].parts if document.parent_id else grove.lines).append(line)
    return list(groves.values())


def _lines_of(documents, user):
    if not documents:
        return {}
    for document in documents:
        document.pilot.centre = user.centre
    reader, mandates = Reader.of(user), _mandates_of(user)
    return {
        pk: Line(one.document, state_of(one), next_move(one, reader), _teams_of(one, mandates))
        for pk, one in standings_of(documents).items()
    }


def _mandates_of(user):
    found = Mandate.objects.filter(centre=user.centre_id).exclude(documents=[]).on(clock.today())
    found = found.select_related("team").only("documents", "team__name")
    return list(found.order_by("team__effective_on", "pk"))


def _teams_of(standing, mandates):
    """Those whose orders name the document or the one it is a part of; of a draft order those it was sent to."""
    if standing.document.kind == Kind.ORDER_DRAFT:
        return [one.team for one in standing.asked]
    named = {standing.document.pk, standing.document.parent_id}
    return [mandate.team for mandate in mandates if named & set(mandate.documents)]


@dataclass(frozen=True)
class Working:
    """A team that works on the document, and the provision of its order that says so."""

    team: Team
    provision: str
    order_url: str


@dataclass(frozen=True)
class Judged:
    """What one team said, or is to say, of one version."""

    team: Team
    number: int
    conclusion: str
    key: str
    words: str
    url: str


@dataclass(frozen=True)
class TopicLine:
    """A topic with how far its concepts are; one that was withdrawn stays, and says so."""

    topic: Topic
    key: str
    words: str
    teams: str


@dataclass(frozen=True)
class Introduced:
    """The act that put the document into force."""

    words: str
    url: str


@dataclass
class Page:
    """One document with everything that is reached from it."""

    user: User
    document: ExpertDocument
    standing: Standing
    parts: list[Standing]
    reader: Reader

    @classmethod
    def of(cls, user: User, pk: int) -> "Page | None":
        """None: there is no such document for this person."""
        found = list(documents_of(user).filter(Q(pk=pk) | Q(parent=pk)).select_related("pilot", "parent"))
        document = next((one for one in found if one.pk == pk), None)
        if document is None:
            return None
        for one in found:
            one.pilot.centre = user.centre
        standings = standings_with_people(found)
        return cls(user, document, standings.pop(pk), list(standings.values()), Reader.of(user))

    @cached_property
    def move(self) -> Move:
        return next_move(self.standing, self.reader)

    @cached_property
    def state(self) -> State:
        return state_of(self.standing)

    @property
    def part_lines(self) -> list[tuple[ExpertDocument, State]]:
        return [(one.document, state_of(one)) for one in self.parts]

    @property
    def keeps(self) -> bool:
        return self.reader.keeps

    @property
    def writes(self) -> bool:
        return self.reader.writes(self.document) and not self.document.withdrawn_at

    @property
    def may_begin(self) -> bool:
        """As versions.rules.why_not_begin; a version of a draft order is taken from the order."""
        return self.writes and self.standing.draft is None and self.document.kind != Kind.ORDER_DRAFT

    @property
    def may_ask(self) -> bool:
        """As topics.rules.may_ask; nobody names topics of a document given up."""
        return self.writes and self.document.kind != Kind.ORDER_DRAFT

    @property
    def may_inform(self) -> bool:
        """As topics.rules.may_inform, over what is read already."""
        informs = self.user.has_role(Role.DIRECTOR, Role.HR, Role.COORDINATOR)
        sits = any(one.team.pk in self.reader.functions for one in self.working)
        return not self.document.withdrawn_at and (informs or sits)

    @property
    def returned(self) -> Consultation | None:
        """The current version did not please the director, who says what the next one should hold."""
        current = self.standing.current
        sent = current.consultation if current and current.status == "answered" else None
        return sent if sent and sent.returned_at else None

    @property
    def has_remarks(self) -> bool:
        """Whether remarks to all versions may be printed together."""
        done = [one for one in self.standing.versions if one.status not in ("draft", "collecting", "withdrawn")]
        return any(one.remarks_open for one in done)

    @property
    def order_url(self) -> str:
        """Of the draft order, for who may read it."""
        order = self.standing.order
        return order.get_absolute_url() if order and (self.standing.issued or self.keeps) else ""

    @property
    def compared(self) -> list[int]:
        """The two newest versions that this person sees, the older first; empty when there are not two."""
        seen = [one.number for one in self.standing.versions if one.status != "draft" or self.writes]
        return seen[1::-1] if len(seen) > 1 else []

    @property
    def judged(self) -> list["Judged"]:
        """Teams asked about each version that still says something, the newest version first."""
        opinions = {(one.of_version_id, one.team_id): one for one in self.standing.opinions}
        return [
            _judged(version, asked, opinions.get((version.pk, asked.team_id)))
            for version in self.standing.versions
            for asked in self.standing.ever_asked.get(version.pk, [])
            if (version.pk, asked.team_id) in opinions or version == self.standing.current
        ]

    @property
    def topic_lines(self) -> list["TopicLine"]:
        return [_topic_line(topic) for topic in self.topics]

    @cached_property
    def forwardings(self) -> list[Forwarding]:
        if not any(one.forwarded_on for one in self.standing.versions):
            return []
        found = Forwarding.objects.filter(of_version__document=self.document)
        return list(found.select_related("of_version", "forwarded_by"))

    @property
    def introduced(self) -> list["Introduced"]:
        found = self.standing.acts + ([self.standing.issued] if self.standing.issued else [])
        return [Introduced(str(one), one.get_absolute_url()) for one in found]

    @cached_property
    def working(self) -> list[Working]:
        named = Q(documents__contains=[self.document.pk])
        if self.document.parent_id:
            named |= Q(documents__contains=[self.document.parent_id])
        found = _MANDATES.filter(named, centre=self.user.centre_id).on(clock.today())
        return [_working(one) for one in found]

    @cached_property
    def contracts(self) -> list[Contract]:
        return list(_CONTRACTS.filter(documents=self.document))

    @cached_property
    def topics(self) -> list[Topic]:
        """Each with its teams and how far their concepts are: `teams`, a list of {"team", "status", "at"}."""
        return list(_TOPICS.filter(document=self.document))

    @cached_property
    def information(self) -> list[Information]:
        return information_of(self.document)


def _topics():
    concept = Concept.objects.filter(topic=OuterRef("topic"), team=OuterRef("team"))
    told = JSONObject(
        team="team__name",
        status=Subquery(concept.values("status")),
        at=Subquery(concept.values("handed_at")),
    )
    asked = TopicTeam.objects.filter(topic=OuterRef("pk")).order_by("pk").values(said=told)
    return Topic.objects.order_by("number").defer("description").annotate(teams=ArraySubquery(asked))


# Composed once: to compose them takes as long as to answer them.
_TOPICS = _topics()
_CONTRACTS = Contract.objects.select_related("person").order_by("since_on", "pk")
_MANDATES = (
    Mandate.objects.select_related("team", "issued_order")
    .defer("rules", "products", "issued_order__text")
    .order_by("team__effective_on", "pk")
)


def _judged(version, asked, opinion):
    if opinion is None:
        return Judged(asked.team, version.number, "–", "to_do", "niezaczęta", "")
    conclusion = opinion.get_conclusion_display() if opinion.adoption_id else "opinia"
    words, url = opinion.get_status_display(), opinion.get_absolute_url()
    return Judged(asked.team, version.number, conclusion, opinion.status, words, url)


def _topic_line(topic):
    teams = [f"{one['team']}: {_of_concept(one['status'])}" for one in topic.teams]
    return TopicLine(topic, *_topic_state(topic), " · ".join(teams))


def _topic_state(topic):
    statuses = [one["status"] for one in topic.teams]
    if topic.withdrawn_at:
        return "withdrawn", "wycofane"
    if all(status == C.TAKEN for status in statuses):
        return "done", "opracowane"
    if topic.due_on and topic.due_on < clock.today() and set(statuses) - {C.TAKEN, C.HANDED_OVER}:
        return "late", "po terminie"
    return ("handed_over", "koncepcja u eksperta") if C.HANDED_OVER in statuses else ("in_work", "w opracowaniu")


def _of_concept(status):
    return f"koncepcja {C(status).label}" if status else "jeszcze niezaczęta"


def _working(mandate):
    order = mandate.issued_order
    said = order.effects.get("provisions", {}).get("documents", "")
    provision = f"{said} zarządzenia nr {order.number_text}" if said else f"zarządzenie nr {order.number_text}"
    return Working(mandate.team, provision, order.get_absolute_url())


def in_the_tree(documents: QuerySet[ExpertDocument]) -> QuerySet[ExpertDocument]:
    """In the order of the tree: each whole before its parts."""
    return documents.order_by(Coalesce("parent__rank", "rank"), F("parent").asc(nulls_first=True), "rank", "pk")


def contracts_of(user: User) -> QuerySet[Contract]:
    """Of the person's centre, the newest first."""
    found = Contract.objects.visible_to(user).select_related("pilot__centre", "person")
    return found.order_by("-since_on", "-pk")


@dataclass(frozen=True)
class ContractLine:
    """A contract in the list: what of it this person sees."""

    contract: Contract
    documents: list[ExpertDocument]
    is_whole: bool
    is_over: bool


def contract_lines(user: User) -> list[ContractLine]:
    today = clock.today()
    return [
        ContractLine(one, list(one.documents.all()), rules.sees_whole(user, one), one.last_day < today)
        for one in contracts_of(user).prefetch_related(Prefetch("documents", in_the_tree(ExpertDocument.objects.all())))
    ]
