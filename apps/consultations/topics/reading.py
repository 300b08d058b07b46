"""What pages show of topics, concepts and information."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.utils.text import Truncator

from apps.accounts.models import User
from apps.consultations.models import Attachment, Concept, ConceptAnswer, Information, Topic, TopicTeam
from apps.core import clock
from apps.core.models import AuditEvent
from apps.core.polish import day_in_words
from apps.teams import rules as team_rules
from apps.teams.models import ExpertDocument, Team
from apps.texts.rich import printable

from . import rules

S = Concept.Status


@dataclass(frozen=True)
class Line:
    """A team asked about a topic, and its concept if it has begun one."""

    team: Team
    concept: Concept | None

    @property
    def waits_for_team(self) -> bool:
        return self.concept is None or self.concept.status in rules.EDITABLE

    @property
    def waits_for_expert(self) -> bool:
        return self.concept is not None and self.concept.status == S.HANDED_OVER


@dataclass(frozen=True)
class ShownTopic:
    """A topic with the teams asked, in the order they were asked."""

    topic: Topic
    lines: list[Line]

    @property
    def is_late(self) -> bool:
        due = self.topic.due_on
        return bool(due and due < clock.today() and not self.topic.is_closed and self.waits_for_teams)

    @property
    def waits_for_teams(self) -> list[Team]:
        return [line.team for line in self.lines if line.waits_for_team]

    @property
    def waits_for_expert(self) -> list[Concept]:
        return [line.concept for line in self.lines if line.concept and line.waits_for_expert]

    @property
    def is_done(self) -> bool:
        return not self.waits_for_teams and not self.waits_for_expert


def shown(topic: Topic) -> ShownTopic:
    """Of a topic read by `topic_with_lines`."""
    concepts = {one.team_id: one for one in topic.concepts.all()}
    for concept in concepts.values():
        concept.topic = topic
    return ShownTopic(topic, [Line(one.team, concepts.get(one.team_id)) for one in topic.asked.all()])


def topic_with_lines(document: ExpertDocument, number: int) -> QuerySet[Topic]:
    """The topic with the teams asked and their concepts; three queries, whatever their number."""
    asked = TopicTeam.objects.select_related("team")
    concepts = Concept.objects.defer("body").order_by("pk")
    found = document.topics.filter(number=number).select_related("edited_by__person")
    return found.prefetch_related(Prefetch("asked", asked), Prefetch("concepts", concepts))


def information_of(document: ExpertDocument, topic: Topic | None = None) -> list[Information]:
    """What was handed over to the experts of the document, or to one topic of it; the newest first."""
    found = _INFORMATION.filter(document=document)
    return list(found.filter(topic=topic) if topic else found)


_INFORMATION = Information.objects.select_related("topic", "team")


def attachments_of(concept: Concept) -> list[Attachment]:
    """What is enclosed now."""
    return list(_files(concept.attachments.filter(removed_at=None)))


def files_of(information: Information) -> list[Attachment]:
    return list(_files(information.attachments.all()))


def _files(found):
    return found.select_related("blob", "added_by").defer("blob__content")


@dataclass(frozen=True)
class Answered:
    """What the expert said to a concept, and which files were enclosed with it then."""

    answer: ConceptAnswer
    files: list[Attachment]


def answers_of(concept: Concept) -> list[Answered]:
    """The newest first."""
    answers = list(concept.answers.order_by("-pk"))
    every = list(_files(concept.attachments.all())) if answers else []
    return [Answered(one, [file for file in every if _was_enclosed(file, one)]) for one in answers]


def _was_enclosed(file: Attachment, answer: ConceptAnswer) -> bool:
    gone = file.removed_at is not None and file.removed_at <= answer.answered_at
    return file.added_at <= answer.answered_at and not gone


def may_download(user: User, attachment: Attachment) -> bool:
    """Files of information: everybody in the centre. Of a concept: once it was handed over with them; before that
    the team."""
    concept = attachment.concept
    if concept is None or rules.reads_drafts(user, concept):
        return True
    if concept.status in rules.HANDED and attachment.removed_at is None:
        return True
    return any(_was_enclosed(attachment, one) for one in concept.answers.defer("body"))


@dataclass(frozen=True)
class Readable:
    """The text that this person reads, and which it is."""

    html: Any
    is_draft: bool = False
    answer: ConceptAnswer | None = None  # it is the wording that this answer returned


def readable(user: User, concept: Concept, answers: list[Answered]) -> Readable | None:
    """The team reads what it writes; others what was handed over last. None: nothing was. `answers`: the newest
    first."""
    if rules.reads_drafts(user, concept):
        return Readable(printable(concept.body), is_draft=concept.status in rules.EDITABLE)
    if concept.status in rules.HANDED:
        return Readable(printable(concept.body))
    last = answers[0].answer if answers else None
    return Readable(printable(last.body), answer=last) if last else None


def mine_among(user: User, teams: Iterable[Team]) -> list[Team]:
    """Of these teams those in which the person sits today."""
    seats = set(team_rules.teams_of(user).values_list("pk", flat=True))
    return [team for team in teams if team.pk in seats]


_TOLD = {
    "topic.ask": "Wskazano zagadnienie.",
    "topic.change": "Zmieniono zagadnienie.",
    "topic.withdraw": "Wycofano zagadnienie.",
    "concept.begin": "Zaczęto koncepcję.",
    "concept.enclose": "Dołączono pliki do koncepcji.",
    "concept.take_out": "Usunięto plik z koncepcji.",
    "concept.hand_over": "Przekazano koncepcję ekspertowi.",
    "concept.return": "Zwrócono koncepcję do uzupełnienia.",
    "concept.take": "Przyjęto koncepcję.",
}


def story_of(topic: Topic, concepts: Iterable[Concept]) -> list[dict[str, Any]]:
    """What was done with the topic and these concepts, the newest first, for components/timeline.html."""
    teams = {one.pk: one for one in concepts}
    of_topic = Q(object_type="consultations.topic", object_id=topic.pk)
    of_concepts = Q(object_type="consultations.concept", object_id__in=list(teams))
    deeds = AuditEvent.objects.filter(of_topic | of_concepts, centre_id=topic.centre_id).order_by("-pk")[:50]
    return [_event(deed, teams) for deed in deeds]


def _event(deed, concepts):
    concept = concepts.get(deed.object_id) if deed.object_type == "consultations.concept" else None
    who = f"{deed.actor_name} ({concept.team})" if concept and len(concepts) > 1 else deed.actor_name
    said = [_TOLD.get(deed.verb, deed.verb), *_was(deed.data.get("was", {}))]
    return {"at": deed.at, "what": " ".join(said), "who": who}


def _was(columns: dict[str, Any]) -> list[str]:
    """What a changed topic said before."""
    labels = {"title": "Tytuł brzmiał", "description": "Opis brzmiał", "due_on": "Termin był"}
    return [f"{labels[name]}: {_in_words(name, value)}" for name, value in columns.items()]


def _in_words(name, value):
    if name == "due_on":
        return day_in_words(date.fromisoformat(value)) if value else "bez terminu."
    return f"„{Truncator(value).chars(300)}”." if value else "pusty."
