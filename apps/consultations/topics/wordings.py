"""The texts that a concept has had: sittings of those who wrote it, and what was handed over to the expert."""

from dataclasses import dataclass

from apps.consultations.models import Concept, ConceptAnswer
from apps.texts.history import STANDING, Sitting, sittings_of
from apps.texts.models import TextRevision
from apps.texts.words import day_and_hour

from . import rules

NOW = f"w{STANDING}"


@dataclass(frozen=True)
class Wording:
    """One text; `key` names it in addresses. `answer`: it is what the expert answered."""

    key: str
    label: str
    sitting: Sitting | None = None
    answer: ConceptAnswer | None = None

    @property
    def can_come_back(self) -> bool:
        """Whether the team may let it stand again."""
        return self.key != NOW and not (self.sitting and self.sitting.lost)


def wordings(concept: Concept, *, drafts_too: bool) -> list[Wording]:
    """What can be compared, the newest first. Drafts only for those who write them."""
    answered = [_of_answer(one) for one in concept.answers.order_by("-pk").defer("body")]
    if drafts_too:
        return [_of_sitting(one, concept) for one in sittings_of(concept, "body")] + answered
    if concept.status == Concept.Status.HANDED_OVER:
        return [Wording(NOW, f"tekst przekazany {day_and_hour(concept.handed_at)}"), *answered]
    return answered


def first_choice(found: list[Wording], concept: Concept) -> tuple[Wording | None, Wording | None]:
    """What is compared unless somebody asks for something else: the newest text with what the expert read last."""
    newest = next((one for one in found if not (one.sitting and one.sitting.lost)), None)
    answered = [one for one in found if one.answer and one != newest]
    if concept.status == Concept.Status.TAKEN:
        answered = answered[1:] if newest and newest.sitting else answered
    earlier = [one for one in found if one.sitting and not one.sitting.lost and one != newest]
    before = answered or earlier
    return (before[0] if before else None), newest


def text_of(concept: Concept, wording: Wording) -> str:
    """Its HTML, as it was kept."""
    if wording.answer:
        return wording.answer.body
    if wording.key == NOW:
        return concept.body
    return TextRevision.objects.of(concept).get(pk=wording.key[1:], field="body").body


def _of_answer(answer) -> Wording:
    said = "przyjęty" if answer.taken else "zwrócony"
    return Wording(f"o{answer.pk}", f"tekst {said} przez eksperta {day_and_hour(answer.answered_at)}", answer=answer)


def _of_sitting(sitting, concept) -> Wording:
    name, when = sitting.by.full_name, day_and_hour(sitting.ended)
    if sitting.lost:
        return Wording(f"w{sitting.last}", f"tekst, który się nie zapisał: {name}, {when}", sitting)
    if not sitting.stands:
        return Wording(f"w{sitting.last}", f"{name}, {when}", sitting)
    now = "tekst przekazany ekspertowi" if concept.status in rules.HANDED else "obecny tekst"
    return Wording(NOW, f"{name}, {when} ({now})", sitting)
