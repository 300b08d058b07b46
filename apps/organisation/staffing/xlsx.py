"""Staffing as a spreadsheet: numbers as numbers, every text as text."""

from decimal import Decimal
from io import BytesIO
from typing import Any

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from apps.accounts.models import Centre

from ..importing.sheets import XLSX
from .reading import Line, Staffing

COLUMNS = [
    ("Wskaźnik", 44), ("Stanowiska", 34), ("Liczony od", 40), ("Wielkość", 12), ("Jeden na", 12), ("Nie mniej niż", 12),
    ("Wzór", 44), ("Potrzeba", 12), ("Etaty w strukturze", 12), ("Obsadzone", 12), ("Różnica", 12),
    ("Słownie", 30), ("Podstawa, źródło", 50),
]  # fmt: skip


def response(staffing: Staffing, centre: Centre) -> HttpResponse:
    answer = HttpResponse(workbook(staffing, centre), content_type=XLSX)
    name = f"Zatrudnienie a potrzeby {staffing.day}.xlsx"
    answer["Content-Disposition"] = content_disposition_header(True, name)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-cache"
    return answer


def workbook(staffing: Staffing, centre: Centre) -> bytes:
    import xlsxwriter

    file = BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    title = f"Zatrudnienie a potrzeby, stan na dzień {staffing.day:%d.%m.%Y}"
    book.set_properties({"title": title, "company": centre.name})
    sheet = book.add_worksheet("Zatrudnienie")
    _head(book, sheet)
    formats = _formats(book)
    counted = ", ".join(post.name for post in staffing.counted)
    rows = [_ratio(line, counted) for line in staffing.ratios] + [_indicator(line) for line in staffing.indicators]
    for number, cells in enumerate(rows, 1):
        _write(sheet, number, cells, formats)
    _on_paper(sheet, title, centre)
    book.close()
    return file.getvalue()


def _ratio(line: Line, counted: str) -> list[Any]:
    return [f"Ustawowy: {line.name}", counted, *_cells(line)]


def _indicator(line: Line) -> list[Any]:
    return [f"Tabela nr 23: {line.name}", line.name, *_cells(line)]


def _cells(line: Line) -> list[Any]:
    need, known = line.need, line.indicator is not None or line.key_post is None
    return [
        line.measure.name if line.measure else "",
        need.amount,
        need.per if known else None,
        need.at_least if known else None,
        need.formula,
        need.required,
        line.actual.planned,
        line.there,
        need.gap(line.there),
        line.gap_words or "nie wpisano",
        line.source,
    ]


def _write(sheet: Any, row: int, cells: list[Any], formats: dict[str, Any]) -> None:
    for column, value in enumerate(cells):
        if isinstance(value, Decimal):
            sheet.write_number(row, column, float(value), formats["number"])
        else:
            sheet.write_string(row, column, (value or "")[:32_000], formats["text"])


def _head(book: Any, sheet: Any) -> None:
    bold = book.add_format({"bold": True, "text_wrap": True, "bottom": 2, "valign": "top"})
    for column, (text, width) in enumerate(COLUMNS):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, text, bold)
    sheet.freeze_panes(1, 0)


def _formats(book: Any) -> dict[str, Any]:
    return {
        "number": book.add_format({"num_format": "#,##0.##", "valign": "top"}),
        "text": book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"}),
    }


def _on_paper(sheet: Any, title: str, centre: Centre) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    named = centre.name.replace("&", "&&")[:120]
    sheet.set_header(f"&L{named}&R{title}")
    sheet.set_footer("&Rstrona &P z &N")
