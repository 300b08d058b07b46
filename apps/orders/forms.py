from django import forms

from apps.core.forms import Form

from . import rules


class NumberingForm(Form):
    year = forms.IntegerField(label="Rok", min_value=rules.YEARS[0], max_value=rules.YEARS[-1])
    last = forms.IntegerField(
        label="Ostatni użyty numer",
        min_value=0,
        max_value=rules.LATEST_NUMBER_ON_PAPER,
        help_text="Następne zarządzenie dostanie kolejny numer. Gdy w tym roku nie było zarządzeń, wpisz 0.",
    )
