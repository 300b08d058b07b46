"""The form of an order of any text."""

import re
from typing import Any

from django import forms

from apps.orders.editing.composing import closed_order, final_provisions
from apps.orders.editing.fields import UnitsField
from apps.orders.editing.forms import TextOrderForm
from apps.orders.editing.notes import Note
from apps.orders.editing.parsing import parse
from apps.orders.models import Order
from apps.orders.text import bare, to_json

_PREFIX = re.compile(r"^w\s+sprawie\s+", re.IGNORECASE)
_ENTRY = re.compile(r"\b(?:zarządzenie|uchwała)\s+wchodzi\s+w\s+życie\b", re.IGNORECASE)
_REPEAL = re.compile(r"^trac(?:i|ą)\s+moc\b", re.IGNORECASE)
ENTRY_REFUSAL = (
    "Wejście w życie dopisuje program z pola „Wejście w życie”. Usuń ten przepis z treści i wybierz dzień niżej."
)
REPEAL_NOTE = Note(
    0,
    "„Traci moc” napisane w treści nie zmieni rejestru: zaznacz uchylane zarządzenie w polu „Tracą moc zarządzenia”. "
    "Gdy go tam nie ma, wpisz je najpierw jako zarządzenie sprzed programu.",
)


class FreeForm(TextOrderForm):
    kind = Order.Kind.FREE
    subject = forms.CharField(
        label="W sprawie",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Jak najkrócej, w dopełniaczu, np. ustalenia harmonogramu dyżurów. Bez słów „w sprawie”.",
    )
    body = UnitsField(
        label="Treść",
        help_text="Od § 1. Numery i znaki na końcu nadaje program. Możesz wkleić całe zarządzenie: tytuł, podstawę "
        "prawną, wejście w życie i załączniki program przeniesie do ich pól.",
    )

    def called(self) -> str:
        return bare(_PREFIX.sub("", " ".join(self.data.get("subject", "").split())))

    def clean_body(self) -> Any:
        parsed = self.cleaned_data["body"]
        if any(_ENTRY.search(node.text) for node in parsed.tree):
            raise forms.ValidationError(ENTRY_REFUSAL)
        return parsed

    def composed(self) -> dict[str, Any]:
        clean = self.cleaned_data
        provisions = (*clean["body"].tree, *final_provisions(clean["final"]))
        fields = closed_order(provisions, clean["repeals"], clean["effective"], self.day)
        return fields | {"effects": {"kind": "other"} | fields["effects"]}

    def body_so_far(self) -> list[dict[str, Any]]:
        return to_json(parse(self.data.get("body", "")).tree)

    def notes(self) -> list[tuple[str, Note]]:
        parsed = parse(self.data.get("body", ""))
        repeals = [("", REPEAL_NOTE)] if any(_REPEAL.search(node.text) for node in parsed.tree) else []
        return [*(("treść", note) for note in parsed.notes), *repeals, *super().notes()]
