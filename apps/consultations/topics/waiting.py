"""Topics and concepts that wait for a person: as a member of the team that writes, or as the expert who answers."""

from dataclasses import dataclass

from django.db.models import OuterRef, Q, Subquery

from apps.accounts.models import Role, User
from apps.consultations.models import Concept, Topic, TopicTeam
from apps.core import clock
from apps.teams.models import RosterInterval, Team
from apps.texts.history import unused_texts_of
from apps.texts.merge import adds_nothing

S = Concept.Status


@dataclass(frozen=True)
class Waiting:
    """A team's answer to a topic, not taken yet. `status`: of its concept; None: not begun."""

    topic: Topic
    team: Team
    status: str | None
    is_writer: bool  # this person is in the team
    is_expert: bool  # this person is an expert of the document

    @property
    def waits_for_expert(self) -> bool:
        return self.status == S.HANDED_OVER

    @property
    def is_mine(self) -> bool:
        return self.is_expert if self.waits_for_expert else self.is_writer

    @property
    def place(self) -> list[int]:
        """Arguments of the addresses of the concept."""
        return [self.topic.document_id, self.topic.number, self.team.pk]


def waiting_for(user: User) -> list[Waiting]:
    """What is under way on topics of the person's teams and documents, in the order of deadlines. At most three
    queries, whatever the number; one while nothing is under way in the centre."""
    under_way = list(_under_way(user))
    if not under_way:
        return []
    seats, documents = set(_seats(user)), _written_by(user)
    found = [
        Waiting(one.topic, one.team, one.status, one.team_id in seats, one.topic.document_id in documents)
        for one in under_way
    ]
    return [one for one in found if one.is_writer or one.is_expert]


def _under_way(user):
    concept = Concept.objects.filter(topic=OuterRef("topic"), team=OuterRef("team"))
    found = TopicTeam.objects.filter(
        topic__document__pilot__centre=user.centre_id, topic__withdrawn_at=None, topic__document__withdrawn_at=None
    ).annotate(status=Subquery(concept.values("status")))
    open_now = found.filter(Q(status=None) | ~Q(status=S.TAKEN)).select_related("topic__document", "team")
    return open_now.order_by("topic__due_on", "pk")


def with_lost_texts(user: User) -> list[Concept]:
    """Concepts in which this person has typed something that did not get saved and that says something new."""
    lost = {one.object_id: one for one in unused_texts_of(user, Concept, "body")}
    if not lost:
        return []
    found = Concept.objects.filter(pk__in=lost, topic__document__pilot__centre=user.centre_id)
    concepts = found.select_related("topic__document")
    return [one for one in concepts if not adds_nothing(lost[one.pk].body, one.body)]


def _seats(user):
    mine = RosterInterval.objects.filter(centre=user.centre_id, person=user.person_id or 0).on(clock.today())
    return mine.order_by().values_list("team", flat=True)


def _written_by(user):
    if not user.has_role(Role.EXPERT):
        return set()
    return set(user.person.expert_documents.values_list("pk", flat=True))
