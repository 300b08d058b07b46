"""Forms of themes."""

from collections.abc import Iterable
from typing import Any

from django import forms

from apps.catalogue.models import RecommendationKind
from apps.core.forms import Form, ModelForm, Section
from apps.opinions.models import HandedRecommendation
from apps.reports.models import Theme, ThemeSource

WORDS = ["kind", "title", "body", "legal_act", "article"]
HINT = "Ośrodek, który mówi coś przeciwnego, też należy do tematu: pokaże się jako rozbieżność."


class WithSources:
    """Adds the stance of each chosen recommendation to a form. `leading`: the form's other fields."""

    def __init__(self, *args: Any, chosen: Iterable[HandedRecommendation], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.chosen, sections = list(chosen), []
        for said in self.chosen:
            stance, note = self._fields_of(said)
            legend = f"{said.centre}, rekomendacja {said}"
            sections.append(Section(legend, stance, note, hint=said.body[:600]))
        leading = [Section("Opis tematu", *self.leading, hint=HINT)] if self.leading else []
        self.layout = leading + sections

    leading: list[str] = []

    def _fields_of(self, said: HandedRecommendation) -> tuple[str, str]:
        stance, note = f"stance_{said.pk}", f"note_{said.pk}"
        self.fields[stance] = forms.ChoiceField(
            label="Stanowisko", choices=ThemeSource.Stance.choices, initial="supports", label_suffix=""
        )
        self.fields[note] = forms.CharField(
            label="Na czym polega różnica", required=False, max_length=500, label_suffix=""
        )
        return stance, note

    def sources(self) -> list[tuple[HandedRecommendation, str, str]]:
        said = self.cleaned_data
        return [(one, said[f"stance_{one.pk}"], said[f"note_{one.pk}"]) for one in self.chosen]


class ThemeForm(ModelForm):
    class Meta:
        model = Theme
        fields = WORDS

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["body"].widget.attrs["rows"] = 4
        self.fields["kind"].choices = [("", "– wybierz rodzaj –"), *RecommendationKind.choices]


class MergeForm(WithSources, ThemeForm):
    leading = WORDS


class SourcesForm(WithSources, Form):
    pass


class StanceForm(Form):
    stance = forms.ChoiceField(label="Stanowisko", choices=ThemeSource.Stance.choices)
    note = forms.CharField(label="Na czym polega różnica", required=False, max_length=500)
