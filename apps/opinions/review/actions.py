"""What WRZOS decides about what was handed over, and what the team does then. Every action locks the opinion's row
first, so that remarks, decisions and the next edition take turns."""

import datetime
from functools import partial

from django.db.models import Max

from apps.accounts.models import User
from apps.core import audit, clock
from apps.core.deeds import deed, draft_saving, text_saving
from apps.core.errors import DomainError, StaleVersion
from apps.opinions.actions import (
    _edited,
    _hand_over,
    _locked,
    _locked_for_writing,
    _plain,
    _removed_whole,
    _take,
)
from apps.opinions.models import HandOver, Opinion, RemarkAnswer, Removal, Review, ReviewRemark
from apps.opinions.rules import is_reviewer
from apps.opinions.workflow import OPINION
from apps.texts.actions import save_if_unchanged

from . import notifications, rules

REVIEWERS_ONLY = "Uwagi pisze recenzent WRZOS."


@deed
def hand_over_together(opinions: list[Opinion], *, by: User) -> list[Opinion]:
    """Hand several confirmed documents over at once: an event for each, and all of them or none."""
    if not opinions:
        raise DomainError("Wybierz co najmniej jeden dokument.")
    return [_hand_over(opinion, by) for opinion in sorted(opinions, key=lambda opinion: opinion.pk)]


@draft_saving
def write_remark(hand_over: HandOver, chapter: str, body: str, *, by: User, quote: str = "") -> ReviewRemark:
    """Add a remark to a chapter of what was handed over, or to the whole (no chapter). The same one sent twice is
    added once. The centre sees it with the decision."""
    _open_for_remarks(hand_over, by)
    if not (body := _plain(body)):
        raise DomainError("Wpisz treść uwagi.")
    said = {"chapter": chapter, "body": body, "quote": _plain(quote)}
    if twin := hand_over.remarks.filter(written_by=by, **said).first():
        return twin
    number = (hand_over.remarks.aggregate(last=Max("number"))["last"] or 0) + 1
    edited = _edited(by)
    return ReviewRemark.objects.create(
        hand_over=hand_over, number=number, written_by=by, written_at=edited["edited_at"], **said, **edited
    )


@text_saving
def change_remark(remark: ReviewRemark, chapter: str, body: str, version: int, *, by: User) -> ReviewRemark:
    """Change a remark typed over `version`, one's own or another reviewer's; nothing of either text is lost."""
    said = {"chapter": chapter, "body": _plain(body)}
    save_if_unchanged(remark, said, version, by=by, guard=partial(_open_for_remarks, remark.hand_over, by))
    return remark


@draft_saving
def remove_remark(remark: ReviewRemark, version: int, *, by: User) -> Removal:
    """Remove a remark as it was shown in `version`. It may come back (removing.actions)."""
    opinion = _open_for_remarks(remark.hand_over, by)
    current = ReviewRemark.objects.filter(pk=remark.pk, version=version).first()
    if current is None:
        raise DomainError("Ktoś zmienił albo usunął tę uwagę w międzyczasie. Przeczytaj ją przed usunięciem.")
    return _removed_whole(current, opinion, by)


@deed
def accept(hand_over: HandOver, *, by: User, seen: str = "") -> Review:
    """WRZOS accepts the edition as final. `seen`: the digest of the remarks that the reviewer was shown; remarks
    written since then are refused with StaleVersion, since the centre gets them with the decision."""
    return _decide(hand_over, "accept", by, seen)


@deed
def return_(hand_over: HandOver, reasons: str, deadline_on: datetime.date, *, by: User, seen: str = "") -> Review:
    """WRZOS returns the edition to be mended by the day, with all remarks."""
    if not (reasons := _plain(reasons)):
        raise DomainError("Napisz, dlaczego zwracasz dokument.")
    if deadline_on <= clock.today():
        raise DomainError("Termin ponownego przekazania musi być późniejszy niż dzisiaj.")
    return _decide(hand_over, "return", by, seen, reasons=reasons, deadline_on=deadline_on)


@deed
def resume(opinion: Opinion, *, by: User) -> Opinion:
    """Begin the next edition of what WRZOS returned: the text is open again, the returned edition stays as it was."""
    opinion = _locked(opinion.pk)
    step = OPINION.check("resume", by, opinion)
    before, opinion.status = opinion.status, step.target
    opinion.adoption = opinion.confirmation = None
    opinion.save(update_fields=["status", "adoption", "confirmation"])
    edition = opinion.hand_over.edition + 1
    audit.record("opinion.resume", opinion, by=by, before=before, after=opinion.status, edition=edition)
    return opinion


@text_saving
def answer_remark(
    opinion: Opinion, remark: ReviewRemark, disposition: str, body: str, version: int, *, by: User
) -> RemarkAnswer:
    """What the team did about a remark of WRZOS: typed over `version`, 0 for the first answer."""
    said = {"disposition": disposition, "body": _plain(body)}
    if disposition not in RemarkAnswer.Disposition.values:
        raise DomainError("Wybierz, jak zespół rozpatrzył uwagę.")
    if disposition != RemarkAnswer.Disposition.ACCEPTED and not said["body"]:
        raise DomainError("Napisz, dlaczego uwagi nie uwzględniono w całości.")
    answer = _first_answer(opinion, remark, said, by=by) if version == 0 else remark.answer
    save_if_unchanged(answer, said, version, by=by, guard=partial(_locked_for_writing, opinion.pk, by))
    return answer


@draft_saving
def _first_answer(opinion: Opinion, remark: ReviewRemark, said: dict[str, str], *, by: User) -> RemarkAnswer:
    """Born with the words of whoever came first; whoever typed meanwhile is told by the version, and loses nothing."""
    _locked_for_writing(opinion.pk, by)
    if not rules.remarks_to_answer(opinion).filter(pk=remark.pk).exists():
        raise DomainError("Odpowiada się na uwagi do ostatniego zwróconego wydania.")
    existing = RemarkAnswer.objects.filter(remark=remark).first()
    return existing or RemarkAnswer.objects.create(remark=remark, opinion=opinion, version=1, **said, **_edited(by))


_OUTCOMES = {"accept": Review.Outcome.ACCEPTED, "return": Review.Outcome.RETURNED}


def _open_for_remarks(hand_over: HandOver, by: User) -> Opinion:
    opinion = _locked(hand_over.opinion_id)
    if not is_reviewer(by, opinion):
        raise DomainError(REVIEWERS_ONLY)
    if refusal := rules.decided_already(hand_over, opinion):
        raise DomainError(f"{refusal} Uwag nie można już zmieniać.")
    return opinion


def _decide(hand_over: HandOver, name: str, by: User, seen: str, **said) -> Review:
    opinion = _locked(hand_over.opinion_id)
    if refusal := rules.decided_already(hand_over, opinion):
        raise DomainError(refusal)
    moved = _take(opinion, name, by)
    if seen and seen != rules.digest(hand_over.remarks.all()):
        raise StaleVersion("Uwagi zmieniły się, odkąd je pokazano. Przeczytaj je jeszcze raz.")
    review = Review.objects.create(
        opinion=opinion,
        hand_over=hand_over,
        outcome=_OUTCOMES[name],
        decided_by=by,
        decided_at=clock.now(),
        **said,
    )
    notifications.tell(review)
    audit.record(f"opinion.{name}", opinion, by=by, **moved, edition=hand_over.edition, review=review.pk)
    return review
