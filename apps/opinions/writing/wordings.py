"""The texts that a section has had: sittings of those who wrote it, and what the team voted on. Any two of them can be
compared."""

from apps.core.polish import day_in_words
from apps.teams.models import BallotResult
from apps.texts.wordings import Wording, of_sittings, saved, text_of_sitting

from ..models import HandOver, Section, VotedContent

ADOPTED = "adopted"


def wordings(section: Section, *, lost_too: bool) -> list[Wording]:
    """What can be compared: the sittings, the newest first, then what was voted on. Texts that lost a race only for
    those who write."""
    return of_sittings(section, "body", lost_too=lost_too) + _voted(section)


def first_choice(found: list[Wording]) -> tuple[Wording | None, Wording | None]:
    """What is compared unless somebody asks for something else: the text that stands with the last one adopted, or
    voted on, or with what stood before the last sitting."""
    voted = [one for one in found if one.sitting is None]
    stood = saved(found)
    adopted = [one for one in voted if one.kept == ADOPTED]
    before = adopted or voted or stood[1:]
    return (before[0] if before else None), (stood[0] if stood else None)


def text_of(section: Section, wording: Wording) -> str:
    """Its HTML, as it was kept."""
    if wording.sitting:
        return text_of_sitting(section, "body", wording)
    content = VotedContent.objects.get(pk=wording.key[1:], opinion=section.opinion_id).content
    return next((said["html"] for said in content["sections"] if said["title"] == section.part.title), "")


def _voted(section) -> list[Wording]:
    contents = VotedContent.objects.filter(opinion=section.opinion_id).select_related("ballot__result").defer("content")
    handed = HandOver.objects.filter(opinion=section.opinion_id)
    editions = dict(handed.values_list("confirmation__adoption__voted", "edition"))
    return [_of_vote(one, editions.get(one.pk)) for one in contents]


def _of_vote(voted, edition) -> Wording:
    result = getattr(voted.ballot, "result", None)
    is_adopted = result is not None and result.outcome == BallotResult.Outcome.ADOPTED
    day = day_in_words((result.closed_at if is_adopted else voted.ballot.opened_at).date())
    said = f"tekst przyjęty {day}" if is_adopted else f"tekst poddany pod głosowanie {day}"
    handed = f", przekazany do WRZOS po raz {edition}." if edition else ""
    return Wording(f"g{voted.pk}", said + handed, kept=ADOPTED if is_adopted else "", comes_back=False)
