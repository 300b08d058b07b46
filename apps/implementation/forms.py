from typing import Any

from django import forms
from django.utils.text import Truncator

from apps.accounts.models import Person
from apps.catalogue.models import ImplementationStep
from apps.core.forms import Form, PersonChoiceField, PolishDateField
from apps.projects.models import Pilot
from apps.texts.forms import NO_CLIENTS, PlainTextField

from . import rules
from .board import Line
from .evidence.reading import offered
from .holders import Suggested
from .models import Evidence
from .phases import Row

LEAST_PHASES = 3


class PhaseForm(Form):
    """One phase; a row with nothing in it is no phase."""

    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)
    name = forms.CharField(label="Nazwa etapu", max_length=200, required=False)
    starts_on = PolishDateField(label="Początek", required=False)
    ends_on = PolishDateField(label="Koniec", required=False)

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        typed = [name for name in ("name", "starts_on", "ends_on") if said.get(name) or name in self.errors]
        for name in ("name", "starts_on", "ends_on"):
            if typed and name not in typed:
                self.add_error(name, f"Wypełnij pole „{self.fields[name].label}” albo opróżnij cały wiersz.")
        if said.get("starts_on") and said.get("ends_on") and said["ends_on"] < said["starts_on"]:
            self.add_error("ends_on", "Koniec etapu nie może być przed jego początkiem.")
        return said

    @property
    def row(self) -> Row | None:
        said = self.cleaned_data
        if not said.get("name"):
            return None
        return Row(said["name"], said["starts_on"], said["ends_on"], said.get("pk"))


PhaseFormSet = forms.formset_factory(PhaseForm, extra=1, max_num=20, absolute_max=30)


def phase_forms(data: Any, rows: list[Any]) -> Any:
    """The rows and at least one blank one."""
    names = ("pk", "name", "starts_on", "ends_on")
    formset = PhaseFormSet(data, initial=[{name: getattr(row, name) for name in names} for row in rows])
    formset.extra = max(1, LEAST_PHASES - len(rows))
    return formset


class PeopleField(forms.ModelMultipleChoiceField):
    """People to tick, each with the reason why they are offered."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, *, why: dict[int, str], **kwargs: Any):
        self.why = why
        super().__init__(**kwargs)

    def label_from_instance(self, person: Person) -> str:
        why = self.why.get(person.pk, "")
        return f"{person} – {why}" if why else str(person)


class PlanForm(Form):
    """Phase, deadline and people of one task."""

    phase = forms.ModelChoiceField(None, label="Etap", required=False, empty_label="– według terminu –")
    due_on = PolishDateField(label="Termin", required=False)
    other = PersonChoiceField(None, label="Inna osoba", required=False, empty_label="– nikt więcej –")
    seen = forms.CharField(widget=forms.HiddenInput)
    layout = ["phase", "due_on", "people", "other", "seen"]

    def __init__(self, data: Any = None, *, pilot: Pilot, line: Line, suggested: list[Suggested], **kwargs: Any):
        task, self.holding = line.task, line.people
        initial = {
            "phase": task and task.phase_id,
            "due_on": line.due_on,
            "people": [one.pk for one in self.holding],
            "seen": rules.plan_of(task),
        }
        super().__init__(data, initial=initial, **kwargs)
        why = {one.person.pk: one.why for one in suggested}
        offered = {one.pk for one in self.holding} | why.keys()
        people = Person.objects.filter(centre=pilot.centre_id, pk__in=offered)
        self.fields["people"] = PeopleField(
            queryset=people, why=why, label="Wykonawcy", required=False,
            help_text="Osoby, które Tabela 1 wskazuje dla tego kroku, i obecni wykonawcy.",
        )  # fmt: skip
        self.fields["phase"].queryset = pilot.phases.all()
        working = Person.objects.filter(centre=pilot.centre_id, left_on=None)
        self.fields["other"].queryset = working.exclude(pk__in=offered)
        if not offered:
            del self.fields["people"]
            self.layout = [name for name in self.layout if name != "people"]

    @property
    def given(self) -> list[Person]:
        ticked = list(self.cleaned_data.get("people") or [])
        return ticked + [one for one in [self.cleaned_data.get("other")] if one]

    @property
    def taken(self) -> list[Person]:
        kept = {one.pk for one in self.given}
        return [one for one in self.holding if one.pk not in kept]


class NotesForm(Form):
    notes = PlainTextField(label="Notatki", rows=8, required=False, help_text=NO_CLIENTS)
    version = forms.IntegerField(widget=forms.HiddenInput)


class FinishForm(Form):
    statement = PlainTextField(
        label="Oświadczenie: jak zadanie zostało wykonane",
        rows=5,
        required=False,
        help_text=f"Co zrobiono, kiedy i z jakim skutkiem. Oświadczenie trafi do rejestru dowodów. {NO_CLIENTS}",
    )

    def __init__(self, data: Any = None, *, is_shown: bool, **kwargs: Any):
        super().__init__(data, **kwargs)
        field = self.fields["statement"]
        field.required = not is_shown and "bez-dowodu" not in (data or {})
        field.error_messages["required"] = "Napisz oświadczenie, wskaż dowód albo oznacz zadanie bez dowodu."


class StepsField(forms.ModelMultipleChoiceField):
    """Steps of Tabela 1 to tick."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, step: ImplementationStep) -> str:
        return f"{step.product.code}.{step.rank}. {Truncator(step.text).words(14)}"


class EvidenceOfTaskForm(Form):
    """Which pieces of the register show the task."""

    evidence = forms.ModelMultipleChoiceField(
        None, label="Dowody wykonania", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data: Any = None, *, pilot: Pilot, linked: list[Evidence], **kwargs: Any):
        self.linked = linked
        super().__init__(data, initial={"evidence": [one.pk for one in linked]}, **kwargs)
        self.fields["evidence"].queryset = offered(pilot)
        self.fields["evidence"].label_from_instance = lambda one: f"{one}. {one.current.title}"

    @property
    def changes(self) -> dict[str, list[Evidence]]:
        chosen = list(self.cleaned_data["evidence"])
        before = {one.pk for one in self.linked}
        now = {one.pk for one in chosen}
        return {
            "add": [one for one in chosen if one.pk not in before],
            "remove": [one for one in self.linked if one.pk not in now],
        }


class TasksOfEvidenceForm(Form):
    """Which tasks a piece shows, of those that the person may change."""

    steps = StepsField(queryset=None, label="Zadania, które ten dowód pokazuje", required=False)

    def __init__(self, data: Any = None, *, steps: list[ImplementationStep], shown: set[int], **kwargs: Any):
        self.shown = [step for step in steps if step.pk in shown]
        super().__init__(data, initial={"steps": [one.pk for one in self.shown]}, **kwargs)
        self.fields["steps"].queryset = steps_among(steps)

    @property
    def changes(self) -> dict[str, list[ImplementationStep]]:
        chosen = list(self.cleaned_data["steps"])
        before, now = {one.pk for one in self.shown}, {one.pk for one in chosen}
        return {
            "add": [one for one in chosen if one.pk not in before],
            "remove": [one for one in self.shown if one.pk not in now],
        }


def steps_among(steps: list[ImplementationStep]) -> Any:
    found = ImplementationStep.objects.filter(pk__in=[step.pk for step in steps])
    return found.select_related("product").order_by("product__rank", "rank")
