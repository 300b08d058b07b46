"""A form's field that holds the text of units: typed as plain text, understood as a tree."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.urls import reverse_lazy

from .annexes import parse_annex
from .cleaning import LONGEST
from .parsing import Parsed, parse


class UnitsField(forms.CharField):
    """Cleans to a Parsed. `annex`: the text may also have headings and paragraphs without a number."""

    def __init__(self, *, annex: bool = False, rows: int = 16, **kwargs: Any):
        self.read: Callable[[str], Parsed] = parse_annex if annex else parse
        attributes = {"rows": rows, "data-units": "annex" if annex else "order", "spellcheck": "true", "lang": "pl"}
        attributes["data-read"] = reverse_lazy("orders:units_read")
        super().__init__(widget=forms.Textarea(attrs=attributes), strip=False, **kwargs)
        self.validators.append(MaxLengthValidator(LONGEST))  # not `max_length`: browsers would cut what is pasted

    def clean(self, value: Any) -> Parsed:
        text = super().clean(value)
        parsed = self.read(text)
        if self.required and not parsed.tree:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return parsed
