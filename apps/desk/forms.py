from django import forms

from apps.core.forms import Form

from .verification import tidy


class CodeForm(Form):
    """The code printed on a document, typed by anybody. Its name stands in addresses, hence Polish."""

    kod = forms.CharField(
        label="Kod dokumentu",
        max_length=40,
        help_text="Stoi w stopce każdej strony dokumentu, np. ABCD-EFGH-JKLM. Wielkość liter i odstępy są obojętne.",
        error_messages={"required": "Wpisz kod z dokumentu."},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "class": "width-short"}),
    )

    def clean_kod(self):
        if not (code := tidy(self.cleaned_data["kod"])):
            raise forms.ValidationError("Wpisz kod z dokumentu, np. ABCD-EFGH-JKLM.")
        return code
