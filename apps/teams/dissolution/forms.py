"""The form of an order that dissolves a team."""

from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.http import QueryDict

from apps.accounts.models import Centre
from apps.core.forms import LinesField
from apps.orders.drafting.typed import bound_to, typed_of
from apps.orders.models import IssuedOrder
from apps.orders.rules import usual_legal_basis
from apps.teams.forms import HANDOVER, TeamOrderForm
from apps.teams.rules import roster_on

from .later import joining_later
from .text import Dissolution, compose, subject


class DissolutionForm(TeamOrderForm):
    further = LinesField(
        label="Dodatkowe przepisy",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Np. kto przejmuje dokumenty zespołu. Każdy wiersz będzie osobnym paragrafem.",
    )

    def __init__(self, data: QueryDict, *, centre: Centre, judged: bool = True):
        super().__init__(data, centre=centre, judged=judged)
        if not judged:
            self._errors = ErrorDict()

    def said(self) -> Dissolution:
        """What a valid form says."""
        clean, team = self.cleaned_data, self.cleaned_data["team"]
        return Dissolution(
            team=team,
            base=IssuedOrder.objects.get(order_id=team.pk),
            roster=tuple(roster_on(team, self.day)),
            later=tuple(joining_later(team, self.day)),
            further=tuple(clean["further"]),
            handover=self.handover(),
            effective=clean["effective"],
            effective_on=clean["effective_on"],
        )

    def refusals(self) -> list[str]:
        """All that is wrong, in sentences."""
        return [text for texts in self.errors.values() for text in texts]

    def draft_fields(self) -> dict[str, Any]:
        """The fields of the order's draft; of a form that is not complete yet, only what it is called."""
        about = {"pilot": self.team and self.team.pilot, "legal_basis": self.data.get("legal_basis", "")}
        if self.is_valid():
            return compose(self.said()) | about | {"legal_basis": self.cleaned_data["legal_basis"]}
        called = subject(self.team)[:500] if self.team else ""
        base = self.team and self.team.issued_order
        return about | {"subject": called, "amends": base, "body": [], "effects": {}}


def empty(centre: Centre, team: str = "") -> QueryDict:
    """The form as it opens."""
    usual = {"team": [team], "effective": ["on_signing"], "legal_basis": [usual_legal_basis(centre)], "further": [""]}
    return bound_to(usual)


def typed_in(data: QueryDict) -> dict[str, list[str]]:
    return typed_of(data, {*DissolutionForm.base_fields, *HANDOVER})
