import datetime

from django import forms

from apps.core import clock
from apps.core.forms import Form

from ..days import days_after, working_days
from ..forms import NO_CLIENTS, long_text
from ..models import CirculationRemark, Opinion
from . import reading, rules

D = CirculationRemark.Disposition
WHOLE = "calosc"


class CirculateForm(Form):
    working_days = forms.TypedChoiceField(
        label="Ile czasu na uwagi",
        help_text="Ostatni dzień liczy się do końca. Soboty, niedziele i święta nie są dniami roboczymi.",
        coerce=int,
        initial=rules.USUAL_DAYS,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["working_days"].choices = working_days()


class ExtendForm(Form):
    deadline_on = forms.TypedChoiceField(label="Nowy termin na uwagi", coerce=datetime.date.fromisoformat)
    reason = long_text("Dlaczego termin zostaje przedłużony", rows=2)

    def __init__(self, *args, deadline_on, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["deadline_on"].choices = days_after(max(deadline_on, clock.today()))


class RemarkForm(Form):
    section = forms.ChoiceField(label="Czego dotyczy uwaga", initial=WHOLE)
    quote = long_text(
        "Fragment, do którego się odnosi",
        "Skopiuj go dokładnie z tekstu. Zostaw puste, gdy uwaga dotyczy całej części albo całego dokumentu.",
        rows=2,
        required=False,
    )
    body = long_text("Treść uwagi", NO_CLIENTS)
    justification = long_text("Uzasadnienie", rows=3, required=False)
    proposed_wording = long_text("Proponowane brzmienie", rows=3, required=False)
    nature = forms.ChoiceField(
        label="Charakter uwagi",
        choices=CirculationRemark.Nature.choices,
        widget=forms.RadioSelect,
        initial=CirculationRemark.Nature.SUBSTANCE,
    )

    def __init__(self, *args, opinion: Opinion, **kwargs):
        super().__init__(*args, **kwargs)
        self.sections = {str(section.pk): section for section in opinion.sections.select_related("part")}
        titles = [(pk, section.part.title) for pk, section in self.sections.items()]
        self.fields["section"].choices = [(WHOLE, "cały dokument (uwaga ogólna)"), *titles]
        self.opinion = opinion

    def clean_section(self):
        return self.sections.get(self.cleaned_data["section"])

    def clean(self):
        said = super().clean()
        section, quote = said.get("section"), said.get("quote")
        if quote and not reading.stands(quote, reading.texts_of(self.opinion)[section and section.pk]):
            self.add_error("quote", "Tego fragmentu nie ma w wybranym miejscu. Skopiuj go dokładnie albo zostaw puste.")
        return said


class AnswerForm(Form):
    disposition = forms.ChoiceField(
        label="Sposób rozpatrzenia",
        choices=[choice for choice in D.choices if choice[0] != D.WITHDRAWN],
        widget=forms.RadioSelect,
    )
    reason = long_text(
        "Uzasadnienie stanowiska",
        f"Potrzebne, chyba że uwaga jest uwzględniona w całości. {NO_CLIENTS}",
        required=False,
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self):
        said = super().clean()
        if said.get("disposition") not in (None, D.ACCEPTED) and not said.get("reason"):
            self.add_error("reason", "Napisz uzasadnienie: bez niego uwagę można tylko uwzględnić w całości.")
        return said
