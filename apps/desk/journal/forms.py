import re

from django import forms

from apps.core.forms import Form, PolishDateField

from .reading import Asked
from .words import ABOUT

_FIELDS = [("", "wszystkie"), *((key, name) for key, (name, _) in ABOUT.items())]
_THING = re.compile(r"[a-z_]+\.[a-z_]+-[0-9]{1,18}")


class AskedForm(Form):
    """What of the journal to show; what cannot be meant is left out, and the rest counts."""

    kto = forms.CharField(label="Kto (część nazwiska)", max_length=100, required=False)
    slowa = forms.CharField(label="Czynność albo czego dotyczy", max_length=100, required=False)
    czego = forms.ChoiceField(
        label="Dziedzina",
        choices=[("", "wszystkie"), *((key, name) for key, (name, _) in ABOUT.items())],
        required=False,
    )
    od = PolishDateField(label="Od dnia", required=False)
    do = PolishDateField(label="Do dnia", required=False)
    o = forms.CharField(required=False, widget=forms.HiddenInput)

    def asked(self) -> Asked:
        self.is_valid()
        said = getattr(self, "cleaned_data", {})
        thing = said.get("o") or ""
        return Asked(
            who=said.get("kto") or "",
            about=said.get("czego") or "",
            words=said.get("slowa") or "",
            since=said.get("od"),
            until=said.get("do"),
            thing=thing if _THING.fullmatch(thing) else "",
        )
