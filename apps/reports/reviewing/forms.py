from django import forms

from apps.core import clock
from apps.core.forms import Form, PolishDateField
from apps.opinions.forms import NO_CLIENTS, PlainTextField

from . import reading

WHOLE = "do całości"


class RemarkForm(Form):
    chapter = forms.ChoiceField(label="Część, której dotyczy uwaga", required=False)
    body = PlainTextField(label="Treść uwagi", help_text=NO_CLIENTS, widget=forms.Textarea(attrs={"rows": 6}))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, chapters, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["chapter"].choices = [("", WHOLE), *((title, title) for title in chapters)]


class ReturnForm(Form):
    reasons = PlainTextField(
        label="Dlaczego dokument wraca do poprawy",
        help_text=f"Ośrodek przeczyta uzasadnienie razem z uwagami. {NO_CLIENTS}",
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    deadline_on = PolishDateField(label="Do kiedy ośrodek ma przekazać poprawione wydanie")
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["deadline_on"].help_text = f"Licząc od dzisiaj: {reading.usual_deadlines()}"

    def clean_deadline_on(self):
        day = self.cleaned_data["deadline_on"]
        if day <= clock.today():
            raise forms.ValidationError("Termin musi być późniejszy niż dzisiaj.")
        return day
