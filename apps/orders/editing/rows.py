"""Annexes in a form: each has a title and a text. Names repeat from row to row, so that rows can be added, moved and
removed."""

from itertools import zip_longest
from typing import Any

from django import forms
from django.http import QueryDict

from apps.core.forms import Form
from apps.orders.text import bare, to_json

from .fields import UnitsField

ROW = ("annex_title", "annex_body")
BUTTONS = {"add_annex", "remove_annex", "up_annex", "down_annex"}


class AnnexRow(Form):
    annex_title = forms.CharField(
        label="Tytuł załącznika", max_length=500, help_text="Np. Regulamin dyżurów. Bez słów „Załącznik nr 1”."
    )
    annex_body = UnitsField(
        annex=True,
        rows=12,
        label="Treść załącznika",
        help_text="Wpisz albo wklej. Śródtytuł i akapit bez numeru oddziel pustymi wierszami.",
    )

    def __init__(self, place: int, data: dict[str, str]):
        super().__init__(data, auto_id=f"id_annex{place}_%s")
        self.place = place

    @property
    def is_blank(self) -> bool:
        return not any(self.data[name].strip() for name in ROW)

    def said(self) -> dict[str, Any]:
        clean = self.cleaned_data
        return {"title": bare(clean["annex_title"]), "body": to_json(clean["annex_body"].tree)}

    def understood(self) -> dict[str, Any]:
        """The same of a row that may not be complete, for the preview."""
        body = self.fields["annex_body"].read(self.data["annex_body"]).tree
        return {"title": bare(self.data["annex_title"]), "body": to_json(body)}


def rows_of(data: QueryDict) -> list[dict[str, str]]:
    columns = zip_longest(*(data.getlist(name) for name in ROW), fillvalue="")
    return [dict(zip(ROW, cells, strict=True)) for cells in columns]


def rows_changed(data: QueryDict) -> QueryDict:
    """The same form after a button of a row: add_annex, or remove_, up_, down_annex with the row's place."""
    rows, changed = rows_of(data), data.copy()
    if "add_annex" in data:
        rows.append(dict.fromkeys(ROW, ""))
    for name, move in (("remove_annex", None), ("up_annex", -1), ("down_annex", 1)):
        if (place := data.get(name, "")).isdecimal() and len(place) < 5 and int(place) < len(rows):
            row = rows.pop(int(place))
            if move:
                rows.insert(max(0, int(place) + move), row)
    return with_rows(changed, rows)


def with_rows(data: QueryDict, rows: list[dict[str, str]]) -> QueryDict:
    for name in ROW:
        data.setlist(name, [row[name] for row in rows])
    return data
