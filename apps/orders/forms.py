from django import forms

from apps.core.forms import Form

from . import rules


class RegisterFilter(Form):
    """Rok i szukane słowa; anything unreadable counts as not asked."""

    rok = forms.TypedChoiceField(label="Rok", coerce=int, required=False, empty_value=None)
    szukaj = forms.CharField(label="Szukaj w numerze i przedmiocie", required=False, max_length=200)

    def __init__(self, data, *, years):
        super().__init__(data)
        self.fields["rok"].choices = [("", "wszystkie"), *((year, str(year)) for year in years)]

    def asked(self):
        self.is_valid()
        return {"year": self.cleaned_data.get("rok"), "sought": self.cleaned_data.get("szukaj", "")}


class NumberingForm(Form):
    year = forms.IntegerField(label="Rok", min_value=rules.YEARS[0], max_value=rules.YEARS[-1])
    last = forms.IntegerField(
        label="Ostatni użyty numer",
        min_value=0,
        max_value=rules.LATEST_NUMBER_ON_PAPER,
        help_text="Następne zarządzenie dostanie kolejny numer. Gdy w tym roku nie było zarządzeń, wpisz 0.",
    )
