from django import forms

from apps.core.forms import Form
from apps.teams.ballot_forms import DissentForm, NoteForm, VoteForm, WithdrawForm
from apps.teams.ballot_forms import PutToVoteForm as BallotForm
from apps.teams.fields import PlainTextField, PrintableRichTextField, long_text
from apps.texts.forms import NO_CLIENTS

__all__ = ["DissentForm", "NO_CLIENTS", "NoteForm", "PlainTextField", "VoteForm", "WithdrawForm", "long_text"]


class SectionForm(Form):
    body = PrintableRichTextField(label="Treść", help_text=NO_CLIENTS)
    version = forms.IntegerField(widget=forms.HiddenInput)


class PutToVoteForm(BallotForm):
    """`is_early`: while remarks may still be given the chair says that the vote begins before they end."""

    early = forms.BooleanField(label="Poddaję tekst pod głosowanie przed końcem terminu na uwagi")
    field_order = ["mode", "working_days", "early", "seen"]

    def __init__(self, *args, is_early=False, **kwargs):
        super().__init__(*args, **kwargs)
        if not is_early:
            del self.fields["early"]
