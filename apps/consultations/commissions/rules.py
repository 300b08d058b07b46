"""Who sees what of a contract, and why a document is not withdrawn yet."""

from apps.accounts.models import User
from apps.consultations.models import Contract, DocumentVersion, ResultingAct
from apps.consultations.outcome.reading import introduced_by
from apps.consultations.rules import may_keep
from apps.teams.models import ExpertDocument

V = DocumentVersion.Status
UNDER_WAY = {
    V.DRAFT: "ma wersję w pracy",
    V.COLLECTING: "jest w opiniowaniu",
    V.ANSWERING: "ma uwagi w rozpatrywaniu",
    V.ANSWERED: "ma wersję, która czeka na opinie i zatwierdzenie",
}


def sees_whole(user: User, contract: Contract) -> bool:
    """Who keeps contracts and the expert whose contract it is; others see its number, subject and period."""
    return may_keep(user, contract.pilot) or (user.person_id is not None and user.person_id == contract.person_id)


def not_withdrawn_because(document: ExpertDocument) -> list[str]:
    """Why the document stays: work on it runs, it has parts in use, or an act has put it into force."""
    reasons = []
    if ResultingAct.objects.filter(of_version__document=document).exists() or introduced_by([document]):
        reasons.append("Dokument został już wprowadzony aktem, więc nie można go wycofać.")
    running = document.versions.filter(status__in=UNDER_WAY).order_by("number").first()
    if running:
        what = UNDER_WAY[running.status]
        reasons.append(f"Dokument {what}. Najpierw usuń albo wycofaj wersję {running.number}.")
    if document.children.filter(withdrawn_at=None).exists():
        reasons.append("Dokument ma części, nad którymi trwa praca. Najpierw wycofaj jego części.")
    return reasons
