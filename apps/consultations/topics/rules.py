"""Who names topics, who reads a concept while it is written, who hands information over."""

from apps.accounts.models import Role, User
from apps.consultations.models import Concept, Topic, TopicTeam
from apps.consultations.rules import may_write, sits_with
from apps.teams import rules as team_rules
from apps.teams.models import ExpertDocument, Team

EDITABLE = frozenset({Concept.Status.WORKING, Concept.Status.RETURNED})
HANDED = frozenset({Concept.Status.HANDED_OVER, Concept.Status.TAKEN})
ASKERS = "Zagadnienia wskazuje ekspert, który pisze ten dokument."
ONLY_MEMBERS = "Koncepcję pisze zespół, któremu wskazano zagadnienie."
CLOSED_TOPIC = "Zagadnienie zostało wycofane, więc nikt już nad nim nie pracuje."
CLOSED_DOCUMENT = "Dokument został wycofany, więc nikt już nad nim nie pracuje."
INFORMERS = (
    "Informacje przekazują ekspertom członkowie zespołów, które pracują nad dokumentem, dyrektor, kadry i koordynator "
    "usług."
)
FROZEN = {
    Concept.Status.HANDED_OVER: "Koncepcja jest u eksperta. Treść można zmieniać, gdy ją zwróci.",
    Concept.Status.TAKEN: "Ekspert przyjął koncepcję. Jej treść już się nie zmienia.",
}


def may_ask(user: User, document: ExpertDocument) -> bool:
    """Whether the person names topics of the document; a draft order has none."""
    return document.kind != ExpertDocument.Kind.ORDER_DRAFT and may_write(user, document)


def closed_because(topic: Topic) -> str:
    """Why nobody works on it any more; empty: somebody does."""
    if topic.withdrawn_at:
        return CLOSED_TOPIC
    return CLOSED_DOCUMENT if topic.document.withdrawn_at else ""


def may_not_work(user: User, concept: Concept) -> str:
    """Why this person may not write the concept or enclose files now; empty: may."""
    if not sits_with(user, concept):
        return ONLY_MEMBERS
    return closed_because(concept.topic) or str(FROZEN.get(Concept.Status(concept.status), ""))


def reads_drafts(user: User, concept: Concept) -> bool:
    """Whether the person reads what the team has not handed over yet."""
    return sits_with(user, concept)


def teams_at_work(document: ExpertDocument) -> list[Team]:
    """Teams whose orders name the document, or the whole it is a part of, today."""
    named = {document.pk, document.parent_id} - {None}
    mandates = team_rules.mandates_on(document.centre_id)
    ids = [team for team, mandate in mandates.items() if named & set(mandate.documents)]
    return list(Team.objects.filter(pk__in=ids))


def team_that_informs(user: User, document: ExpertDocument) -> Team | None:
    """The team in whose name the person hands information over: one that works on the document or on its topics."""
    mine = list(team_rules.teams_of(user).filter(centre=document.centre_id))
    asked = set(TopicTeam.objects.filter(topic__document=document, team__in=mine).values_list("team_id", flat=True))
    asked |= {team.pk for team in teams_at_work(document)} if mine else set()
    return next((team for team in mine if team.pk in asked), None)


def may_inform(user: User, document: ExpertDocument) -> bool:
    if user.centre_id != document.centre_id or document.withdrawn_at:
        return False
    informs = user.has_role(Role.DIRECTOR, Role.HR, Role.COORDINATOR)
    return informs or team_that_informs(user, document) is not None
