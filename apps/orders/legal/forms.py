from django import forms

from apps.core.forms import Form
from apps.orders.models import LegalReview

LONGEST = 10_000


class SendingForm(Form):
    note = forms.CharField(
        label="Wiadomość dla radcy",
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 3}),
        help_text="Np. na co zwrócić uwagę. Nie wpisuj danych osobowych klientów ośrodka.",
    )


class ReviewForm(Form):
    """The adviser's remarks; which of two buttons was pressed comes with them as `verdict`."""

    note = forms.CharField(
        label="Uwagi",
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 6}),
        help_text="Potrzebne, gdy zwracasz projekt: co poprawić i dlaczego. Zobaczą je dyrektor i kadry.",
    )

    def clean(self):
        said = super().clean()
        if self.data.get("verdict") not in LegalReview.Verdict.values:
            raise forms.ValidationError("Wybierz: uzgadniam albo zwracam z uwagami.")
        if self.data["verdict"] == LegalReview.Verdict.RETURNED and not said.get("note", "").strip():
            self.add_error("note", "Napisz, co poprawić.")
        return said
