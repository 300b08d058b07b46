"""The steps of a meeting, from the first plan to its approved minutes."""

from apps.core.workflow import Step, Workflow

from . import rules
from .models import Meeting

S = Meeting.Status

MEETING = Workflow(
    "posiedzenie zespołu",
    S,
    S.PREPARING,
    Step(
        "call",
        "Zwołaj posiedzenie",
        frozenset({S.PREPARING}),
        S.CALLED,
        rules.leads,
        rules.LEADERS,
        rules.not_ready_to_call,
    ),
    Step(
        "open",
        "Otwórz posiedzenie",
        frozenset({S.CALLED}),
        S.OPEN,
        rules.leads,
        rules.LEADERS,
        rules.not_ready_to_open,
    ),
    Step(
        "close",
        "Zakończ posiedzenie",
        frozenset({S.OPEN}),
        S.CLOSED,
        rules.leads,
        rules.LEADERS,
        rules.not_ready_to_close,
    ),
    Step(
        "circulate",
        "Przekaż protokół do uwag",
        frozenset({S.CLOSED}),
        S.REVIEW,
        rules.leads,
        rules.LEADERS,
        rules.not_ready_for_remarks,
    ),
    Step(
        "approve",
        "Zatwierdź protokół",
        frozenset({S.REVIEW}),
        S.APPROVED,
        rules.may_approve,
        "prowadzący posiedzenie albo przewodniczący zespołu, jeżeli sam nie protokołował",
        rules.not_ready_to_approve,
    ),
    Step("cancel", "Odwołaj posiedzenie", frozenset({S.PREPARING, S.CALLED}), S.CANCELLED, rules.leads, rules.LEADERS),
)
