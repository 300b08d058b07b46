"""The journal as a spreadsheet: real moments, every text as text, and the digests by which the chain can be checked."""

import datetime
from collections.abc import Iterable
from io import BytesIO
from typing import Any

from django.utils.timezone import localtime

from .reading import Line

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
COLUMNS = [
    ("Nr", 8), ("Kiedy", 18), ("Kto", 24), ("Co", 44), ("Czego dotyczy", 50), ("Szczegóły", 50),
    ("Czynność w programie", 26), ("Skrót poprzedniego wpisu", 68), ("Skrót wpisu", 68),
]  # fmt: skip


def workbook(lines: Iterable[Line], title: str) -> bytes:
    import xlsxwriter

    file = BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(file, options)
    book.set_properties({"title": title})
    sheet, moment = book.add_worksheet("Dziennik"), book.add_format({"num_format": "d.mm.yyyy hh:mm:ss"})
    heading = book.add_format({"bold": True, "bottom": 2})
    for column, (text, width) in enumerate(COLUMNS):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, text, heading)
    sheet.freeze_panes(1, 0)
    for row, line in enumerate(lines, start=1):
        _write(sheet, row, _cells(line), moment)
    book.close()
    return file.getvalue()


def _cells(line: Line) -> list[Any]:
    event = line.event
    at = localtime(event.at).replace(tzinfo=None)
    said = [event.sequence, at, event.actor_name, line.what, event.object_label, line.details]
    return [*said, event.verb, event.previous_hash, event.hash]


def _write(sheet, row, cells, moment):
    for column, value in enumerate(cells):
        if isinstance(value, datetime.datetime):
            sheet.write_datetime(row, column, value, moment)
        elif isinstance(value, int):
            sheet.write_number(row, column, value)
        else:
            sheet.write_string(row, column, value)
