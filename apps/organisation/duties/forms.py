from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.http import QueryDict

from apps.core.forms import Form, PolishDateField

from ..models import ScopeOfDuties
from .rows import TAGS, DutyRow, rows_of, typed
from .wording import Typed, typed_of

LONGEST_PURPOSE = 5000


class ScopeForm(Form):
    """The draft of a scope. Always bound to what was typed; `judged=False` shows it without finding fault."""

    purpose = forms.CharField(
        label="Cel stanowiska",
        required=False,
        max_length=LONGEST_PURPOSE,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Jedno, dwa zdania: po co jest to stanowisko.",
    )
    effective_on = PolishDateField(label="Obowiązuje od", required=False, help_text="Np. 1.09.2018.")
    change_note = forms.CharField(
        label="Co się zmienia", required=False, max_length=300, help_text="Wobec poprzedniej wersji, jednym zdaniem."
    )
    pasted = forms.CharField(
        label="Wklej listę czynności",
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Każda czynność w osobnym wierszu; numery i kreski z początku znikną.",
    )
    pasted_tag = forms.ChoiceField(label="Dziedzina wklejanych czynności", choices=TAGS, required=False)

    def __init__(self, data: QueryDict, *, judged: bool = True):
        super().__init__(data)
        self.fields["effective_on"].is_needed_later = True
        self.rows = [DutyRow(place, row) for place, row in enumerate(rows_of(data))]
        if not judged:
            for form in [self, *self.rows]:
                form._errors = ErrorDict()

    @property
    def page_order(self) -> list[Any]:
        return ["purpose", "effective_on", "change_note", *self.rows, "pasted", "pasted_tag"]

    def is_valid(self) -> bool:
        return all([super().is_valid(), *(row.is_valid() for row in self.rows)])

    def clean_pasted(self) -> str:
        if self.cleaned_data["pasted"].strip():
            raise forms.ValidationError("Naciśnij „Dopisz wklejone”, żeby te wiersze stały się czynnościami.")
        return ""

    @property
    def said(self) -> Typed:
        cleaned = self.cleaned_data
        duties = tuple(row.said() for row in self.rows if not row.is_blank)
        return Typed(cleaned["purpose"], cleaned["effective_on"], cleaned["change_note"], duties)


def opened(scope: ScopeOfDuties) -> QueryDict:
    """The draft as the form shows it."""
    said, data = typed_of(scope), QueryDict(mutable=True)
    day = f"{said.effective_on.day}.{said.effective_on:%m.%Y}" if said.effective_on else ""
    fields = {"purpose": said.purpose, "effective_on": day, "change_note": said.change_note}
    for name, value in (fields | {"version": str(scope.version)}).items():
        data[name] = value
    for name, values in typed(list(said.duties)).items():
        data.setlist(name, values)
    return data


class StartForm(Form):
    """What the next version begins from."""

    begin = forms.ChoiceField(label="Zacznij od", widget=forms.RadioSelect)
    other = forms.ChoiceField(label="Inne stanowisko", required=False)

    def __init__(self, *args: Any, previous: ScopeOfDuties | None, others: list[tuple[str, str]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        choices = [("previous", f"wersji {previous.number}, którą trzeba zmienić")] if previous else []
        choices += [("empty", "pustego projektu")]
        choices += [("other", "zakresu czynności innego stanowiska")] if others else []
        self.fields["begin"].choices = choices
        self.fields["begin"].initial = choices[0][0]
        self.fields["other"].is_needed_later = True  # said when it is chosen above
        self.fields["other"].choices = [("", "– wybierz stanowisko –"), *others]
        if not others:
            del self.fields["other"]

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if said.get("begin") == "other" and not said.get("other") and "other" not in self.errors:
            self.add_error("other", "Wybierz stanowisko, od którego zakresu zacząć.")
        return said


class ReturnForm(Form):
    note = forms.CharField(
        label="Co poprawić",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Przeczytają to kadry. Nie wpisuj danych osobowych klientów ośrodka.",
    )
