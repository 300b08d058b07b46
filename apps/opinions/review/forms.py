from django import forms

from apps.core.forms import Form
from apps.opinions.forms import PlainTextField
from apps.opinions.models import RemarkAnswer


class AnswerForm(Form):
    disposition = forms.ChoiceField(
        label="Jak zespół rozpatrzył uwagę", choices=RemarkAnswer.Disposition.choices, widget=forms.RadioSelect
    )
    body = PlainTextField(
        label="Odpowiedź",
        help_text="Co zmieniliście i gdzie. Gdy uwaga nie jest uwzględniona w całości – dlaczego.",
        widget=forms.Textarea(attrs={"rows": 5}),
        required=False,
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def clean(self):
        said = super().clean()
        disposition = said.get("disposition")
        if disposition and disposition != RemarkAnswer.Disposition.ACCEPTED and not said.get("body"):
            self.add_error("body", "Napisz, dlaczego uwagi nie uwzględniono w całości.")
        return said


class HandOverForm(Form):
    """Which of the confirmed documents go to WRZOS; all of them unless somebody unticks one."""

    opinions = forms.MultipleChoiceField(
        label="Dokumenty do przekazania",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Zaznacz co najmniej jeden dokument."},
    )

    def __init__(self, *args, confirmed, **kwargs):
        super().__init__(*args, initial={"opinions": [str(one.pk) for one in confirmed]}, **kwargs)
        self.fields["opinions"].choices = [(str(one.pk), str(one)) for one in confirmed]
