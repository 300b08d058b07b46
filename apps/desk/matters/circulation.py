"""Uzgodnienia under way, as they concern the reader: remarks to file, remarks to answer."""

from apps.opinions.circulation.reading import Agreement
from apps.opinions.words import waiting_remarks


def agreed(case, agreement: Agreement) -> bool:
    """Tell of remarks; whether the text still waits for them, so that it is not the chair's move yet."""
    if case.is_member and agreement.to_answer:
        case.mine(f": {waiting_remarks(agreement.to_answer)}", "Odpowiedz na uwagi", page="remarks")
    elif agreement.unanswered:
        case.waits(waiting_remarks(agreement.unanswered))
    if agreement.runs and case.is_member:
        until = {"until": agreement.deadline_on, "optional": True}
        case.mine(": można zgłaszać uwagi do tekstu", "Zgłoś uwagę", page="remark_new", **until)
    elif agreement.runs and not agreement.unanswered:
        case.waits("zespół zgłasza uwagi do tekstu")
    return agreement.runs or bool(agreement.unanswered)
