"""Answers to the remarks of WRZOS, as the next edition says them: frozen with its content, a chapter of its paper."""

from typing import Any

from apps.opinions.models import Opinion, RemarkAnswer, Review, ReviewRemark

TITLE = "Odpowiedzi na uwagi WRZOS"


def answers_of(opinion: Opinion) -> dict[str, Any]:
    """The key of the content; none in a first edition, or when WRZOS returned the last one without remarks."""
    if opinion.hand_over_id is None:
        return {}
    remarks = ReviewRemark.objects.filter(
        hand_over=opinion.hand_over_id, hand_over__review__outcome=Review.Outcome.RETURNED
    )
    answers = [_said(remark) for remark in remarks.select_related("answer")]
    return {"answers": answers} if answers else {}


def answers_chapter(content: dict[str, Any]) -> list[tuple[str, str, list[dict[str, Any]]]]:
    """As apps.opinions.pdf takes it; none when there was nothing to answer."""
    answers = [said | {"label": label_of(said["disposition"])} for said in content.get("answers", [])]
    return [("answers", TITLE, answers)] if answers else []


def label_of(disposition: str) -> str:
    """„uwzględniona częściowo”; of a remark not answered yet „bez odpowiedzi”."""
    return str(RemarkAnswer.Disposition(disposition).label) if disposition else "bez odpowiedzi"


def _said(remark: ReviewRemark) -> dict[str, Any]:
    answer = getattr(remark, "answer", None)
    return {
        "number": remark.number,
        "chapter": remark.chapter,
        "remark": remark.body,
        "disposition": answer.disposition if answer else "",
        "answer": answer.body if answer else "",
    }
