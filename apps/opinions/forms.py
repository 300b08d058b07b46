from django import forms

from apps.core.forms import Form
from apps.documents.typeface import named, unprintable
from apps.teams.actions import CIRCULAR_DAYS
from apps.teams.models import Ballot, Vote
from apps.texts import rich
from apps.texts.forms import RichTextField

from .content import words_of
from .days import working_days

NO_CLIENTS = "Nie wpisuj danych osobowych klientów ośrodka."


class Printable:
    """Refuses, while it can still be mended, what the typeface of documents cannot draw."""

    words_of = staticmethod(str)

    def validate(self, value):
        super().validate(value)
        if missing := unprintable(self.words_of(value)):
            raise forms.ValidationError(
                f"W polu „{self.label}” są znaki, których nie da się wydrukować: {named(missing)}. Usuń je albo zastąp."
            )


class PlainTextField(Printable, forms.CharField):
    """Plain text without what programs paste unseen."""

    def to_python(self, value):
        return rich.tidy(super().to_python(value)).strip()


class PrintableRichTextField(Printable, RichTextField):
    """Rich text that goes to paper."""

    words_of = staticmethod(words_of)


def long_text(label, hint="", rows=4, **options):
    return PlainTextField(label=label, help_text=hint, widget=forms.Textarea(attrs={"rows": rows}), **options)


class SectionForm(Form):
    body = PrintableRichTextField(label="Treść", help_text=NO_CLIENTS)
    version = forms.IntegerField(widget=forms.HiddenInput)


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
    early = forms.BooleanField(label="Poddaję tekst pod głosowanie przed końcem terminu na uwagi")
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args, rules, is_early=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["working_days"].choices = working_days()
        if not is_early:
            del self.fields["early"]
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
