"""Who does what with experts' documents, and why a step must wait. Each sub-package has finer questions of its own."""

from collections.abc import Iterable

from apps.accounts.models import Role, User
from apps.core import clock
from apps.core.polish import day_in_words, plural
from apps.orders.rules import can_draft
from apps.projects.models import Pilot
from apps.teams import rules as team_rules
from apps.teams.models import Ballot, ExpertDocument, Team

from .judging.rules import lacks
from .models import Answer, Concept, DocumentOpinion, DocumentVersion, Remark

KEEPERS = "Dokumenty ekspertów i umowy prowadzi dyrektor albo pracownik kadr ośrodka."
WRITERS = "Dokument prowadzi jego ekspert, a projekt zarządzenia – dyrektor albo pracownik kadr."
_NAMED = 5  # numbers of remarks that a sentence names


def may_keep(user: User, pilot: Pilot) -> bool:
    """Who commissions: adds documents, names their experts and contracts."""
    return team_rules.can_add_expert_documents(user, pilot)


def may_write(user: User, document: ExpertDocument) -> bool:
    """Who writes its versions and answers remarks: its experts; of a draft order those who draft orders."""
    if user.centre_id != document.centre_id:
        return False
    if document.kind == ExpertDocument.Kind.ORDER_DRAFT:
        return can_draft(user)
    return user.has_role(Role.EXPERT) and document.experts.filter(pk=user.person_id).exists()


def is_director(user: User, document: ExpertDocument) -> bool:
    return user.centre_id == document.centre_id and user.has_role(Role.DIRECTOR)


def may_see(user: User, version: DocumentVersion) -> bool:
    """A version in work is for those who write it; one that was sent, for everybody in the centre."""
    if version.status == DocumentVersion.Status.DRAFT:
        return may_write(user, version.document)
    return user.centre_id == version.centre_id


def asked_teams(version: DocumentVersion) -> list[Team]:
    return [one.team for one in version.consultation.asked.select_related("team")]


def team_asked(user: User, version: DocumentVersion) -> Team | None:
    """The team, among those asked, in which the user sits today."""
    return next((team for team in asked_teams(version) if team_rules.is_member(user, team)), None)


# Versions


def may_write_version(user: User, version: DocumentVersion) -> bool:
    return may_write(user, version.document)


def may_close_remarks(user: User, version: DocumentVersion) -> bool:
    """Who writes the document, and the director; when: `remarks_still_come`."""
    return may_write(user, version.document) or is_director(user, version.document)


def may_withdraw(user: User, version: DocumentVersion) -> bool:
    return may_close_remarks(user, version)


def may_accept(user: User, version: DocumentVersion) -> bool:
    return is_director(user, version.document)


def not_ready_to_send(version: DocumentVersion) -> list[str]:
    """Why it cannot be sent for opinion yet: it is empty, or remarks to an earlier one wait for answers."""
    reasons = []
    if version.origin != DocumentVersion.Origin.FILE and not version.units:
        reasons.append("Wersja jest pusta. Wpisz jej treść albo prześlij plik.")
    waiting = unanswered(version.document)
    if waiting:
        reasons.append(f"Następną wersję można przekazać po rozpatrzeniu uwag. {_without_answers(waiting)}")
    return reasons


def remarks_still_come(version: DocumentVersion) -> list[str]:
    """Why the collecting of remarks is not closed yet: the deadline runs and a team has not said that it is done."""
    consultation = version.consultation
    if clock.today() > consultation.deadline_on or not consultation.asked.filter(closed_at=None).exists():
        return []
    return [
        f"Uwagi można zgłaszać do {day_in_words(consultation.deadline_on)} "
        "Wcześniej zbieranie można zamknąć, gdy wszystkie zespoły zakończą zgłaszanie."
    ]


def open_remarks(document: ExpertDocument):
    """Submitted remarks that want an answer of their own: not withdrawn and not merged into another."""
    return open_remarks_of([document])


def open_remarks_of(documents: Iterable[ExpertDocument]):
    """The same of many documents."""
    found = Remark.objects.filter(document__in=documents, submitted_at__isnull=False)
    found = found.filter(withdrawn_at=None, merged_into=None)
    return found.exclude(of_version__status=DocumentVersion.Status.WITHDRAWN)


def unanswered(document: ExpertDocument) -> list[int]:
    """Numbers of remarks without an answer, to any version of the document."""
    answered = Answer.objects.exclude(disposition="").values("remark")
    found = open_remarks(document).exclude(pk__in=answered)
    return list(found.order_by("number").values_list("number", flat=True))


def answers_missing(version: DocumentVersion) -> list[str]:
    """Why the answers are not handed over yet."""
    waiting = unanswered(version.document)
    return [_without_answers(waiting)] if waiting else []


def _without_answers(numbers: list[int]) -> str:
    """„Bez odpowiedzi są jeszcze 2 uwagi: nr 3, 7.” Of many only the first are named."""
    count = len(numbers)
    verb, noun = plural(count, "jest", "są", "jest"), plural(count, "uwaga", "uwagi", "uwag")
    named = ", ".join(str(number) for number in numbers[:_NAMED]) + (" i dalsze" if count > _NAMED else "")
    return f"Bez odpowiedzi {verb} jeszcze {count} {noun}: nr {named}."


def opinions_missing(version: DocumentVersion) -> list[str]:
    """Why the director does not accept it yet: teams that were asked have not given their opinion."""
    given = DocumentOpinion.objects.filter(of_version=version, status=DocumentOpinion.Status.CONFIRMED)
    waits = version.consultation.asked.exclude(team__in=given.values("team")).select_related("team")
    return [f"Nie ma jeszcze potwierdzonej opinii: {one.team}." for one in waits]


# Concepts


def sits_with(user: User, concept: Concept) -> bool:
    """Whether the person is in the concept's team today. Asked once of one reading of the concept: a page asks often,
    an action reads the concept anew."""
    known = concept.__dict__.setdefault("_sits_with", {})
    if user.pk not in known:
        known[user.pk] = team_rules.is_member(user, concept.team)
    return known[user.pk]


def may_write_concept(user: User, concept: Concept) -> bool:
    return not concept.topic.is_closed and sits_with(user, concept)


def may_answer_concept(user: User, concept: Concept) -> bool:
    return not concept.topic.is_closed and may_write(user, concept.topic.document)


def concept_is_empty(concept: Concept) -> list[str]:
    if concept.body.strip() or concept.attachments.filter(removed_at=None).exists():
        return []
    return ["Koncepcja jest pusta. Opisz ją albo dołącz plik."]


# Opinions of teams


def may_write_opinion(user: User, opinion: DocumentOpinion) -> bool:
    return team_rules.is_member(user, opinion.team)


def is_chair(user: User, opinion: DocumentOpinion) -> bool:
    return team_rules.is_chair(user, opinion.team)


def open_ballot_of(opinion: DocumentOpinion) -> Ballot | None:
    """The ballot that runs now."""
    voted = opinion.voted.select_related("ballot").filter(ballot__result=None).first()
    return voted.ballot if voted else None


def may_close_vote(user: User, opinion: DocumentOpinion) -> bool:
    ballot = open_ballot_of(opinion)
    return ballot is not None and team_rules.may_close(user, ballot)


def may_stop_vote(user: User, opinion: DocumentOpinion) -> bool:
    ballot = open_ballot_of(opinion)
    return ballot is not None and team_rules.presides(user, ballot)


def opinion_not_ready(opinion: DocumentOpinion) -> list[str]:
    """Why it cannot be put to the vote: no conclusion, no reasons, or the team still gives remarks."""
    return [said for said, _ in lacks(opinion)]


def vote_runs(opinion: DocumentOpinion) -> list[str]:
    ballot = open_ballot_of(opinion)
    return team_rules.still_runs(ballot) if ballot else []
