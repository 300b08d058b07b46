"""Whose move it is on a topic and on a concept: for the banner of their pages."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from apps.accounts.models import User
from apps.consultations.commissions.moves import writers_of
from apps.consultations.models import Concept, Topic
from apps.consultations.rules import may_answer_concept
from apps.teams.models import Team

from . import rules
from .reading import Line, ShownTopic

YOU = "Ciebie"
EXPERT = "eksperta"


@dataclass(frozen=True)
class Move:
    """Who acts next, until when, and the one thing to do if it is this person. `posts`: it is a button."""

    who: str
    until: date | None = None
    url: str = ""
    label: str = ""
    posts: bool = False


def move_on(shown: ShownTopic, mine: Iterable[Team], may_ask: bool) -> Move | None:
    """On the topic's page; None: nobody's."""
    if shown.topic.is_closed or shown.is_done:
        return None
    seats = {team.pk for team in mine}
    if line := next((one for one in shown.lines if one.waits_for_team and one.team.pk in seats), None):
        return _of_team(shown.topic, line)
    if may_ask and shown.waits_for_expert:
        return Move(YOU, url=shown.waits_for_expert[0].get_absolute_url(), label="Przeczytaj koncepcję")
    waiting = [str(team) for team in shown.waits_for_teams]
    waiting += [writers_of(shown.topic.document) or EXPERT] if shown.waits_for_expert else []
    return Move(", ".join(waiting), shown.topic.due_on if shown.waits_for_teams else None)


def _of_team(topic: Topic, line: Line) -> Move:
    place = [topic.document_id, topic.number, line.team.pk]
    if line.concept is None:
        begin = reverse("consultations:concept_begin", args=place)
        return Move(YOU, topic.due_on, begin, "Zacznij koncepcję", posts=True)
    returned = line.concept.status == Concept.Status.RETURNED
    label = "Uzupełnij koncepcję" if returned else "Pisz koncepcję"
    return Move(YOU, topic.due_on, reverse("consultations:concept", args=place) if returned else _write(place), label)


def move_of_concept(user: User, concept: Concept) -> Move | None:
    """On the concept's page, where the buttons stand below the banner."""
    if concept.topic.is_closed or concept.status == Concept.Status.TAKEN:
        return None
    if concept.status == Concept.Status.HANDED_OVER:
        return Move(YOU if may_answer_concept(user, concept) else writers_of(concept.topic.document) or EXPERT)
    is_mine = rules.reads_drafts(user, concept)
    return Move(YOU if is_mine else str(concept.team), concept.topic.due_on)


def _write(place):
    return reverse("consultations:concept_write", args=place)
