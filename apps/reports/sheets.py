"""Spreadsheets written as they are made: one row at a time, texts as texts, so that no word of anybody is a formula."""

import csv
import datetime
import io
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import xlsxwriter

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CELL = 32_767  # characters that a cell of a spreadsheet takes
CUT = " […]"
FORMULA = ("=", "+", "-", "@", "\t", "\r")
Columns = list[tuple[str, int]]  # heading and width


class Book:
    """A workbook whose rows go to a temporary file at once, and whose file goes out as it is packed."""

    def __init__(self, book: xlsxwriter.Workbook):
        self._book = book
        top = {"valign": "top"}
        self._heading = book.add_format({"bold": True, "text_wrap": True, "bottom": 2} | top)
        self._text = book.add_format({"num_format": "@", "text_wrap": True} | top)
        self._day = book.add_format({"num_format": "d.mm.yyyy", "align": "left"} | top)
        self._number = book.add_format({"num_format": "0"} | top)

    def sheet(self, name: str, columns: Columns, rows: Iterable[Iterable[Any]]) -> int:
        """One sheet under its headings; how many rows it has."""
        sheet = self._book.add_worksheet(name)
        for column, (heading, width) in enumerate(columns):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, heading, self._heading)
        sheet.freeze_panes(1, 0)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        number = 0
        for number, row in enumerate(rows, start=1):
            self._write(sheet, number, row)
        sheet.autofilter(0, 0, number, len(columns) - 1)
        return number

    def _write(self, sheet: Any, number: int, row: Iterable[Any]) -> None:
        for column, value in enumerate(row):
            if isinstance(value, datetime.date):
                sheet.write_datetime(number, column, datetime.datetime(value.year, value.month, value.day), self._day)
            elif isinstance(value, int):
                sheet.write_number(number, column, value, self._number)
            else:
                sheet.write_string(number, column, fitting(value or ""), self._text)


@contextmanager
def workbook(file: Any, title: str) -> Iterator[Book]:
    """A book written to `file`, which may be one that cannot seek."""
    with tempfile.TemporaryDirectory() as aside:
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "tmpdir": aside}
        book = xlsxwriter.Workbook(file, options)
        book.set_properties({"title": title})
        yield Book(book)
        book.close()


def fitting(text: str) -> str:
    return text if len(text) <= CELL else text[: CELL - len(CUT)] + CUT


def csv_lines(columns: Columns, rows: Iterable[Iterable[Any]]) -> Iterator[bytes]:
    """The same for a Polish Excel: semicolons, a byte order mark, nothing that begins like a formula."""
    line = io.StringIO()
    writer = csv.writer(line, delimiter=";", lineterminator="\r\n")
    yield "\ufeff".encode()
    writer.writerow([heading for heading, _ in columns])
    for row in rows:
        writer.writerow([_plain(value) for value in row])
        yield _taken(line)
    yield _taken(line)


def _taken(line: io.StringIO) -> bytes:
    text = line.getvalue()
    line.seek(0)
    line.truncate()
    return text.encode()


def _plain(value: Any) -> Any:
    if isinstance(value, datetime.date):
        return f"{value.day}.{value.month:02}.{value.year}"
    text = value if isinstance(value, str) else "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text


def counting(rows: Iterable[Any], progress: Callable[..., None], total: int, step: str) -> Iterator[Any]:
    """The same rows; each is reported as it goes by."""
    for number, row in enumerate(rows, start=1):
        yield row
        progress(number, total, step)
