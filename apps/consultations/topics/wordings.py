"""The texts that a concept has had: sittings of those who wrote it, and what was handed over to the expert."""

from apps.consultations.models import Concept, ConceptAnswer
from apps.texts.wordings import NOW, Wording, of_sittings, saved, text_of_sitting
from apps.texts.words import day_and_hour

from . import rules


def wordings(concept: Concept, *, drafts_too: bool) -> list[Wording]:
    """What can be compared, the newest first. Drafts only for those who write them."""
    answered = [_of_answer(one) for one in concept.answers.order_by("-pk").defer("body")]
    if drafts_too:
        now = "tekst przekazany ekspertowi" if concept.status in rules.HANDED else "obecny tekst"
        return of_sittings(concept, "body", now=now, lost_come_back=False) + answered
    if concept.status == Concept.Status.HANDED_OVER:
        return [Wording(NOW, f"tekst przekazany {day_and_hour(concept.handed_at)}"), *answered]
    return answered


def first_choice(found: list[Wording], concept: Concept) -> tuple[Wording | None, Wording | None]:
    """What is compared unless somebody asks for something else: the newest text with what the expert read last."""
    newest = next((one for one in found if not (one.sitting and one.sitting.lost)), None)
    answered = [one for one in found if one.kept and one != newest]
    if concept.status == Concept.Status.TAKEN:
        answered = answered[1:] if newest and newest.sitting else answered
    before = answered or [one for one in saved(found) if one != newest]
    return (before[0] if before else None), newest


def text_of(concept: Concept, wording: Wording) -> str:
    """Its HTML, as it was kept."""
    return wording.kept.body if wording.kept else text_of_sitting(concept, "body", wording)


def _of_answer(answer: ConceptAnswer) -> Wording:
    said = "przyjęty" if answer.taken else "zwrócony"
    return Wording(f"o{answer.pk}", f"tekst {said} przez eksperta {day_and_hour(answer.answered_at)}", kept=answer)
