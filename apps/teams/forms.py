"""What forms about teams share."""

import datetime
from typing import Any

from django import forms
from django.http import QueryDict

from apps.accounts.models import Centre, Person
from apps.core import clock
from apps.core.forms import Form, PolishDateField
from apps.orders.drafting.unit import UnitForm
from apps.orders.models import Order
from apps.orders.rules import as_sentence, effective_refusal, gaps_refusal

from .models import Team

HANDOVER = ("handover_what", "handover_from", "handover_to")


class DayForm(Form):
    """The day whose roster is shown. Its name stands in addresses, hence Polish."""

    dzien = PolishDateField(
        label="Skład w dniu",
        error_messages=dict.fromkeys(("invalid", "required"), "Podaj dzień, np. 11.06.2018."),
    )


class TeamOrderForm(UnitForm):
    """The form of an order about a team that is there. Always bound to what was typed; `judged=False` shows it without
    finding fault."""

    team = forms.ModelChoiceField(Team.objects.none(), label="Zespół", empty_label="– wybierz zespół –")
    effective = forms.ChoiceField(label="Wejście w życie", choices=Order.Effective.choices, widget=forms.RadioSelect)
    effective_on = PolishDateField(
        label="Określony dzień", required=False, help_text="Np. 1.09.2018. Z dniem podpisania: zostaw puste."
    )
    legal_basis = forms.CharField(
        label="Podstawa prawna",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Bez „Na podstawie” i bez „zarządzam, co następuje”: dopisze je program.",
    )

    def __init__(self, data: QueryDict, *, centre: Centre, judged: bool = True):
        super().__init__(data)
        self.centre, self.judged = centre, judged
        self.day = self._day_of_entry()
        teams = teams_to_change(centre, self.day)
        self.fields["team"].queryset = teams
        self.team = next((team for team in teams if str(team.pk) == data.get("team")), None)

    def _day_of_entry(self) -> datetime.date:
        """The day on which the order will take effect, as far as typed."""
        if self.data.get("effective") in (Order.Effective.ON_DATE, Order.Effective.RETROACTIVE):
            try:
                return self.fields["effective_on"].clean(self.data.get("effective_on", "")) or clock.today()
            except forms.ValidationError:
                pass
        return clock.today()

    def label_of(self, name: str) -> str:
        return self[name].label if name in self.fields else name

    def find_gaps(self) -> None:
        """Say by the field that the legal basis cannot be issued so; a draft with it may still be saved and read."""
        if "legal_basis" not in self.errors and (said := gaps_refusal(self.centre, self.data.get("legal_basis", ""))):
            self.add_error("legal_basis", said)

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        needs_day = said.get("effective") in (Order.Effective.ON_DATE, Order.Effective.RETROACTIVE)
        if needs_day and not said.get("effective_on") and "effective_on" not in self.errors:
            self.add_error("effective_on", "Podaj dzień wejścia w życie, np. 1.09.2018.")
        if refusal := effective_refusal(said.get("effective", ""), said.get("effective_on"), clock.today()):
            self.add_error("effective_on", as_sentence(refusal))
        return said

    def handover(self) -> tuple[dict[str, Any], ...]:
        """Who takes over what, as the page of the check asked; kept with what was typed. Only people of the centre."""
        columns = [self.data.getlist(name) for name in HANDOVER]
        rows = [row for row in zip(*columns, strict=False) if all(row)]
        ours = (
            {str(pk) for pk in Person.objects.filter(centre=self.centre).values_list("pk", flat=True)} if rows else ()
        )
        kept = [row for row in rows if row[1] in ours and row[2] in ours]
        return tuple({"what": what[:500], "from": int(giver), "to": int(taker)} for what, giver, taker in kept)

    @property
    def handover_typed(self) -> list[tuple[str, str]]:
        """Carried along, hidden."""
        return [(name, value) for name in HANDOVER for value in self.data.getlist(name)]


def teams_to_change(centre: Centre, day: datetime.date) -> Any:
    """Teams that are at work on the day or will be."""
    later = Team.objects.filter(centre=centre, until_on=None)
    return (later | Team.objects.filter(centre=centre).in_force(day)).with_orders().order_by("name", "pk")
