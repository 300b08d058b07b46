"""The table as a spreadsheet: every text is written as text, so that nothing in a remark is ever a formula."""

from io import BytesIO

from .table import HEADINGS, RECORD, TITLES, Row, Table

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDTHS = [6, 8, 24, 28, 50, 34, 34, 14, 22, 40, 24]
DISSENTS = ["Wersja", "Zespół", "Zgłaszający", "Zdanie odrębne"]
LONGEST = 32_000  # characters that a cell holds


def workbook(table: Table) -> bytes:
    """One sheet of remarks; of protokół rozbieżności also one of dissents; what was left out stands on the last."""
    import xlsxwriter

    file = BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": table.title, "company": table.document.pilot.centre.name})
    formats = {
        "heading": book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 2}),
        "text": book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"}),
        "number": book.add_format({"num_format": "0", "valign": "top"}),
    }
    _remarks(book, table, formats)
    if table.what == RECORD:
        rows = [
            [part.title, str(one.adoption.opinion.team), one.person_name, one.body]
            for part in table.parts for one in part.dissents
        ]  # fmt: skip
        _sheet(book, "Zdania odrębne", DISSENTS, [10, 40, 28, 90], rows, formats)
    _sheet(book, "O zestawieniu", ["Co", "Wartość"], [28, 80], list(_about(table)), formats)
    book.close()
    return file.getvalue()


def _remarks(book, table, formats):
    headings, widths = list(HEADINGS), list(WIDTHS)
    rows = [_cells(row) for row in table.rows]
    if table.with_versions:
        headings, widths = ["Wersja", *headings], [8, *widths]
        rows = [[part.version.number, *_cells(row)] for part in table.parts for row in part.rows]
    sheet = _sheet(book, TITLES[table.what], headings, widths, rows, formats)
    sheet.set_header(f"&R{table.title.replace('&', '&&')[:200]}")


def _sheet(book, name, headings, widths, rows, formats):
    sheet = book.add_worksheet(name)
    for column, (said, width) in enumerate(zip(headings, widths, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, said, formats["heading"])
    for place, cells in enumerate(rows, start=1):
        for column, value in enumerate(cells):
            if isinstance(value, int):
                sheet.write_number(place, column, value, formats["number"])
            else:
                sheet.write_string(place, column, value[:LONGEST], formats["text"])
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(rows), 1), len(headings) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_footer("&Rstrona &P z &N")
    return sheet


def _cells(row: Row) -> list[int | str]:
    said = f"Do brzmienia: „{row.quote}”\n{row.body}" if row.quote else row.body
    return [
        row.rank, row.number, row.unit, row.by, said, row.justification, row.proposed_wording, row.nature,
        row.standing, row.reason, row.settled,
    ]  # fmt: skip


def _about(table):
    yield ["Dokument", table.document.title]
    yield ["Wersje", ", ".join(str(part.version.number) for part in table.parts)]
    yield ["Stan na dzień", f"{table.made_on:%d.%m.%Y}"]
    yield ["Zawężono", "; ".join(table.narrowed) or "nie, są wszystkie uwagi"]
    if not table.is_final:
        yield ["Wersja robocza", "odpowiedzi nie zostały jeszcze przekazane zespołom"]
