"""One edition as WRZOS and the centre read it: where it stands, remarks, and what changed since the edition before."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from apps.accounts.models import User
from apps.core import clock
from apps.core.polish import day_in_words
from apps.opinions.changes import Change, changes
from apps.opinions.models import HandOver, Opinion, Review, ReviewRemark
from apps.opinions.review.answers import label_of
from apps.teams.calendar import add_working_days

TO_REVIEW = "do oceny"
USUAL_TERMS = (5, 10, 20)  # working days that a return may give
S = Opinion.Status
_STATES = {None: S.HANDED_OVER, Review.Outcome.RETURNED: S.RETURNED, Review.Outcome.ACCEPTED: S.ACCEPTED}


def review_of(one: HandOver) -> Review | None:
    return getattr(one, "review", None)


def state_of(one: HandOver) -> str:
    """The state of this edition as WRZOS left it; what the team does with the next one is not told."""
    review = review_of(one)
    return _STATES[review and review.outcome]


def state_in_words(one: HandOver) -> str:
    """„do oceny”, „zwrócona”, „ostateczne”."""
    state = state_of(one)
    return TO_REVIEW if state == S.HANDED_OVER else one.opinion.word_for(state)


def as_handed_over(one: HandOver) -> Opinion:
    """The opinion in memory as it was when this edition was handed over: a later edition in work has no way in."""
    opinion = one.opinion
    opinion.status, opinion.hand_over = state_of(one), one
    opinion.confirmation, opinion.adoption = one.confirmation, one.confirmation.adoption
    return opinion


def is_under_review(one: HandOver) -> bool:
    """Of an earlier edition never: it was returned."""
    return review_of(one) is None


def remarks_for(user: User, one: HandOver) -> list[ReviewRemark]:
    """WRZOS reads its remarks at once, the centre with the decision."""
    if not user.is_wrzos and review_of(one) is None:
        return []
    return list(one.remarks.select_related("written_by", "edited_by", "answer"))


def editions(one: HandOver) -> QuerySet[HandOver]:
    """Every edition of the document, the newest first."""
    return HandOver.objects.filter(opinion=one.opinion_id).select_related("review").order_by("-edition")


@dataclass(frozen=True)
class Answered:
    """A remark to the edition before, beside what the team answered in this one."""

    number: int
    chapter: str
    remark: str
    label: str
    answer: str


@dataclass(frozen=True)
class Mended:
    """One chapter: what changed in it, and the remarks to it with their answers. `difference` is empty when the text
    stayed."""

    title: str
    difference: str
    answered: list[Answered]
    is_part: bool = True  # not: the whole document


@dataclass(frozen=True)
class Since:
    """What changed since the edition before, which WRZOS returned."""

    before: HandOver
    review: Review
    chapters: list[Mended]

    @property
    def changed(self) -> int:
        return sum(1 for chapter in self.chapters if chapter.difference)


def since_before(one: HandOver) -> Since | None:
    """None for a first edition."""
    if one.edition == 1:
        return None
    earlier = HandOver.objects.select_related("review__decided_by", "confirmation__adoption__voted")
    before = earlier.get(opinion=one.opinion_id, edition=one.edition - 1)
    content = one.confirmation.adoption.voted.content
    differing = changes(before.confirmation.adoption.voted.content, content)
    return Since(before, before.review, mended(differing, content.get("answers", [])))


def mended(differing: list[Change], answers: list[dict[str, Any]]) -> list[Mended]:
    """Changed chapters in the order of the document, then those that stayed although there were remarks to them."""
    by_chapter: dict[str, list[Answered]] = {}
    for said in answers:
        by_chapter.setdefault(said["chapter"], []).append(_answered(said))
    changed = [Mended(one.title, one.difference, by_chapter.pop(one.title, [])) for one in differing]
    stayed = [Mended(title or "Do całości", "", said, is_part=bool(title)) for title, said in by_chapter.items()]
    return changed + stayed


def _answered(said: dict[str, Any]) -> Answered:
    return Answered(said["number"], said["chapter"], said["remark"], label_of(said["disposition"]), said["answer"])


def usual_deadlines(today: datetime.date | None = None) -> str:
    """„5 dni roboczych: 29 listopada 2026 r.; …” for the hint of the deadline."""
    today = today or clock.today()
    days = [f"{n} dni roboczych – {day_in_words(add_working_days(today, n))}" for n in USUAL_TERMS]
    return "; ".join(days)
