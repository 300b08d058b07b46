"""Who may dissent from an opinion on a document, and until when."""

from django.db.models import Exists, OuterRef, QuerySet

from apps.accounts.models import User
from apps.core import clock
from apps.core.polish import day_in_words
from apps.teams.models import Elector, Vote

from ..models import DocumentAdoption, DocumentDissent, DocumentOpinion


def entitled_to_dissent(adoption: DocumentAdoption) -> QuerySet[Elector]:
    """Electors who did not vote for and have not filed a dissenting opinion yet."""
    electors = Elector.objects.filter(ballot__voted_document_opinion__adoption=adoption).select_related("person")
    filed = DocumentDissent.objects.filter(adoption=adoption, person=OuterRef("person"))
    return electors.exclude(vote__choice=Vote.Choice.FOR).exclude(Exists(filed))


def can_dissent(user: User, opinion: DocumentOpinion) -> bool:
    """An elector of the adopting ballot who did not vote for, until the end of the deadline's day."""
    if opinion.status != DocumentOpinion.Status.ADOPTED or not user.person_id:
        return False
    adoption = opinion.adoption
    in_time = clock.today() <= adoption.dissent_until
    return in_time and entitled_to_dissent(adoption).filter(person_id=user.person_id).exists()


def dissent_is_open(opinion: DocumentOpinion) -> list[str]:
    """Why confirming must wait: the deadline runs and somebody may still dissent."""
    adoption = opinion.adoption
    if clock.today() > adoption.dissent_until or not entitled_to_dissent(adoption).exists():
        return []
    return [
        f"Zdania odrębne można zgłaszać do {day_in_words(adoption.dissent_until)} Opinię można potwierdzić następnego "
        "dnia albo wcześniej, gdy nikt uprawniony nie będzie już mógł zgłosić zdania odrębnego."
    ]
