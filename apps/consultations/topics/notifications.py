"""Letters about topics, concepts and information: each person a letter of their own, queued in the deed's transaction,
so that it exists exactly when the deed does. What was written stays in the program; a letter only leads there."""

from collections.abc import Iterable

from django.conf import settings
from django.db.models import QuerySet

from apps.accounts.models import User
from apps.consultations.models import Concept, ConceptAnswer, Information, Topic
from apps.core import clock, letters
from apps.core.polish import day_in_words
from apps.teams.models import ExpertDocument, RosterInterval, Team

BODY = """Dzień dobry,

{what}

{address}

Wiadomość wysłał program ośrodka ({centre}). Prosimy na nią nie odpowiadać.
"""


def tell_of_topic(topic: Topic, teams: Iterable[Team], *, by: User) -> None:
    until = f" Koncepcja jest potrzebna do {day_in_words(topic.due_on)}" if topic.due_on else ""
    what = f"ekspert wskazał Państwa zespołowi zagadnienie do opracowania: „{topic.title}”.{until}"
    _write(members(topic.centre_id, teams), f"Zagadnienie do opracowania: {topic.title}", what, topic, by)


def tell_of_change(topic: Topic, teams: Iterable[Team], *, by: User) -> None:
    what = f"ekspert zmienił zagadnienie {topic.number}: „{topic.title}”."
    _write(members(topic.centre_id, teams), f"Zmienione zagadnienie: {topic.title}", what, topic, by)


def tell_of_withdrawal(topic: Topic, teams: Iterable[Team], *, by: User) -> None:
    what = f"ekspert wycofał zagadnienie {topic.number}: „{topic.title}”. Nie trzeba już nad nim pracować."
    _write(members(topic.centre_id, teams), f"Wycofane zagadnienie: {topic.title}", what, topic, by)


def tell_experts_of_concept(concept: Concept, *, by: User) -> None:
    topic = concept.topic
    what = f"{concept.team} przekazał koncepcję do zagadnienia {topic.number}: „{topic.title}”. Czeka na Państwa."
    _write(experts(topic.document), f"Koncepcja zespołu: {topic.title}", what, concept, by)


def tell_team_of_answer(answer: ConceptAnswer, *, by: User) -> None:
    concept, topic = answer.concept, answer.concept.topic
    said = "przyjął koncepcję" if answer.taken else "zwrócił do uzupełnienia koncepcję"
    what = f"ekspert {said} do zagadnienia {topic.number}: „{topic.title}”."
    subject = f"Koncepcja {'przyjęta' if answer.taken else 'zwrócona do uzupełnienia'}: {topic.title}"
    _write(members(topic.centre_id, [concept.team]), subject, what, concept, by)


def tell_experts_of_information(information: Information, *, by: User) -> None:
    what = f"{by.full_name}: nowa informacja do dokumentu „{information.document}”: „{information.title}”."
    subject = f"Informacja dla ekspertów: {information.title}"
    _write(experts(information.document), subject, what, information, by)


def members(centre_id: int, teams: Iterable[Team]) -> QuerySet[User]:
    """People with an account who are in these teams today."""
    seated = RosterInterval.objects.filter(centre=centre_id, team__in=[team.pk for team in teams]).on(clock.today())
    return User.objects.filter(is_active=True, person__left_on=None, person__in=seated.order_by().values("person"))


def experts(document: ExpertDocument) -> QuerySet[User]:
    """The experts of the document who have an account."""
    return User.objects.filter(
        is_active=True, person__left_on=None, person__in=document.experts.order_by().values("pk")
    )


def _write(told: QuerySet[User], subject: str, what: str, about, by: User) -> None:
    address = settings.BASE_URL + about.get_absolute_url()
    body = BODY.format(what=what, address=address, centre=by.centre.short_name)
    for user in told.exclude(pk=by.pk).order_by("pk"):
        letters.enqueue(user.email, subject, body)
