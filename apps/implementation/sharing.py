"""„Rozdziel zadania”: all tasks that nobody holds, each with the person whom Tabela 1 means and a deadline."""

from typing import Any

from django import forms

from apps.accounts.models import Person
from apps.core.forms import Form, PolishDateField
from apps.projects.models import Pilot

from .board import Line
from .holders import Suggestions

NOBODY = ("", "– jeszcze nikt –")


class ShareForm(Form):
    """One task: who, and by when. Without a person the task stays as it is."""

    person = forms.ChoiceField(label="Wykonawca", required=False)
    due_on = PolishDateField(label="Termin", required=False)

    def __init__(self, *args: Any, line: Line, suggestions: Suggestions, **kwargs: Any):
        self.line, people = line, suggestions.for_step(line.step)
        first = people[0].person.pk if people else ""
        super().__init__(*args, initial={"person": first, "due_on": line.due_on}, **kwargs)
        meant = {one.person.pk: f"{one.person} – {one.why}" for one in people}
        others = {one.pk: str(one) for one in suggestions.working if one.pk not in meant}
        groups = [("Według Tabeli 1", list(meant.items())), ("Inne osoby", list(others.items()))]
        self.fields["person"].choices = [NOBODY, *((name, rows) for name, rows in groups if rows)]
        self.known = {one.pk: one for one in suggestions.working}

    @property
    def taker(self) -> Person | None:
        chosen = self.cleaned_data.get("person")
        return self.known.get(int(chosen)) if chosen else None


def forms_of(lines: list[Line], pilot: Pilot, data: Any) -> list[ShareForm]:
    suggestions = Suggestions.of(pilot)
    open_lines = [line for line in lines if not line.people and line.state != "done"]
    return [ShareForm(data, prefix=f"krok-{line.step.pk}", line=line, suggestions=suggestions) for line in open_lines]
