"""The rows of a scope: what, and to which part of the work it belongs."""

from itertools import zip_longest
from typing import Any

from django import forms
from django.http import QueryDict

from apps.core.forms import Form, lines

from ..models import Duty

ROW = ("duty", "tag")
BUTTONS = {"add", "remove", "up", "down", "paste"}
LONGEST, MOST = 2000, 200  # characters of a duty; duties of a scope
TAGS = [("", "– wybierz –"), *Duty.Tag.choices]


class DutyRow(Form):
    """One duty. Names repeat from row to row, so that rows can be added, moved and removed."""

    duty = forms.CharField(
        label="Czynność", max_length=LONGEST, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    tag = forms.ChoiceField(label="Dziedzina", choices=TAGS, required=False)

    def __init__(self, place: int, data: dict[str, str]):
        super().__init__(data, auto_id=f"id_row{place}_%s")
        self.place = place
        for field in self.fields.values():
            field.is_needed_later = True  # a draft may be kept without it

    @property
    def is_blank(self) -> bool:
        return not self.data["duty"].strip()

    def said(self) -> tuple[str, str]:
        return self.cleaned_data["duty"].strip(), self.cleaned_data["tag"]


def rows_of(data: QueryDict) -> list[dict[str, str]]:
    columns = zip_longest(*(data.getlist(name) for name in ROW), fillvalue="")
    return [dict(zip(ROW, cells, strict=True)) for cells in columns][:MOST] or [dict.fromkeys(ROW, "")]


def rows_changed(data: QueryDict) -> QueryDict:
    """The same form after one of the row buttons: add, paste, or remove, up, down with the row's place."""
    rows, changed = rows_of(data), data.copy()
    if "add" in data:
        rows.append(dict.fromkeys(ROW, ""))
    if "paste" in data:
        rows = [row for row in rows if row["duty"].strip()] + _pasted(data)
        changed["pasted"] = ""
    for name, move in (("remove", None), ("up", -1), ("down", 1)):
        if (place := data.get(name, "")).isdecimal() and len(place) < 5 and int(place) < len(rows):
            row = rows.pop(int(place))
            if move:
                rows.insert(max(0, int(place) + move), row)
    for name in ROW:
        changed.setlist(name, [row[name] for row in rows[:MOST]] or [""])
    return changed


def _pasted(data: QueryDict) -> list[dict[str, str]]:
    """Each line without the mark or number that stood before it."""
    tag = data.get("pasted_tag", "")
    return [{"duty": unnumbered(line), "tag": tag} for line in lines(data.get("pasted", ""))]


def unnumbered(line: str) -> str:
    """„1) prowadzenie”, „– prowadzenie”, „a. prowadzenie” → „prowadzenie”."""
    mark, space, rest = line.partition(" ")
    bare = mark.rstrip(".)")
    is_mark = mark in {"-", "–", "—", "•", "*"} or (bare != mark and (bare.isdecimal() or len(bare) == 1))
    return rest.strip() if space and is_mark and rest.strip() else line


def typed(rows: list[tuple[str, str]]) -> dict[str, Any]:
    return {"duty": [body for body, _ in rows], "tag": [tag for _, tag in rows]}
