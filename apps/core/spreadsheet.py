"""A spreadsheet of one sheet: real days and moments, a heading that stays, and every text written as text, so that
nothing that somebody typed is ever a formula."""

import datetime
from collections.abc import Iterable
from io import BytesIO
from typing import Any

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.timezone import localtime

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST = 32_000  # letters that a cell takes


def workbook(title: str, columns: list[tuple[str, int]], rows: Iterable[Iterable[Any]]) -> bytes:
    """`columns`: heading and width; rows are written as they come, none is kept."""
    import xlsxwriter

    file = BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(file, options)
    book.set_properties({"title": title})
    sheet, formats = book.add_worksheet(title[:31]), _formats(book)
    for column, (heading, width) in enumerate(columns):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, heading, formats["heading"])
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    for number, cells in enumerate(rows, start=1):
        _write(sheet, number, cells, formats)
    book.close()
    return file.getvalue()


def sheet_response(body: bytes, name: str) -> HttpResponse:
    """The file, to be saved under this name."""
    headers = {"Content-Disposition": content_disposition_header(True, f"{name}.xlsx")}
    return HttpResponse(body, content_type=MEDIA_TYPE, headers=headers)


def _formats(book):
    top = {"valign": "top"}
    return {
        "heading": book.add_format({"bold": True, "text_wrap": True, "bottom": 2} | top),
        "moment": book.add_format({"num_format": "d.mm.yyyy hh:mm:ss", "align": "left"} | top),
        "day": book.add_format({"num_format": "d.mm.yyyy", "align": "left"} | top),
        "text": book.add_format({"num_format": "@", "text_wrap": True} | top),
    }


def _write(sheet, row, cells, formats):
    for column, value in enumerate(cells):
        if isinstance(value, datetime.datetime):
            sheet.write_datetime(row, column, localtime(value).replace(tzinfo=None), formats["moment"])
        elif isinstance(value, datetime.date):
            midnight = datetime.datetime.combine(value, datetime.time())
            sheet.write_datetime(row, column, midnight, formats["day"])
        elif isinstance(value, int):
            sheet.write_number(row, column, value)
        elif value:
            sheet.write_string(row, column, value[:LONGEST], formats["text"])
