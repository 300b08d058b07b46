from django import forms

from apps.catalogue.models import EvaluationTool
from apps.catalogue.rules import fingerprint
from apps.core.forms import Form

from .actions import FIELDS


class ToolForm(Form):
    """What the list says of a tool, with the fingerprint of what was shown."""

    name = forms.CharField(label="Nazwa", max_length=200, help_text="Np. Ankieta dla pracowników socjalnych")
    description = forms.CharField(
        label="Do czego służy", required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Kogo pyta albo co bada, kiedy je stosować i w których produktach powołać wynik.",
    )  # fmt: skip
    address = forms.URLField(
        label="Gdzie jest",
        max_length=1000,
        required=False,
        assume_scheme="https",
        help_text="Adres strony, z której ośrodek je pobierze.",
        error_messages={"invalid": "Podaj cały adres strony, od https://."},
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data=None, *, tool: EvaluationTool | None = None, **kwargs):
        initial = {name: getattr(tool, name) for name in FIELDS} | {"seen": fingerprint(tool, FIELDS)} if tool else {}
        super().__init__(data, initial=initial, **kwargs)
