import datetime

from django import forms

from apps.core import clock
from apps.core.forms import Form
from apps.teams.days import days_after, working_days

from ..forms import NO_CLIENTS, long_text
from ..models import CirculationRemark, Opinion
from . import reading, rules

D = CirculationRemark.Disposition
WHOLE = "calosc"
ELSEWHERE = "Tego fragmentu nie ma w wybranym miejscu. Skopiuj go dokładnie albo zostaw puste."


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
        "Skopiuj go dokładnie z tekstu. Zostaw puste, gdy uwaga dotyczy wszystkiego, co wybrano powyżej.",
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
        self.claims = reading.claims_of(opinion)
        claims = [(key, name) for key, (name, _) in self.claims.items()]
        self.fields["section"].choices = [(WHOLE, "cały dokument (uwaga ogólna)"), *titles, *claims]
        self.opinion = opinion

    def clean(self):
        said = super().clean()
        chosen, quote = said.get("section"), said.get("quote")
        section = said["section"] = self.sections.get(chosen)
        if chosen in self.claims:
            _, body = self.claims[chosen]
            said["quote"] = quote or body
            if quote and not reading.stands(quote, body):
                self.add_error("quote", ELSEWHERE)
        elif quote and not reading.stands(quote, reading.texts_of(self.opinion)[section and section.pk]):
            self.add_error("quote", ELSEWHERE)
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

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].is_needed_later = True  # not called „nieobowiązkowe”

    def clean(self):
        said = super().clean()
        if said.get("disposition") not in (None, D.ACCEPTED) and not said.get("reason"):
            self.add_error("reason", "Napisz uzasadnienie: bez niego uwagę można tylko uwzględnić w całości.")
        return said
