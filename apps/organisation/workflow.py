"""The steps of a scope of duties and of a proposed structure."""

from apps.core.workflow import Step, Workflow

from . import rules
from .models import ScopeOfDuties, Variant

S, V = ScopeOfDuties.Status, Variant.Status
KEEPER, DIRECTOR = "pracownik kadr", "dyrektor"

SCOPE = Workflow(
    "zakres czynności",
    S,
    S.DRAFT,
    Step(
        "submit",
        "Przekaż dyrektorowi",
        frozenset({S.DRAFT}),
        S.SUBMITTED,
        rules.may_keep_scope,
        KEEPER,
        rules.scope_not_ready,
    ),
    Step("take_back", "Cofnij do poprawy", frozenset({S.SUBMITTED}), S.DRAFT, rules.may_keep_scope, KEEPER),
    Step("return", "Zwróć do poprawy", frozenset({S.SUBMITTED}), S.DRAFT, rules.may_accept_scope, DIRECTOR),
    Step(
        "accept", "Zatwierdź zakres czynności", frozenset({S.SUBMITTED}), S.ACCEPTED, rules.may_accept_scope, DIRECTOR
    ),
)

VARIANT = Workflow(
    "wariant struktury",
    V,
    V.WORKING,
    Step("submit", "Przekaż dyrektorowi", frozenset({V.WORKING}), V.SUBMITTED, rules.may_keep_variant, KEEPER),
    Step("take_back", "Cofnij do poprawy", frozenset({V.SUBMITTED}), V.WORKING, rules.may_keep_variant, KEEPER),
    Step("return", "Zwróć do poprawy", frozenset({V.SUBMITTED}), V.WORKING, rules.may_decide_variant, DIRECTOR),
    Step("introduce", "Wprowadź strukturę", frozenset({V.SUBMITTED}), V.INTRODUCED, rules.may_decide_variant, DIRECTOR),
    Step("drop", "Odłóż wariant", frozenset({V.WORKING}), V.DROPPED, rules.may_keep_variant, KEEPER),
    Step(
        "withdraw",
        "Wycofaj wprowadzenie",
        frozenset({V.INTRODUCED}),
        V.WORKING,
        rules.may_take_back_structure,
        DIRECTOR,
        rules.structure_not_to_take_back,
    ),
)
