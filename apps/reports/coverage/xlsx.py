"""The board as a spreadsheet; every text is written as text, so that nothing in it is ever a formula."""

from io import BytesIO

from .board import HEADINGS, Board

WIDTHS = [36, 28, 80, 40, 50]


def workbook(board: Board, base_url: str) -> bytes:
    """An .xlsx of one sheet, a row for each gap; `base_url` begins the addresses of the last column."""
    import xlsxwriter

    file = BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": "Pokrycie Tabeli 1", "company": board.pilot.centre.name})
    sheet = book.add_worksheet("Pokrycie Tabeli 1")
    heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 2})
    text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
    for column, (said, width) in enumerate(zip((*HEADINGS, "Gdzie to uzupełnić"), WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, said, heading)
    for row, gap in enumerate(board.gaps, start=1):
        cells = (str(gap.product), gap.name, gap.reason, gap.owner, f"{base_url}{gap.url}")
        for column, said in enumerate(cells):
            sheet.write_string(row, column, said, text)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(board.gaps), 1), len(HEADINGS))
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_footer("&Rstrona &P z &N")
    book.close()
    return file.getvalue()
