"""The pages of a form that makes an order of text: whatever the kind, a pasted order is taken apart, clauses are put
in, annexes added and removed, and the sheet is shown as it is understood so far."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import QueryDict

from apps.accounts.models import Centre
from apps.core.forms import PolishDateField
from apps.orders import pdf
from apps.orders.drafting.sheets import Sheet
from apps.orders.drafting.typed import bound_to, typed_of
from apps.orders.models import Order
from apps.orders.rules import usual_legal_basis

from . import rows
from .annexes import parse_annex
from .cleaning import LONGEST
from .forms import TextOrderForm
from .parsing import Parsed, parse
from .plain import annex_to_plain, to_plain
from .whole import take_apart, what_was_taken

TAKEN = "taken"  # what was read from a pasted order, told once


class TextSheet(Sheet):
    form_class: type[TextOrderForm]
    usual: dict[str, list[str]] = {}
    pasted = ""  # the field into which a whole order may be pasted
    buttons = {"preview", "tidy"} | rows.BUTTONS

    def form(self, data, centre, *, judged=True):
        return self.form_class(data, centre=centre, judged=judged)

    def opening(self, request, centre):
        usual = {"legal_basis": [usual_legal_basis(centre)], "effective": [str(Order.Effective.ON_SIGNING)]}
        return bound_to(usual | self.usual)

    def typed_in(self, data):
        return typed_of(data, {*self.form_class.base_fields, *rows.ROW})

    def followed(self, data: QueryDict, centre: Centre) -> QueryDict:
        """A whole order pasted into the text goes into its fields; what a person had typed there stays."""
        data = rows.in_html(data.copy())
        parts = take_apart(data.get(self.pasted, "")) if self.pasted else None
        if parts is None or not parts.is_whole:
            return data
        data[self.pasted] = parts.body
        if not data.get("subject", "").strip():
            data["subject"] = parts.subject
        if parts.legal_basis:
            data["legal_basis"] = parts.legal_basis
        if parts.effective:
            data["effective"] = str(parts.effective)
            data["effective_on"] = str(PolishDateField().prepare_value(parts.effective_on) or "")
        data[TAKEN] = " ".join(
            [what_was_taken(parts), *(f"{note.text[0].upper()}{note.text[1:]}" for note in parts.notes)]
        )
        found = [rows.new_row(annex_title=title, annex_body=body) for title, body in parts.annexes]
        return rows.with_rows(data, [*rows.rows_of(data), *found])

    def changed(self, data: QueryDict) -> QueryDict:
        changed = rows.rows_changed(data)
        if "tidy" in data:
            annexes = [_tidied(text, parse_annex, annex_to_plain) for text in data.getlist("annex_body")]
            changed.setlist("annex_body", annexes)
            if self.pasted:
                changed[self.pasted] = _tidied(data.get(self.pasted, ""), parse, to_plain)
        return changed

    def more(self, form: TextOrderForm, order: Order | None, judged: bool) -> dict[str, Any]:
        understood = form.understood()
        is_said = understood.body or understood.annexes
        return {
            "notes": form.notes(),
            "taken": form.data.get(TAKEN, ""),
            "sheet": pdf.draft_sheet(understood) if is_said else None,
        }

    def _typed(self, request, centre):
        form, typed = super()._typed(request, centre)
        if said := self.followed(request.POST, centre).get(TAKEN):
            messages.info(request, said)
        return form, typed


def _tidied(text: str, read: Callable[[str], Parsed], written: Callable[[Any], str]) -> str:
    """As it was understood; a text too long to be read whole stays as it is, for the form to refuse."""
    return text if len(text) > LONGEST else written(read(text).tree)
