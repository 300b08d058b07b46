"""The register as a spreadsheet: real days, a heading that stays, and every text written as text, so that nothing in a
subject or a number is ever a formula."""

import datetime
from collections.abc import Iterable
from io import BytesIO

from apps.accounts.models import Centre

from .columns import HEADINGS, Line

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDTHS = [6, 12, 14, 60, 14, 28, 18, 14, 12, 26, 32, 26, 14, 40]


def workbook(lines: Iterable[Line], day: datetime.date, centre: Centre) -> bytes:
    """An .xlsx of one sheet; `day` is that of the statuses."""
    import xlsxwriter

    file = BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    book.set_properties({"title": f"Rejestr zarządzeń, stan na dzień {day:%d.%m.%Y}", "company": centre.name})
    sheet = book.add_worksheet("Rejestr zarządzeń")
    heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 2})
    for column, (text, width) in enumerate(zip(HEADINGS, WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, text, heading)
    sheet.freeze_panes(1, 0)
    row = 0
    for row, line in enumerate(lines, start=1):
        _write(sheet, row, line, _formats(book))
    sheet.autofilter(0, 0, row, len(HEADINGS) - 1)
    _on_paper(sheet, day, centre)
    book.close()
    return file.getvalue()


def _write(sheet, row, line, formats):
    for column, value in enumerate(line.cells()):
        if isinstance(value, datetime.date):
            sheet.write_datetime(row, column, datetime.datetime.combine(value, datetime.time()), formats["day"])
        elif isinstance(value, int):
            sheet.write_number(row, column, value, formats["number"])
        else:
            sheet.write_string(row, column, value or "", formats["text"])


def _formats(book):
    if not hasattr(book, "ours"):
        top = {"valign": "top"}
        book.ours = {
            "day": book.add_format({"num_format": "d.mm.yyyy", "align": "left"} | top),
            "number": book.add_format({"num_format": "0"} | top),
            "text": book.add_format({"num_format": "@", "text_wrap": True} | top),
        }
    return book.ours


def _on_paper(sheet, day, centre):
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_header(f"&L{_plain(centre.name)}&RRejestr zarządzeń, stan na dzień {day:%d.%m.%Y}")
    sheet.set_footer("&Rstrona &P z &N")


def _plain(text):
    """„&” begins a command in a header."""
    return text.replace("&", "&&")[:150]
