from typing import Any

from django import forms

from apps.core.forms import Form, ModelForm, PolishDateField
from apps.documents.uploads import LARGEST, TOO_BIG
from apps.orders.models import ExternalAct
from apps.orders.text import bare, tidy

from . import rules

CHOOSE_AGAIN = "Wybierz plik jeszcze raz: przeglądarka nie oddaje go sama."


class ExternalActForm(ModelForm):
    file = forms.FileField(
        label="Plik PDF z aktem",
        required=False,
        max_length=200,
        help_text=f"Najwyżej {LARGEST // 1024 // 1024} MB.",
        error_messages={"empty": "Ten plik jest pusty.", "invalid": "Wybierz plik PDF z dysku."},
    )

    class Meta:
        model = ExternalAct
        fields = [
            "act_type",
            "number_text",
            "issuer_genitive",
            "dated_on",
            "title",
            "journal",
            "effective_on",
            "until_on",
        ]
        labels = {"issuer_genitive": "Kto go wydał (w dopełniaczu)"}
        widgets = {"title": forms.Textarea(attrs={"rows": 2})}
        help_texts = {
            "title": "Od słów „w sprawie …” albo pełna nazwa, np. w sprawie nadania Regulaminu Organizacyjnego …",
            "effective_on": "Puste: od dnia, z którego jest akt.",
            "until_on": "Ostatni dzień. Puste: obowiązuje nadal.",
        }

    def __init__(self, *args: Any, too_big: bool = False, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.too_big = too_big
        if self.instance.document_id:
            self.fields["file"].help_text = f"Puste: zostaje dotychczasowy plik. {self.fields['file'].help_text}"

    def clean_act_type(self) -> str:
        return tidy(self.cleaned_data["act_type"])

    def clean_number_text(self) -> str:
        return tidy(self.cleaned_data["number_text"]).removeprefix("nr ").strip()

    def clean_title(self) -> str:
        return bare(self.cleaned_data["title"])

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if self.too_big or (file and file.size > LARGEST):
            raise forms.ValidationError(TOO_BIG)
        return file

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        begins = said.get("effective_on") or said.get("dated_on")
        if refusal := rules.wrong_end(begins, said.get("until_on")):
            self.add_error("until_on", refusal)
        return said

    def fields_said(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self._meta.fields}

    def pdf(self) -> bytes | None:
        file = self.cleaned_data["file"]
        return file.read() if file else None


class DayForm(Form):
    dzien = PolishDateField(label="Stan na dzień")
