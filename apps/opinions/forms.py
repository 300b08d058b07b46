from django import forms

from apps.catalogue.models import RecommendationKind
from apps.core.forms import Form
from apps.documents.typeface import named, unprintable
from apps.teams.models import Ballot, Vote
from apps.texts import rich
from apps.texts.forms import RichTextField

from .content import words_of
from .models import Finding

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


def _long(label, hint="", rows=4, **options):
    return PlainTextField(label=label, help_text=hint, widget=forms.Textarea(attrs={"rows": rows}), **options)


class SectionForm(Form):
    body = PrintableRichTextField(label="Treść", help_text=NO_CLIENTS)
    version = forms.IntegerField(widget=forms.HiddenInput)


class FindingForm(Form):
    body = _long("Treść", NO_CLIENTS, rows=3)
    version = forms.IntegerField(widget=forms.HiddenInput)


class NewFindingForm(Form):
    sign = forms.ChoiceField(choices=Finding.Sign.choices, widget=forms.HiddenInput)
    body = _long("Treść", NO_CLIENTS, rows=3)

    def __init__(self, *args, sign, **kwargs):
        super().__init__(*args, initial={"sign": sign}, auto_id=f"id_{sign}_%s", **kwargs)
        self.fields["body"].label = f"Nowy {Finding.Sign(sign).label}"


class RecommendationForm(Form):
    body = _long("Treść rekomendacji", f"Co powinno się zmienić. {NO_CLIENTS}")
    addressee = PlainTextField(
        label="Adresat",
        help_text="np. WRZOS, minister właściwy do spraw zabezpieczenia społecznego, prezydent miasta",
        max_length=200,
        required=False,
    )
    legal_act = PlainTextField(
        label="Akt prawny", help_text="np. ustawa o pomocy społecznej", max_length=300, required=False
    )
    article = PlainTextField(label="Przepis", help_text="np. art. 107 ust. 4", max_length=100, required=False)
    proposed_wording = _long("Proponowane brzmienie", rows=3, required=False)
    justification = _long("Uzasadnienie", rows=5, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, kind, **kwargs):
        super().__init__(*args, **kwargs)
        if kind != RecommendationKind.LAW:
            for name in ("legal_act", "article", "proposed_wording"):
                del self.fields[name]


class PutToVoteForm(Form):
    mode = forms.ChoiceField(label="Jak zespół głosuje", choices=Ballot.Mode.choices, widget=forms.RadioSelect)
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args, rules, **kwargs):
        super().__init__(*args, **kwargs)
        if not rules.get("circular"):
            self.fields["mode"].choices = [(Ballot.Mode.MEETING.value, Ballot.Mode.MEETING.label)]


class VoteForm(Form):
    ballot = forms.IntegerField(widget=forms.HiddenInput)
    choice = forms.ChoiceField(choices=Vote.Choice.choices, widget=forms.HiddenInput, required=False)
    reason = _long("Uzasadnienie głosu", rows=3, required=False)


class NoteForm(Form):
    note = _long("Uwagi do wyniku", "np. data i miejsce posiedzenia", rows=2, required=False)


class WithdrawForm(Form):
    note = _long("Dlaczego głosowanie zostaje przerwane", rows=2)


class DissentForm(Form):
    body = _long("Treść zdania odrębnego z uzasadnieniem", NO_CLIENTS, rows=10)
