"""Forms of a ballot: opening, voting, closing, stopping, and a dissenting opinion."""

from django import forms

from apps.core.forms import Form
from apps.texts.forms import NO_CLIENTS

from .actions import CIRCULAR_DAYS
from .days import working_days
from .fields import long_text
from .models import Ballot, Vote


class PutToVoteForm(Form):
    mode = forms.ChoiceField(label="Jak zespół głosuje", choices=Ballot.Mode.choices, widget=forms.RadioSelect)
    working_days = forms.TypedChoiceField(
        label="Ile czasu na głosy w trybie obiegowym",
        help_text="Potem nikt już nie zagłosuje. Na posiedzeniu tego terminu nie ma.",
        coerce=int,
        initial=CIRCULAR_DAYS,
        empty_value=CIRCULAR_DAYS,
        required=False,
    )
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args, rules, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["working_days"].choices = working_days()
        if not rules.get("circular"):
            del self.fields["working_days"]
            self.fields["mode"].choices = [(Ballot.Mode.MEETING.value, Ballot.Mode.MEETING.label)]


class VoteForm(Form):
    ballot = forms.IntegerField(widget=forms.HiddenInput)
    choice = forms.ChoiceField(choices=Vote.Choice.choices, widget=forms.HiddenInput, required=False)
    reason = long_text("Uzasadnienie głosu", rows=3, required=False)


class NoteForm(Form):
    note = long_text("Uwagi do wyniku", "np. data i miejsce posiedzenia", rows=2, required=False)


class WithdrawForm(Form):
    note = long_text("Dlaczego głosowanie zostaje przerwane", rows=2)


class DissentForm(Form):
    body = long_text("Treść zdania odrębnego z uzasadnieniem", NO_CLIENTS, rows=10)
