"""Komórka opracowująca: who in the centre prepared the order. It stands in the register and not in the text."""

from functools import cached_property
from typing import Any

from django import forms

from apps.accounts.models import Centre
from apps.core.forms import Form
from apps.documents.typeface import named, unprintable
from apps.orders.models import Order

LIST = "komorki"  # the id of the list of suggestions on the page
LONGEST = 200
_OFFERED, _LOOKED_AT = 10, 100


class UnitField(forms.CharField):
    """A name on one line. What the typeface of documents cannot draw is refused: it would keep the whole register from
    being printed, for good."""

    def to_python(self, value: object) -> str:
        return one_line(super().to_python(value))

    def validate(self, value: str) -> None:
        super().validate(value)
        if missing := unprintable(value):
            raise forms.ValidationError(
                f"W polu „{self.label}” są znaki, których nie da się wydrukować: {named(missing)}. Usuń je albo zastąp."
            )


class UnitForm(Form):
    """Base of the forms of orders of every kind. The form gives `centre`."""

    centre: Centre
    unit_after = "legal_basis"  # the field beside it, on the page and in the list of errors
    drafting_unit = UnitField(
        label="Komórka opracowująca",
        required=False,
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"list": LIST, "autocomplete": "off"}),
        help_text="Kto przygotował projekt, np. Dział Kadr. Będzie w rejestrze; w treści zarządzenia jej nie ma.",
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        names = [name for name in self.fields if name != "drafting_unit"]
        names.insert(names.index(self.unit_after) + 1, "drafting_unit")
        self.order_fields(names)

    @cached_property
    def units(self) -> list[str]:
        """Suggestions: what the centre wrote last, the latest first."""
        return units_of(self.centre)

    @property
    def unit_said(self) -> str:
        """As far as typed, also of a form that is not complete."""
        return one_line(self.data.get("drafting_unit", ""))[:LONGEST]


def one_line(text: str) -> str:
    return " ".join(text.replace("\0", "").split())


def units_of(centre: Centre) -> list[str]:
    found = Order.objects.filter(centre=centre).exclude(drafting_unit="").order_by("-pk")
    latest = found.values_list("drafting_unit", flat=True)[:_LOOKED_AT]
    return list(dict.fromkeys(latest))[:_OFFERED]
