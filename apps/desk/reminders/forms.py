from django import forms

from apps.accounts.models import Reminders
from apps.core.forms import Form


class RhythmForm(Form):
    rhythm = forms.ChoiceField(
        label="Kiedy pisać o tym, co na Ciebie czeka", choices=Reminders.Rhythm.choices, widget=forms.RadioSelect
    )
