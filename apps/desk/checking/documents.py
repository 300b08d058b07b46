"""Opinions on experts' documents that an order leaves without a chair, or without a team."""

from collections.abc import Iterator

from apps.consultations.models import DocumentOpinion

from .composition import Change

S = DocumentOpinion.Status
UNFINISHED = (S.WORKING, S.VOTING, S.ADOPTED)


def losses_of(change: Change) -> Iterator[str]:
    """A sentence for each that a new chair takes over, or that nobody will finish."""
    if change.after and not (change.chair_goes and change.chair_after):
        return
    unfinished = DocumentOpinion.objects.filter(team=change.team.pk, status__in=UNFINISHED)
    for opinion in unfinished.select_related("of_version__document").order_by("pk"):
        about = f"o dokumencie „{opinion.of_version.document}”, wersja {opinion.of_version.number}"
        if said := _passes(change, opinion, about) if change.after else _ends(opinion, about):
            yield said


def _passes(change: Change, opinion: DocumentOpinion, about: str) -> str:
    if opinion.status == S.ADOPTED:
        return f"Opinię {about}, potwierdzi {change.chair_after}, a nie {change.chair_before.name}."
    return f"Opinię {about}, podda pod głosowanie {change.chair_after}." if opinion.status == S.WORKING else ""


def _ends(opinion: DocumentOpinion, about: str) -> str:
    if opinion.status == S.WORKING:
        return f"Opinia {about}: po rozwiązaniu zespołu nikt jej nie dokończy ani nie podda pod głosowanie."
    return (
        f"Opinia {about}: brakuje potwierdzenia przez przewodniczącego, a po rozwiązaniu zespołu nie będzie miał kto "
        "jej potwierdzić."
    )
