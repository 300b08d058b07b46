"""Questions about what was handed over and what WRZOS said of it."""

import hashlib
from collections.abc import Iterable
from typing import Any

from django.db.models import Count, QuerySet

from apps.opinions.models import HandOver, Opinion, Review, ReviewRemark
from apps.opinions.words import hour


def remarks_to_answer(opinion: Opinion) -> QuerySet[ReviewRemark]:
    """Remarks of WRZOS to the last edition handed over, if it was returned; the next edition answers each."""
    return ReviewRemark.objects.filter(
        hand_over=opinion.hand_over_id, hand_over__review__outcome=Review.Outcome.RETURNED
    )


def unanswered(opinion: Opinion) -> QuerySet[ReviewRemark]:
    return remarks_to_answer(opinion).filter(answer=None)


def unanswered_by_hand_over(opinions: Iterable[Opinion]) -> dict[int, int]:
    """How many remarks wait for an answer, by the last hand-over; one query, and none when nothing was handed over."""
    handed = [opinion.hand_over_id for opinion in opinions if opinion.hand_over_id]
    if not handed:
        return {}
    waiting = ReviewRemark.objects.filter(hand_over__in=handed, hand_over__review__outcome=Review.Outcome.RETURNED)
    counted = waiting.filter(answer=None).order_by().values_list("hand_over").annotate(n=Count("pk"))
    return dict(counted)


def without_answers(opinion: Opinion) -> list[str]:
    """Why the vote waits: each remark of WRZOS to the returned edition is answered first."""
    numbers = list(unanswered(opinion).values_list("number", flat=True)) if opinion.hand_over_id else []
    if not numbers:
        return []
    *first, last = map(str, numbers)
    listed = f"uwagi WRZOS nr {', '.join(first)} i {last}" if first else f"uwagę WRZOS nr {last}"
    return [f"Najpierw trzeba odpowiedzieć na {listed}."]


def decided_already(hand_over: HandOver, opinion: Opinion) -> str:
    """Why there is nothing left to decide about this edition, in words; empty while WRZOS may decide."""
    if review := Review.objects.select_related("decided_by").filter(hand_over=hand_over).first():
        who = f"{review.decided_by.full_name}, {hour(review.decided_at)}"
        return f"WRZOS rozstrzygnął już o tym wydaniu: {review.get_outcome_display()} ({who})."
    if opinion.hand_over_id != hand_over.pk:
        return "Ośrodek przekazał nowsze wydanie. Rozstrzyga się o ostatnim."
    return ""


def digest(remarks: Iterable[ReviewRemark]) -> str:
    """Of what the remarks say; the same while nobody wrote, changed or removed one."""
    said = [f"{remark.pk}.{remark.version}" for remark in sorted(remarks, key=lambda remark: remark.pk)]
    return hashlib.sha256(" ".join(said).encode()).hexdigest()


def circulated(opinion: Opinion) -> dict[str, Any]:
    """What uzgodnienia hold since the last hand-over; what was said of that edition was answered before its vote."""
    since = opinion.circulations.filter(opened_at__gt=opinion.hand_over.handed_at)
    counted = since.aggregate(rounds=Count("pk", distinct=True), remarks=Count("remarks"))
    return {"remarks": counted["remarks"], "has_been": bool(counted["rounds"])}
