from typing import Any

from django import forms
from django.http import QueryDict

from apps.accounts.models import Person
from apps.core import clock
from apps.core.forms import Form, PolishDateField
from apps.core.numbers import number_in
from apps.orders.models import IssuedOrder
from apps.teams.models import RosterInterval, Team

from . import reading, words

ALL, OF_A_TEAM, CHOSEN = "all", "team", "chosen"


class AskForm(Form):
    """Whom to ask: everybody, a team as it was on a day, or people ticked one by one."""

    who = forms.ChoiceField(label="Kogo poprosić", widget=forms.RadioSelect)
    team = forms.ModelChoiceField(None, label="Zespół", required=False, empty_label="– wybierz zespół –")
    on = PolishDateField(label="Skład w dniu", required=False)
    sought = forms.CharField(label="Szukaj osoby", required=False, max_length=100)
    people = forms.ModelMultipleChoiceField(None, label="Osoby", required=False)
    due_on = PolishDateField(
        label="Termin potwierdzenia", required=False, help_text="Bez terminu prośba czeka, dopóki ktoś nie potwierdzi."
    )

    def __init__(self, data: Any = None, *, issued: IssuedOrder, **kwargs: Any):
        super().__init__(data, **kwargs)
        self.issued, self.everybody = issued, reading.people_of(issued)
        self.fields["people"].queryset = self.everybody
        self.fields["team"].queryset = Team.objects.filter(centre_id=issued.centre_id)
        self.fields["who"].choices = self._ways()

    def _ways(self) -> list[tuple[str, str]]:
        number = self._all().count()
        ways = [(ALL, f"wszystkie osoby z ośrodka oprócz tej, która wydała zarządzenie ({words.people(number)})")]
        if self.fields["team"].queryset.exists():
            ways.append((OF_A_TEAM, "osoby ze składu zespołu"))
        return [*ways, (CHOSEN, "osoby zaznaczone na liście")]

    def _all(self) -> Any:
        return self.everybody.exclude(user=self.issued.issued_by_id)

    def people_shown(self) -> list[dict[str, Any]]:
        """For the list: those who are ticked, then those whose name has what is sought."""
        ticked = {str(pk) for pk in self["people"].value() or []}
        found = self.everybody.named(self["sought"].value() or "")
        kept = self.everybody.filter(pk__in=[pk for pk in map(number_in, ticked) if pk])
        shown = {person.pk: person for person in [*kept, *found]}
        return [{"person": person, "is_ticked": str(pk) in ticked} for pk, person in shown.items()]

    def clean_due_on(self) -> Any:
        due_on = self.cleaned_data["due_on"]
        if due_on and due_on < clock.today():
            raise forms.ValidationError("Podaj termin nie wcześniejszy niż dzisiejszy dzień albo zostaw puste pole.")
        return due_on

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        chosen = {ALL: self._all, OF_A_TEAM: self._of_the_team, CHOSEN: self._ticked}.get(cleaned.get("who"))
        cleaned["chosen"] = list(chosen()) if chosen and not self.errors else []
        return cleaned

    def _of_the_team(self) -> Any:
        team, day = self.cleaned_data.get("team"), self.cleaned_data.get("on") or clock.today()
        if team is None:
            return self.add_error("team", "Wybierz zespół.") or []
        members = RosterInterval.objects.filter(centre=self.issued.centre_id, team=team).on(day)
        found = self.everybody.filter(pk__in=members.values("person_id"))
        if not found:
            self.add_error("on", "W tym dniu w zespole nie było nikogo, kto pracuje w ośrodku. Podaj inny dzień.")
        return found

    def _ticked(self) -> Any:
        found = self.cleaned_data.get("people")
        return found or self.add_error("people", "Zaznacz co najmniej jedną osobę.") or []


def as_typed(data: QueryDict) -> dict[str, Any]:
    """What was typed so far, to be shown again without judging it."""
    return {name: data.get(name, "") for name in ("who", "team", "on", "sought", "due_on")} | {
        "people": data.getlist("people")
    }


class SignaturesForm(Form):
    """Who signed the paper list, of those who have not confirmed."""

    people = forms.ModelMultipleChoiceField(
        None,
        label="Kto podpisał listę",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Zaznacz co najmniej jedną osobę."},
    )

    def __init__(self, data: Any = None, *, board: reading.Board, **kwargs: Any):
        super().__init__(data, **kwargs)
        waiting = [line.person.pk for line in board.waiting]
        self.fields["people"].queryset = Person.objects.filter(pk__in=waiting)
        self.fields["people"].label_from_instance = lambda person: f"{person.last_name} {person.first_name}"
