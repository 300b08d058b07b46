from django import forms

from apps.catalogue.models import RecommendationKind
from apps.core.forms import Form

from ..forms import NO_CLIENTS, PlainTextField, long_text
from ..models import Finding


class FindingForm(Form):
    body = long_text("Treść", NO_CLIENTS, rows=3)
    version = forms.IntegerField(widget=forms.HiddenInput)


class NewFindingForm(Form):
    sign = forms.ChoiceField(choices=Finding.Sign.choices, widget=forms.HiddenInput)
    body = long_text("Treść", NO_CLIENTS, rows=3)

    def __init__(self, *args, sign, **kwargs):
        super().__init__(*args, initial={"sign": sign}, auto_id=f"id_{sign}_%s", **kwargs)
        self.fields["body"].label = f"Nowy {Finding.Sign(sign).label}"


class RecommendationForm(Form):
    body = long_text("Treść rekomendacji", f"Co powinno się zmienić. {NO_CLIENTS}")
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
    proposed_wording = long_text("Proponowane brzmienie", rows=3, required=False)
    justification = long_text("Uzasadnienie", rows=5, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, kind, **kwargs):
        super().__init__(*args, **kwargs)
        if kind != RecommendationKind.LAW:
            for name in ("legal_act", "article", "proposed_wording"):
                del self.fields[name]
