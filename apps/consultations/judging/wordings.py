"""The texts that a team's opinion has had: sittings of those who wrote it, and what was put to the vote."""

from apps.core.polish import day_in_words
from apps.teams.models import BallotResult
from apps.texts.wordings import Wording, of_sittings, saved, text_of_sitting

from ..models import DocumentOpinion, VotedDocumentOpinion


def wordings(opinion: DocumentOpinion, *, lost_too: bool) -> list[Wording]:
    """What can be compared, the newest first. Texts that lost a race only for those who write."""
    voted = opinion.voted.select_related("ballot__result").order_by("-pk")
    return of_sittings(opinion, "body", lost_too=lost_too) + [_of_vote(one) for one in voted]


def first_choice(found: list[Wording]) -> tuple[Wording | None, Wording | None]:
    """The text that stands, with what was voted on last or with what stood before the last sitting."""
    voted, stood = [one for one in found if one.kept], saved(found)
    before = voted or stood[1:]
    return (before[0] if before else None), (stood[0] if stood else None)


def text_of(opinion: DocumentOpinion, wording: Wording) -> str:
    """Its HTML, as it was kept."""
    return wording.kept.content["html"] if wording.kept else text_of_sitting(opinion, "body", wording)


def _of_vote(voted: VotedDocumentOpinion) -> Wording:
    result = getattr(voted.ballot, "result", None)
    is_adopted = result is not None and result.outcome == BallotResult.Outcome.ADOPTED
    day = day_in_words((result.closed_at if is_adopted else voted.ballot.opened_at).date())
    said = f"tekst przyjęty {day}" if is_adopted else f"tekst poddany pod głosowanie {day}"
    return Wording(f"g{voted.pk}", said, kept=voted)
