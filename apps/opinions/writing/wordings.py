"""The texts that a section has had: sittings of those who wrote it, and what the team voted on. Any two of them can be
compared."""

from dataclasses import dataclass

from apps.core.polish import day_in_words
from apps.teams.models import BallotResult
from apps.texts.history import STANDING, Sitting, sittings_of
from apps.texts.models import TextRevision

from .. import words
from ..models import HandOver, Section, VotedContent

NOW = f"w{STANDING}"


@dataclass(frozen=True)
class Wording:
    """One text; `key` names it in addresses."""

    key: str
    label: str
    sitting: Sitting | None = None
    is_adopted: bool = False

    @property
    def pk(self) -> int:
        return int(self.key[1:])


def wordings(section: Section, *, lost_too: bool) -> list[Wording]:
    """What can be compared: the sittings, the newest first, then what was voted on. Texts that lost a race only for
    those who write."""
    sat = [one for one in sittings_of(section, "body") if lost_too or not one.lost]
    return [Wording(_key(one), _of_sitting(one), one) for one in sat] + _voted(section)


def first_choice(found: list[Wording]) -> tuple[Wording | None, Wording | None]:
    """What is compared unless somebody asks for something else: the text that stands with the last one adopted, or
    voted on, or with what stood before the last sitting."""
    voted = [one for one in found if one.sitting is None]
    saved = [one for one in found if one.sitting and not one.sitting.lost]
    adopted = [one for one in voted if one.is_adopted]
    before = adopted or voted or saved[1:]
    return (before[0] if before else None), (saved[0] if saved else None)


def text_of(section: Section, wording: Wording) -> str:
    """Its HTML, as it was kept."""
    if wording.sitting is None:
        content = VotedContent.objects.get(pk=wording.pk, opinion=section.opinion_id).content
        return next((said["html"] for said in content["sections"] if said["title"] == section.part.title), "")
    if wording.key == NOW:
        return section.body
    return TextRevision.objects.of(section).get(pk=wording.pk).body


def _key(sitting: Sitting) -> str:
    return NOW if sitting.stands else f"w{sitting.last}"


def _of_sitting(sitting: Sitting) -> str:
    name, when = sitting.by.full_name, words.day_and_hour(sitting.ended)
    if sitting.lost:
        return f"tekst, który się nie zapisał: {name}, {when}"
    return f"{name}, {when} (obecny tekst)" if sitting.stands else f"{name}, {when}"


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
    return Wording(f"g{voted.pk}", said + handed, is_adopted=is_adopted)
