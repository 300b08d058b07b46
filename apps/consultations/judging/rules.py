"""Who begins a team's opinion on a document, why its vote must wait, and who may dissent from it until when."""

from django.db.models import Exists, OuterRef, QuerySet

from apps.accounts.models import User
from apps.core import clock
from apps.core.polish import day_in_words
from apps.teams import rules as team_rules
from apps.teams.models import Elector, Team, Vote
from apps.texts import rich

from ..models import DocumentAdoption, DocumentDissent, DocumentDissentDraft, DocumentOpinion, DocumentVersion
from .content import content_of, unprintable_places

S, V = DocumentOpinion.Status, DocumentVersion.Status
JUDGED = frozenset({V.COLLECTING, V.ANSWERING, V.ANSWERED})
MEMBERS = "Opinię pisze członek zespołu, który ma ją wydać."
CLOSED = "Treści nie można już zmienić: trwa głosowanie albo opinia została przyjęta."
NO_DISSENT = "Zdanie odrębne zgłasza w terminie uprawniony do głosowania, który nie głosował „za”."
EDIT, REMARKS, DOCUMENT = "edit", "remarks", "document"  # where what is missing can be mended


def why_not_begin(user: User, version: DocumentVersion, team: Team) -> str:
    """Empty when this person may begin the opinion of the team on the version today."""
    if not team_rules.is_member(user, team):
        return MEMBERS
    return "" if version.status in JUDGED else _judged_no_more(version)


def lacks(opinion: DocumentOpinion) -> list[tuple[str, str]]:
    """Why it cannot be put to the vote yet, each reason with the place where it is mended."""
    version, found = opinion.of_version, []
    if version.status not in JUDGED:
        found.append((_judged_no_more(version), DOCUMENT))
    if not opinion.conclusion:
        found.append(("Wybierz rozstrzygnięcie: pozytywna, pozytywna z uwagami albo negatywna.", EDIT))
    if rich.is_empty(opinion.body):
        found.append(("Wpisz uzasadnienie opinii.", EDIT))
    if still_remarks(opinion):
        found.append(("Najpierw zespół kończy zgłaszanie uwag do tej wersji.", REMARKS))
    return found + [(said, EDIT) for said in unprintable_places(content_of(opinion))]


def still_remarks(opinion: DocumentOpinion) -> bool:
    """Whether the team may still give remarks to the version."""
    version = opinion.of_version
    if version.status != V.COLLECTING or clock.today() > version.consultation.deadline_on:
        return False
    return version.consultation.asked.filter(team=opinion.team_id, closed_at=None).exists()


def is_elector(user: User, opinion: DocumentOpinion) -> bool:
    """Of any ballot about it, also one who has left the team since."""
    electors = Elector.objects.filter(ballot__voted_document_opinion__opinion=opinion)
    return bool(user.person_id) and electors.filter(person=user.person_id).exists()


def entitled_to_dissent(adoption: DocumentAdoption) -> QuerySet[Elector]:
    """Electors who did not vote for and have not filed a dissenting opinion yet."""
    electors = Elector.objects.filter(ballot__voted_document_opinion__adoption=adoption).select_related("person")
    filed = DocumentDissent.objects.filter(adoption=adoption, person=OuterRef("person"))
    return electors.exclude(vote__choice=Vote.Choice.FOR).exclude(Exists(filed))


def can_dissent(user: User, opinion: DocumentOpinion) -> bool:
    """An elector of the adopting ballot who did not vote for, until the end of the deadline's day."""
    if opinion.status != S.ADOPTED or not user.person_id:
        return False
    adoption = opinion.adoption
    in_time = clock.today() <= adoption.dissent_until
    return in_time and entitled_to_dissent(adoption).filter(person_id=user.person_id).exists()


def dissent_draft_of(user: User, opinion: DocumentOpinion) -> DocumentDissentDraft | None:
    """What this person has typed of a dissenting opinion and not filed yet; nobody else's is ever asked for."""
    return DocumentDissentDraft.objects.filter(adoption=opinion.adoption_id, person=user.person_id or 0).first()


def dissent_is_open(opinion: DocumentOpinion) -> list[str]:
    """Why confirming must wait: the deadline runs and somebody may still dissent."""
    adoption = opinion.adoption
    if clock.today() > adoption.dissent_until or not entitled_to_dissent(adoption).exists():
        return []
    return [
        f"Zdania odrębne można zgłaszać do {day_in_words(adoption.dissent_until)} Opinię można potwierdzić następnego "
        "dnia albo wcześniej, gdy nikt uprawniony nie będzie już mógł zgłosić zdania odrębnego."
    ]


def _judged_no_more(version: DocumentVersion) -> str:
    """A vote that runs goes on; a new one is about the version that counts."""
    said = {
        V.SUPERSEDED: "Tę wersję zastąpiła nowsza. Opinię wydaje się o nowszej wersji.",
        V.WITHDRAWN: "Ta wersja została wycofana, więc nie wydaje się już o niej opinii.",
        V.ACCEPTED: "Ta wersja jest już zatwierdzona, więc nie wydaje się już o niej opinii.",
    }
    return said.get(version.status, "Opinię wydaje się o wersji przekazanej do zaopiniowania.")
