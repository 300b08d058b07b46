from django import forms

from apps.consultations import units
from apps.consultations.models import Disposition, Remark
from apps.core.forms import Form
from apps.teams.fields import PlainTextField, long_text

from .actions.writing import EMPTY
from .rules import NEEDS_A_REASON

NO_CLIENTS = "Nie wpisuj danych osobowych klientów ośrodka."
UNIT_HINT = "Tak, jak stoi w dokumencie, np. § 5 ust. 2 albo Załącznik nr 1, tabela A. Puste: uwaga ogólna."
NOT_ALL = "Napisz choć treść uwagi."
PLACE_ALONE = "Zaznacz, że uwaga nr {} jest załatwiona w tej wersji, albo usuń wpisane miejsce."
WHY = "Napisz uzasadnienie: przy tym sposobie rozpatrzenia jest potrzebne."


class RemarkForm(Form):
    """A draft may hold any part of a remark; only submitting asks for its content."""

    team = forms.ModelChoiceField(None, label="W imieniu którego zespołu", empty_label=None)
    unit_key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=120)
    unit_label = PlainTextField(label="Czego dotyczy", help_text=UNIT_HINT, max_length=200, required=False)
    quote = long_text("Przytoczone brzmienie", "Słowa dokumentu, do których odnosi się uwaga.", rows=3, required=False)
    body = long_text("Treść uwagi", NO_CLIENTS, rows=5, required=False)
    proposed_wording = long_text("Proponowane brzmienie", rows=4, required=False)
    justification = long_text("Uzasadnienie", rows=3, required=False)
    nature = forms.ChoiceField(
        label="Charakter uwagi",
        help_text="Redakcyjna poprawia słowa, nie zmieniając tego, co dokument postanawia.",
        choices=Remark.Nature.choices,
        widget=forms.RadioSelect,
        initial=Remark.Nature.SUBSTANCE,
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, teams, submits=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.submits = submits
        self.fields["unit_label"].widget = forms.TextInput(
            attrs={"class": "width-medium", "list": "jednostki", "autocomplete": "off"}
        )
        self.fields["body"].is_needed_later = True  # not called „nieobowiązkowe”
        self.fields["team"].queryset = teams
        if len(teams) < 2:
            del self.fields["team"]

    def clean(self):
        said = super().clean()
        texts = ("body", "quote", "proposed_wording", "justification")
        if self.submits and not said.get("body") and "body" not in self.errors:
            self.add_error("body", EMPTY)
        elif not any(said.get(name) for name in texts) and not self.errors:
            self.add_error("body", NOT_ALL)
        return said


def pinned(version, key):
    """What the form begins with for a unit that was pointed at."""
    unit = units.find(version.units, key) if key else None
    return {"unit_key": unit.key, "unit_label": unit.label, "quote": unit.text} if unit else {}


class AnswerForm(Form):
    disposition = forms.ChoiceField(label="Sposób rozpatrzenia", choices=Disposition.choices, widget=forms.RadioSelect)
    reason = long_text(
        "Uzasadnienie stanowiska",
        "Potrzebne, chyba że uwaga jest uwzględniona w całości albo bezprzedmiotowa. Przeczytają je zespoły. "
        f"{NO_CLIENTS}",
        required=False,
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].is_needed_later = True

    def clean(self):
        said = super().clean()
        if said.get("disposition") in NEEDS_A_REASON and not said.get("reason") and "reason" not in self.errors:
            self.add_error("reason", WHY)
        return said


class SettlementsForm(Form):
    """For each remark: whether it is settled in this version, and in which unit."""

    def __init__(self, *args, rows, **kwargs):
        super().__init__(*args, **kwargs)
        self.rows = rows
        for row in rows:
            number = row.remark.number
            self.fields[f"there_{number}"] = forms.BooleanField(
                label=f"Uwaga nr {number} jest załatwiona w tej wersji", required=False, initial=row.is_here
            )
            self.fields[f"unit_{number}"] = forms.CharField(
                label=f"Gdzie załatwiono uwagę nr {number}", required=False, max_length=200, initial=row.label
            )

    def clean(self):
        """A place that somebody typed says that the remark is settled, so it is not dropped unseen."""
        said = super().clean()
        for row in self.rows:
            name = f"unit_{row.remark.number}"
            if name in self.changed_data and said.get(name) and not said.get(f"there_{row.remark.number}"):
                self.add_error(f"there_{row.remark.number}", PLACE_ALONE.format(row.remark.number))
        return said

    @property
    def places(self):
        said = self.cleaned_data
        return {
            row.remark: said[f"unit_{row.remark.number}"] if said[f"there_{row.remark.number}"] else None
            for row in self.rows
        }
