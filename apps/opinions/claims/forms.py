import re

from django import forms

from apps.catalogue.models import RecommendationKind
from apps.core.forms import Form

from ..forms import NO_CLIENTS, PlainTextField, long_text
from ..models import Finding

BEFORE_THE_VOTE = "Uzupełnij przed głosowaniem: bez tego rekomendacja jest niepełna."
_NUMBER = re.compile(r"(?:d\s*(\d{1,6})\b.*|(\d{1,6}))", re.IGNORECASE | re.DOTALL)  # „D3”, „3”, „D3 · Ankieta”


class FindingForm(Form):
    body = long_text("Treść", NO_CLIENTS, rows=3)
    version = forms.IntegerField(widget=forms.HiddenInput)


class NewFindingForm(Form):
    sign = forms.ChoiceField(choices=Finding.Sign.choices, widget=forms.HiddenInput)
    body = long_text("Treść", NO_CLIENTS, rows=3)

    def __init__(self, *args, sign, **kwargs):
        super().__init__(*args, initial={"sign": sign}, auto_id=f"id_{sign}_%s", **kwargs)
        self.submit = f"Dodaj {Finding.Sign(sign).label}"
        self.fields["body"].label = f"Nowy {Finding.Sign(sign).label}"
        self.fields["body"].error_messages["required"] = f"Wypełnij pole „{self.fields['body'].label}”."


class RecommendationForm(Form):
    body = long_text("Treść rekomendacji", f"Co powinno się zmienić. {NO_CLIENTS}")
    addressee = PlainTextField(
        label="Adresat",
        help_text="Np. WRZOS, minister właściwy do spraw zabezpieczenia społecznego, prezydent miasta",
        max_length=200,
        required=False,
    )
    legal_act = PlainTextField(
        label="Akt prawny",
        help_text=f"Np. ustawa o pomocy społecznej. {BEFORE_THE_VOTE}",
        max_length=300,
        required=False,
    )
    article = PlainTextField(
        label="Przepis", help_text=f"Np. art. 107 ust. 4. {BEFORE_THE_VOTE}", max_length=100, required=False
    )
    proposed_wording = long_text("Proponowane brzmienie", rows=3, required=False)
    justification = long_text("Uzasadnienie", rows=5, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, kind, **kwargs):
        super().__init__(*args, **kwargs)
        if kind != RecommendationKind.LAW:
            for name in ("legal_act", "article", "proposed_wording"):
                del self.fields[name]
        for name in self.fields.keys() & {"legal_act", "article"}:
            self.fields[name].is_needed_later = True  # not called „nieobowiązkowe”


class CiteForm(Form):
    """One piece of evidence, typed as „D3” or as a part of its title."""

    evidence = PlainTextField(
        label="Powołaj dowód",
        help_text="Wpisz numer, np. D3, albo część tytułu.",
        max_length=300,
        widget=forms.TextInput(attrs={"list": "rejestr", "autocomplete": "off", "class": "width-medium"}),
    )

    def __init__(self, *args, citable, **kwargs):
        super().__init__(*args, **kwargs)
        self.citable, self.matching = citable, citable

    def clean_evidence(self):
        found = sought(self.citable, self.cleaned_data["evidence"])
        if not found:
            raise forms.ValidationError("W rejestrze nie ma takiego dowodu. Wpisz numer, np. D3, albo część tytułu.")
        if len(found) > 1:
            self.matching = found
            raise forms.ValidationError("Tym słowom odpowiada kilka dowodów. Wybierz jeden z listy poniżej.")
        return found[0]


def sought(citable, typed):
    """Evidence meant by „D3”, „d 3 · Ankieta” (what the list of suggestions fills in) or words of a title."""
    if named := _NUMBER.fullmatch(typed):
        return [one for one in citable if one.number == int(named[1] or named[2])]
    words = typed.casefold().split()
    return [one for one in citable if all(word in one.current.title.casefold() for word in words)]
