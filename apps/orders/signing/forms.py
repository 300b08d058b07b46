from django import forms

from apps.core.forms import Form
from apps.documents.uploads import LARGEST, TOO_BIG

ELECTRONIC, SCAN = "electronic", "scan"
KINDS = [(ELECTRONIC, "plik podpisany elektronicznie"), (SCAN, "skan oryginału z papieru")]
CHOOSE = "Wybierz plik z dysku."
CHOOSE_AGAIN = "Aby go mimo to dołączyć, wybierz plik jeszcze raz i zaznacz pole niżej."


class SignedFileForm(Form):
    """A file and what the person says it is. `knowing` is asked only after the program said that it cannot tie the
    file to what was issued."""

    kind = forms.ChoiceField(label="Co dołączasz", choices=KINDS, initial=ELECTRONIC, widget=forms.RadioSelect)
    file = forms.FileField(
        label="Plik",
        max_length=200,
        help_text="Najwyżej 20 MB. Podpisany PDF albo sam plik podpisu (.xades, .xml, .p7s, .p7m); skan jako PDF, JPG "
        "albo PNG.",
        error_messages={"required": CHOOSE, "missing": CHOOSE, "empty": "Ten plik jest pusty.", "invalid": CHOOSE},
    )
    knowing = forms.BooleanField(
        label="Wiem, że program nie może potwierdzić treści tego pliku. Dołącz go z takim ostrzeżeniem.",
        required=False,
    )

    def __init__(self, *args, too_big=False, asks=False, **kwargs):
        super().__init__(*args, **kwargs)
        if too_big:
            self.fields["file"].error_messages["required"] = TOO_BIG
        if not asks:
            del self.fields["knowing"]

    def clean_file(self):
        if self.cleaned_data["file"].size > LARGEST:
            raise forms.ValidationError(TOO_BIG)
        return self.cleaned_data["file"]

    @property
    def said(self):
        """What the action asks for."""
        data = self.cleaned_data
        return {
            "content": data["file"].read(),
            "file_name": data["file"].name,
            "is_scan": data["kind"] == SCAN,
            "knowing": data.get("knowing", False),
        }
