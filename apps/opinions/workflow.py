"""The steps of an opinion."""

from apps.core.workflow import Step, Workflow

from . import rules
from .models import Opinion

S = Opinion.Status
MEMBER, CHAIR, DIRECTOR = "członek zespołu", "przewodniczący zespołu", "dyrektor"
REVIEWER = "recenzent WRZOS"
PRESIDER = f"{CHAIR}, a gdy odszedł z ośrodka albo jego konto jest wyłączone – zastępca"
CLOSER = f"{PRESIDER}; gdy zagłosowali wszyscy albo minął termin – każdy z głosujących"

OPINION = Workflow(
    "opinia",
    S,
    S.WORKING,
    Step("circulate", "Przekaż do uzgodnień", frozenset({S.WORKING}), S.CIRCULATED, rules.is_team_member, MEMBER),
    Step("take_back", "Wróć do pracy nad tekstem", frozenset({S.CIRCULATED}), S.WORKING, rules.is_team_member, MEMBER),
    Step(
        "put_to_vote",
        "Poddaj pod głosowanie",
        frozenset({S.CIRCULATED}),
        S.VOTING,
        rules.is_chair,
        CHAIR,
        rules.missing,
    ),
    Step(
        "adopt",
        "Zamknij głosowanie z wynikiem „przyjęto”",
        frozenset({S.VOTING}),
        S.ADOPTED,
        rules.can_close_vote,
        CLOSER,
        rules.not_adopted_yet,
    ),
    Step(
        "reject",
        "Zamknij głosowanie z wynikiem „nie przyjęto”",
        frozenset({S.VOTING}),
        S.CIRCULATED,
        rules.can_close_vote,
        CLOSER,
        rules.vote_runs,
    ),
    Step(
        "withdraw_vote",
        "Przerwij głosowanie",
        frozenset({S.VOTING}),
        S.CIRCULATED,
        rules.can_withdraw_vote,
        PRESIDER,
    ),
    Step(
        "confirm",
        "Potwierdź i utrwal PDF",
        frozenset({S.ADOPTED}),
        S.CONFIRMED,
        rules.is_chair,
        CHAIR,
        rules.dissent_is_open,
    ),
    Step(
        "hand_over",
        "Przekaż do WRZOS",
        frozenset({S.CONFIRMED}),
        S.HANDED_OVER,
        rules.is_director,
        DIRECTOR,
        rules.is_not_handed_over_alone,
    ),
    Step("accept", "Przyjmij jako ostateczne", frozenset({S.HANDED_OVER}), S.ACCEPTED, rules.is_reviewer, REVIEWER),
    Step("return", "Zwróć do poprawy", frozenset({S.HANDED_OVER}), S.RETURNED, rules.is_reviewer, REVIEWER),
    Step("resume", "Wróć do pracy nad tekstem", frozenset({S.RETURNED}), S.WORKING, rules.is_team_member, MEMBER),
)
