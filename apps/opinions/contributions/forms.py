import re

from django import forms

from apps.catalogue.models import RecommendationKind
from apps.core.forms import Form

from ..claims.forms import RecommendationForm
from ..forms import NO_CLIENTS, PlainTextField, long_text
from ..models import Contribution, Finding, Stance

_DAYS = {"min_value": 1, "max_value": 60}


class RoundForm(Form):
    """How long members have."""

    working_days = forms.IntegerField(
        label="Ile dni roboczych na propozycje",
        help_text="Od jutra; soboty, niedziele i święta się nie liczą.",
        initial=5,
        widget=forms.NumberInput(attrs={"class": "width-number", "min": 1, "max": 60}),
        error_messages={"min_value": "Podaj co najmniej 1 dzień.", "max_value": "Podaj najwyżej 60 dni."},
        **_DAYS,
    )


class WordsForm(Form):
    """A plus or a minus."""

    body = long_text("Treść", NO_CLIENTS, rows=3)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


def form_for(kind, *args, **kwargs):
    """`kind`: a sign of a finding or a kind of recommendation."""
    if kind in Finding.Sign.values:
        return WordsForm(*args, **kwargs)
    return RecommendationForm(*args, kind=kind, **kwargs)


def giving_form(kind, *args, citable, **kwargs):
    """The same with the evidence on which the proposal stands; `citable`: what may be chosen."""
    form = form_for(kind, *args, **kwargs)
    form.fields["evidence"] = NumbersField(citable=citable)
    return form


class NumbersField(PlainTextField):
    """Pieces of the register by their numbers."""

    def __init__(self, *, citable):
        super().__init__(
            label="Dowody, na których opiera się propozycja",
            help_text="Numery z rejestru, np. D1, D3. Wejdą do tekstu razem z propozycją.",
            max_length=300,
            required=False,
        )
        self.citable = citable

    def clean(self, value):
        """The pieces themselves."""
        numbers = [int(number) for number in re.findall(r"\d{1,6}", super().clean(value))]
        found = {piece.number: piece for piece in self.citable.filter(number__in=numbers)}
        if strange := [f"D{number}" for number in numbers if number not in found]:
            raise forms.ValidationError(f"W rejestrze nie ma: {', '.join(strange)}. Wybierz z listy poniżej.")
        return [found[number] for number in dict.fromkeys(numbers)]


def name_of(kind):
    """„plus”, „rekomendacja: zmiana w modelu”."""
    if kind in Contribution.Kind.values:
        return Contribution.Kind(kind).label
    return f"rekomendacja: {RecommendationKind(kind).label}"


class StanceForm(Form):
    choice = forms.ChoiceField(label="Stanowisko", choices=Stance.Choice.choices, widget=forms.RadioSelect)
    reason = long_text(
        "Uzasadnienie", "Potrzebne, gdy się nie zgadzasz; inni przeczytają je obok propozycji.", rows=4, required=False
    )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("choice") == Stance.Choice.DISAGREE and not cleaned.get("reason"):
            self.add_error("reason", "Napisz, dlaczego się nie zgadzasz.")
        return cleaned


class ContradictionForm(Form):
    reason = long_text("Na czym polega sprzeczność", rows=3, required=False)


class AsideForm(Form):
    reason = long_text("Dlaczego propozycja zostaje odłożona", rows=3)
