"""Remarks of WRZOS that the team calls „uwzględniona” although the text they speak of stayed as WRZOS returned it."""

from apps.opinions.changes import is_unchanged
from apps.opinions.content import content_of
from apps.opinions.models import Opinion, RemarkAnswer, ReviewRemark, VotedContent

from .rules import remarks_to_answer

D = RemarkAnswer.Disposition
CHANGING = (D.ACCEPTED, D.PARTLY)


def answered_without_a_change(opinion: Opinion) -> list[ReviewRemark]:
    """The reviewer sees the same beside the next edition. Nothing is read before something was handed over."""
    if opinion.hand_over_id is None:
        return []
    answered = list(remarks_to_answer(opinion).filter(answer__disposition__in=CHANGING).select_related("answer"))
    if not answered:
        return []
    returned = VotedContent.objects.get(adoption__confirmation__hand_over=opinion.hand_over_id).content
    now = content_of(opinion)
    return [remark for remark in answered if is_unchanged(remark.chapter, returned, now)]
