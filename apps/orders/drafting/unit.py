"""Komórka opracowująca: who in the centre prepared the order; znak sprawy, symbol JRWA and kategoria archiwalna: how it
is filed. They stand in the register and not in the text."""

from functools import cached_property
from typing import Any

from django import forms
from django.http import QueryDict

from apps.accounts.models import Centre
from apps.core.forms import Form
from apps.documents.typeface import named, unprintable
from apps.orders.models import Order
from apps.orders.rules import ARCHIVED

LIST = "komorki"  # the id of the list of suggestions on the page
LONGEST = 200
OFFICE = ("drafting_unit", *ARCHIVED)  # what the office needs and the text does not say
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

    case_number = UnitField(
        label="Znak sprawy",
        required=False,
        max_length=60,
        help_text="Np. DO.021.7.2018. Będzie w rejestrze; w treści zarządzenia go nie ma.",
    )
    class_symbol = UnitField(
        label="Symbol klasyfikacyjny (JRWA)", required=False, max_length=20, help_text="Z wykazu akt ośrodka, np. 021."
    )
    archival_category = UnitField(
        label="Kategoria archiwalna", required=False, max_length=10, help_text="Z wykazu akt ośrodka, np. A albo B10."
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        names = [name for name in self.fields if name not in OFFICE]
        here = names.index(self.unit_after) + 1
        self.order_fields([*names[:here], *OFFICE, *names[here:]])

    @cached_property
    def units(self) -> list[str]:
        """Suggestions: what the centre wrote last, the latest first."""
        return units_of(self.centre)

    @property
    def unit_said(self) -> str:
        """As far as typed, also of a form that is not complete."""
        return one_line(self.data.get("drafting_unit", ""))[:LONGEST]

    @property
    def archived_said(self) -> dict[str, str]:
        """Znak sprawy, symbol and kategoria, as far as typed."""
        longest = {name: self.fields[name].max_length for name in ARCHIVED}
        return {name: one_line(self.data.get(name, ""))[: longest[name]] for name in ARCHIVED}


def filed_usually(data: QueryDict, centre: Centre) -> QueryDict:
    """A new form with the symbol and the category that the centre usually gives, where nothing was typed yet."""
    usual = {"class_symbol": centre.order_class_symbol, "archival_category": centre.order_archival_category}
    filled = data.copy()
    for name, value in usual.items():
        if value and name not in filled:
            filled[name] = value
    return filled


def one_line(text: str) -> str:
    return " ".join(text.replace("\0", "").split())


def units_of(centre: Centre) -> list[str]:
    found = Order.objects.filter(centre=centre).exclude(drafting_unit="").order_by("-pk")
    latest = found.values_list("drafting_unit", flat=True)[:_LOOKED_AT]
    return list(dict.fromkeys(latest))[:_OFFERED]
