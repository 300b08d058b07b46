from typing import Any

from django import forms

from apps.core.forms import Form
from apps.documents.uploads import LARGEST, TOO_BIG

CHOOSE = "Wybierz plik z dysku."


class ListForm(Form):
    file = forms.FileField(
        label="Plik z listą",
        max_length=200,
        help_text="Arkusz .xlsx albo CSV zapisany w Excelu, najwyżej 5000 wierszy.",
        error_messages={"required": CHOOSE, "missing": CHOOSE, "empty": "Ten plik jest pusty.", "invalid": CHOOSE},
    )

    def __init__(self, *args: Any, too_big: bool = False, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if too_big:
            self.fields["file"].error_messages["required"] = TOO_BIG

    def clean_file(self) -> Any:
        if self.cleaned_data["file"].size > LARGEST:
            raise forms.ValidationError(TOO_BIG)
        return self.cleaned_data["file"]
