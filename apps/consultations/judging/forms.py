from django import forms

from apps.core.forms import Form
from apps.teams.fields import PrintableRichTextField
from apps.texts.forms import NO_CLIENTS, ChoosingForm, RichTextField

from ..models import DocumentOpinion

CONCLUSIONS = DocumentOpinion.Conclusion.choices


def conclusion_field(**options):
    return forms.ChoiceField(label="Rozstrzygnięcie", choices=CONCLUSIONS, widget=forms.RadioSelect, **options)


class OpinionForm(Form):
    """`tab` tells one tab of a person from another, `writer` says whose page it was."""

    conclusion = conclusion_field(required=False)
    body = PrintableRichTextField(label="Uzasadnienie", help_text=NO_CLIENTS, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput(attrs={"autocomplete": "off"}))
    tab = forms.CharField(widget=forms.HiddenInput(attrs={"autocomplete": "off"}), max_length=40, required=False)
    writer = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["body"].widget.attrs["rows"] = 18
        for name in ("conclusion", "body"):
            self.fields[name].is_needed_later = True  # not called „nieobowiązkowe”

    def is_of_another(self, user) -> bool:
        """Whether somebody else has logged in on this browser since the page was opened."""
        return self.cleaned_data.get("writer") not in (None, user.pk)


class DraftForm(OpinionForm):
    """The same while somebody types: a half-done text is saved, too."""

    body = RichTextField(label="Uzasadnienie", required=False)


class LostTextForm(ChoosingForm):
    """What stays of two texts, and which conclusion."""

    conclusion = conclusion_field(required=False)
