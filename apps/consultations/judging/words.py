"""Sentences about a team's opinion on a document."""

from apps.core.polish import NBSP, plural
from apps.teams.models import BallotResult

from ..models import DocumentOpinion

C = DocumentOpinion.Conclusion
_ADVERBS = {C.POSITIVE: "pozytywnie", C.WITH_REMARKS: "pozytywnie z uwagami", C.NEGATIVE: "negatywnie"}


def verdict(team: str, conclusion: str, document: str, number: int) -> str:
    """„Zespół do spraw usług opiniuje pozytywnie dokument „Regulamin”, wersja 2.”"""
    how = _ADVERBS.get(conclusion)
    about = f"dokument „{document}”, wersja{NBSP}{number}"
    return f"{team} opiniuje {how} {about}." if how else f"Rozstrzygnięcia jeszcze nie wybrano ({about})."


def subject_of(opinion: DocumentOpinion) -> str:
    """What a ballot is about, in words."""
    version = opinion.of_version
    return f"opinia o dokumencie „{version.document.title[:240]}”, wersja {version.number}"


def file_name(opinion: DocumentOpinion) -> str:
    draft = "" if opinion.status == DocumentOpinion.Status.CONFIRMED else "-wersja-robocza"
    return f"opinia-o-dokumencie-{opinion.of_version.document_id}-wersja-{opinion.of_version.number}{draft}.pdf"


def result_said(result: BallotResult) -> str:
    """How the vote ended, for the people who took part."""
    if result.outcome == BallotResult.Outcome.WITHDRAWN:
        return "Głosowanie zostało przerwane bez liczenia głosów. Opinia wróciła do pracy."
    if result.outcome == BallotResult.Outcome.NO_QUORUM:
        return "Brak kworum: opinia nie została przyjęta. Wróciła do pracy."
    votes = f"za {result.votes_for}, przeciw {result.votes_against}, wstrzymało się {result.abstentions}"
    if result.outcome == BallotResult.Outcome.ADOPTED:
        return f"Zespół przyjął opinię: {votes}."
    return f"Zespół nie przyjął opinii: {votes}. Opinia wróciła do pracy."


def waiting_remarks(n: int) -> str:
    """„2 uwagi zespołu do tej wersji czekają na odpowiedź eksperta.”; empty when none."""
    about = "zespołu do tej wersji"
    waits = plural(n, f"uwaga {about} czeka", f"uwagi {about} czekają", f"uwag {about} czeka")
    return f"{n} {waits} na odpowiedź eksperta." if n else ""
