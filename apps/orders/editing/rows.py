"""Annexes in a form: each has a title and a text, of units or, with tables, rich. Names repeat from row to row, so that
rows can be added, moved and removed."""

from itertools import zip_longest
from typing import Any

from django import forms
from django.http import QueryDict

from apps.core.forms import Form
from apps.orders.text import bare, to_json
from apps.texts import rich
from apps.texts.forms import FROM_EDITOR, RichTextField
from apps.texts.plain import from_plain

from .fields import UnitsField

ROW = ("annex_title", "annex_body", "annex_form", "annex_html")
SAYS = ("annex_title", "annex_body", "annex_html")
SENT = ("annex_html_format", "annex_html_original")  # beside the HTML, from the editor or from a plain text area
RICH = "rich"
BUTTONS = {"add_annex", "add_rich_annex", "remove_annex", "up_annex", "down_annex"}


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
    annex_html = RichTextField(
        label="Treść załącznika",
        help_text="Tekst z tabelami. Numery (§ 1., 2., 3), a) wpisz tak, jak mają być wydrukowane.",
    )

    def __init__(self, place: int, data: dict[str, str]):
        super().__init__(data | {"annex_html_format": FROM_EDITOR}, auto_id=f"id_annex{place}_%s")
        self.place = place
        self.is_rich = data["annex_form"] == RICH
        self.fields.pop("annex_body" if self.is_rich else "annex_html")
        if self.is_rich:
            self.fields["annex_html"].widget.keeps_numbers = True

    @property
    def is_blank(self) -> bool:
        return not any(self.data[name].strip() for name in SAYS)

    def said(self) -> dict[str, Any]:
        clean = self.cleaned_data
        title = bare(clean["annex_title"])
        if self.is_rich:
            return {"title": title, "html": clean["annex_html"]}
        return {"title": title, "body": to_json(clean["annex_body"].tree)}

    def understood(self) -> dict[str, Any]:
        """The same of a row that may not be complete, for the preview."""
        title = bare(self.data["annex_title"])
        if self.is_rich:
            return {"title": title, "html": _cleaned(self.data["annex_html"])}
        return {"title": title, "body": to_json(self.fields["annex_body"].read(self.data["annex_body"]).tree)}


def _cleaned(html: str) -> str:
    try:
        return rich.clean(html)
    except rich.TextRefused:
        return ""


def rows_of(data: QueryDict) -> list[dict[str, str]]:
    columns = zip_longest(*(data.getlist(name) for name in ROW), fillvalue="")
    return [dict(zip(ROW, cells, strict=True)) for cells in columns]


def in_html(data: QueryDict) -> QueryDict:
    """The form with its rich texts as HTML, also when no script had turned their text areas into editors."""
    if SENT[0] not in data:
        return data
    columns = zip_longest(*(data.getlist(name) for name in ("annex_html", *SENT)), fillvalue="")
    data.setlist("annex_html", [_html(*cells) for cells in columns])
    for name in SENT:
        data.pop(name, None)
    return data


def _html(typed: str, form: str, original: str) -> str:
    if not typed or form == FROM_EDITOR:
        return typed
    try:
        return from_plain(typed.replace("\0", ""), original, keeps_numbers=True)
    except rich.TextRefused:
        return typed  # the field refuses it in words


def rows_changed(data: QueryDict) -> QueryDict:
    """The same form after a button of a row: add_annex, add_rich_annex, or remove_, up_, down_annex with the row's
    place."""
    rows, changed = rows_of(data), data.copy()
    if "add_annex" in data:
        rows.append(new_row())
    if "add_rich_annex" in data:
        rows.append(new_row(annex_form=RICH))
    for name, move in (("remove_annex", None), ("up_annex", -1), ("down_annex", 1)):
        if (place := data.get(name, "")).isdecimal() and len(place) < 5 and int(place) < len(rows):
            row = rows.pop(int(place))
            if move:
                rows.insert(max(0, int(place) + move), row)
    return with_rows(changed, rows)


def new_row(**said: str) -> dict[str, str]:
    return dict.fromkeys(ROW, "") | said


def with_rows(data: QueryDict, rows: list[dict[str, str]]) -> QueryDict:
    for name in ROW:
        data.setlist(name, [row[name] for row in rows])
    return data
