"""A team's concept: begun, enclosed with files, handed over, and answered by the expert."""

from apps.accounts.models import User
from apps.consultations.models import Attachment, Concept, ConceptAnswer, Topic, TopicTeam
from apps.consultations.workflow import CONCEPT
from apps.core import audit, clock
from apps.core.deeds import deed
from apps.core.errors import DomainError
from apps.teams import rules as team_rules
from apps.teams.models import Team

from .. import notifications, rules
from ..files import Upload, kept

TAKE, RETURN = "take", "return"


@deed
def begin_concept(topic: Topic, team: Team, *, by: User) -> Concept:
    """Open the team's concept on the topic, empty. A topic has one of each team."""
    topic = Topic.objects.select_for_update(no_key=True, of=("self",)).select_related("document").get(pk=topic.pk)
    if not team_rules.is_member(by, team):
        raise DomainError(rules.ONLY_MEMBERS)
    if reason := rules.closed_because(topic):
        raise DomainError(reason)
    if not TopicTeam.objects.filter(topic=topic, team=team).exists():
        raise DomainError("Ekspert nie wskazał tego zagadnienia Twojemu zespołowi.")
    if Concept.objects.filter(topic=topic, team=team).exists():
        raise DomainError("Zespół zaczął już tę koncepcję. Otwórz ją i pisz dalej.")
    concept = Concept.objects.create(topic=topic, team=team, edited_by=by, edited_at=clock.now())
    audit.record("concept.begin", concept, by=by, topic=topic.pk)
    return concept


@deed
def enclose(concept: Concept, uploads: list[Upload], *, by: User) -> list[Attachment]:
    """Enclose files with the concept; each is looked at first, and one that is refused keeps all out."""
    _check_work(by, concept)
    ready = [kept(one, by=by) for one in uploads]
    concept = _locked(concept)
    _check_work(by, concept)
    said = {"concept": concept, "added_by": by, "added_at": clock.now()}
    made = [Attachment.objects.create(file_name=name, blob_id=sha256, **said) for name, sha256 in ready]
    audit.record("concept.enclose", concept, by=by, files=[{"name": name, "sha256": of} for name, of in ready])
    return made


@deed
def take_out(attachment: Attachment, *, by: User) -> Attachment:
    """Take a file out of the concept. It is enclosed no more, and stays where it was handed over."""
    concept = _locked(attachment.concept)
    _check_work(by, concept)
    attachment = Attachment.objects.select_for_update(of=("self",)).get(pk=attachment.pk, concept=concept)
    if attachment.removed_at:
        raise DomainError("Ten plik został już usunięty z koncepcji.")
    attachment.removed_by, attachment.removed_at = by, clock.now()
    attachment.save(update_fields=["removed_by", "removed_at"])
    audit.record("concept.take_out", concept, by=by, file=attachment.file_name, sha256=attachment.blob_id)
    return attachment


@deed
def hand_over(concept: Concept, seen: int, *, by: User) -> Concept:
    """Hand the concept over to the expert as it was shown in version `seen`; until it comes back nobody changes it."""
    concept = _locked(concept)
    step = CONCEPT.check("hand_over", by, concept)
    _check_seen(concept, seen)
    concept.status, concept.handed_by, concept.handed_at = step.target, by, clock.now()
    concept.save(update_fields=["status", "handed_by", "handed_at"])
    notifications.tell_experts_of_concept(concept, by=by)
    audit.record("concept.hand_over", concept, by=by, version=concept.version, files=_files(concept))
    return concept


@deed
def answer_concept(concept: Concept, name: str, note: str, seen: int, *, by: User) -> ConceptAnswer:
    """Take the concept, or return it with a note (`name`: take, return); the answer keeps the wording it is about."""
    concept = _locked(concept)
    step = CONCEPT.check(name, by, concept)
    _check_seen(concept, seen)
    if name == RETURN and not note.strip():
        raise DomainError("Napisz, co zespół ma uzupełnić.")
    answer = ConceptAnswer.objects.create(
        concept=concept,
        taken=name == TAKE,
        note=note.strip(),
        body=concept.body,
        answered_by=by,
        answered_by_name=by.full_name,
        answered_at=clock.now(),
    )
    concept.status = step.target
    concept.save(update_fields=["status"])
    notifications.tell_team_of_answer(answer, by=by)
    audit.record(f"concept.{name}", concept, by=by, answer=answer.pk, files=_files(concept))
    return answer


def _locked(concept) -> Concept:
    found = Concept.objects.select_for_update(of=("self",))
    return found.select_related("topic__document__pilot__centre", "team").get(pk=concept.pk)


def _check_work(by, concept):
    if reason := rules.may_not_work(by, concept):
        raise DomainError(reason)


def _check_seen(concept, seen):
    if concept.version != seen:
        raise DomainError("W międzyczasie ktoś zmienił treść koncepcji. Przeczytaj ją jeszcze raz.")


def _files(concept) -> list[dict]:
    enclosed = concept.attachments.filter(removed_at=None).values_list("file_name", "blob_id")
    return [{"name": name, "sha256": sha256} for name, sha256 in enclosed]
