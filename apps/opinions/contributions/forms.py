from django import forms

from apps.catalogue.models import RecommendationKind
from apps.core.forms import Form

from ..claims.forms import RecommendationForm
from ..forms import NO_CLIENTS, long_text
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


class AsideForm(Form):
    reason = long_text("Dlaczego propozycja zostaje odłożona", rows=3)
