"""Lists as files: what Excel sends and what it opens. Reading believes nothing: sizes first, then real parsers; every
cell becomes the text a person would have typed."""

import csv
import datetime
import io
import zipfile
from collections.abc import Iterable
from typing import Any

from apps.core.errors import DomainError

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_ROWS, MOST_COLUMNS, MOST_BYTES, LONGEST = 5000, 40, 30 * 1024 * 1024, 500
UNREADABLE = "Tego pliku nie da się odczytać. Zapisz listę w Excelu jako .xlsx albo CSV i prześlij ją jeszcze raz."
TOO_LONG = f"Lista może mieć najwyżej {MOST_ROWS} wierszy. Podziel ją na części."
_FORMULA = ("=", "+", "-", "@", "\t")


def read(content: bytes) -> list[list[str]]:
    """Rows of cells as text, empty rows left out. XLSX (the first sheet), or CSV in UTF-8 or in the code page of Polish
    Windows, with semicolons, commas or tabs."""
    rows = _of_workbook(content) if content[:2] == b"PK" else _of_text(content)
    rows = [[cell.strip() for cell in row[:MOST_COLUMNS]] for row in rows]
    rows = [row for row in rows if any(row)]
    if len(rows) > MOST_ROWS + 1:
        raise DomainError(TOO_LONG)
    return rows


def _of_workbook(content: bytes) -> list[list[str]]:
    import openpyxl

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            if sum(part.file_size for part in parts.infolist()) > MOST_BYTES:
                raise DomainError("Ten plik po rozpakowaniu jest za duży. Zostaw w nim tylko listę pracowników.")
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[0]
        found = sheet.iter_rows(max_row=MOST_ROWS + 2, max_col=MOST_COLUMNS, values_only=True)
        return [[_text(cell) for cell in row] for row in found]
    except DomainError:
        raise
    except Exception as failure:  # whatever a broken workbook makes the parsers say
        raise DomainError(UNREADABLE) from failure


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime.date):
        return f"{cell.day}.{cell.month:02}.{cell.year}"
    if isinstance(cell, float):
        return f"{cell:g}".replace(".", ",")
    return str(cell)[:LONGEST]


def _of_text(content: bytes) -> list[list[str]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1250", errors="replace")
    if "\x00" in text:
        raise DomainError(UNREADABLE)
    first = text.split("\n", 1)[0]
    mark = max(";\t,", key=first.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=mark))
    except csv.Error as failure:
        raise DomainError(UNREADABLE) from failure
    return [[cell.removeprefix("'")[:LONGEST] for cell in row] for row in rows]


def written(headings: list[str], rows: Iterable[list[str]], title: str) -> bytes:
    """An .xlsx in which every cell is text."""
    import xlsxwriter

    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    sheet = book.add_worksheet(title[:31])
    bold, text = book.add_format({"bold": True, "bottom": 2}), book.add_format({"num_format": "@"})
    sheet.set_column(0, len(headings) - 1, 24, text)
    for number, row in enumerate([headings, *rows]):
        for column, cell in enumerate(row):
            sheet.write_string(number, column, cell, text if number else bold)
    sheet.freeze_panes(1, 0)
    book.close()
    return file.getvalue()


def written_csv(headings: list[str], rows: Iterable[list[str]]) -> bytes:
    """What Polish Excel opens by itself: semicolons, UTF-8 with its mark; nothing begins as a formula."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerows([["'" + cell if cell.startswith(_FORMULA) else cell for cell in row] for row in [headings, *rows]])
    return file.getvalue().encode("utf-8-sig")
