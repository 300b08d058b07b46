"""Tables as units: the whole, and each of its rows, which a remark may name."""

import html
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString
from lxml.html import HtmlElement

from apps.consultations.units import ROW, TABLE
from apps.texts import rich
from apps.texts.canonical import parse


def units_of(rows: list[dict[str, Any]], label: str) -> Iterator[tuple[str, str, str, str]]:
    """(kind, label, html, text) of the table and of each row below its head."""
    written = rich.clean(f"<table>{''.join(map(_written, rows))}</table>")
    if not written:
        return
    table = next(iter(parse(written)))
    head = [_words_of_row(row) for row in table.iter("tr") if row.getparent().tag == "thead"]
    yield TABLE, label, written, "\n".join(head)
    body = [row for row in table.iter("tr") if row.getparent().tag != "thead"]
    for number, row in enumerate(body, start=1):
        text = _words_of_row(row)
        yield ROW, f"{label}, wiersz {number}", f"<p>{html.escape(text, quote=False)}</p>", text


def _written(row: dict[str, Any]) -> str:
    tag = "th" if row["is_head"] else "td"
    return f"<tr>{''.join(_cell(cell, tag) for cell in row['cells'])}</tr>"


def _cell(cell: dict[str, Any], tag: str) -> str:
    spans = f' colspan="{cell["columns"]}"' * (cell["columns"] > 1) + f' rowspan="{cell["rows"]}"' * (cell["rows"] > 1)
    return f"<{tag}{spans}>{cell['html']}</{tag}>"


def _words_of_row(row: HtmlElement) -> str:
    return " | ".join(_words(cell) for cell in row)


def rows_of(table: HtmlElement) -> list[dict[str, Any]]:
    """Rows of a table of rich text, as blocks have them."""
    return [
        {"is_head": row.getparent().tag == "thead", "cells": [_block_of(cell) for cell in row]}
        for row in table.iter("tr")
    ]


def _block_of(cell: HtmlElement) -> dict[str, Any]:
    spans = {"columns": int(cell.get("colspan", 1)), "rows": int(cell.get("rowspan", 1))}
    return {"html": str(rich.inside(cell))} | spans


@dataclass(frozen=True)
class ShownRow:
    """A row of a table on the page: its cells as (tag, html, columns, rows)."""

    cells: list[tuple[str, SafeString, int, int]]


def shown(markup: str) -> tuple[list[ShownRow], list[ShownRow]]:
    """(head, body) of the table that a unit holds."""
    head: list[ShownRow] = []
    body: list[ShownRow] = []
    for row in parse(rich.clean(markup)).iter("tr"):
        cells = [(one.tag, rich.inside(one), int(one.get("colspan", 1)), int(one.get("rowspan", 1))) for one in row]
        (head if row.getparent().tag == "thead" else body).append(ShownRow(cells))
    return head, body


def words(markup: str) -> str:
    """Plain words of rich text; lines stay lines."""
    return "\n".join(filter(None, map(_words, parse(markup)))) if "<p" in markup or "<h" in markup else _plain(markup)


def _plain(markup: str) -> str:
    return _words(parse(markup)) if markup else ""


def _words(element: HtmlElement) -> str:
    said = [element.text or ""]
    for child in element:
        said.append("\n" if child.tag == "br" else _words(child))
        if child.tag in ("p", "li") and child.getnext() is not None:
            said.append("\n")
        said.append(child.tail or "")
    return "".join(said).strip(" \n")
