"""The table as a document for Word, which experts may go on writing in: real headings, a heading row that repeats on
each page, Polish as the language of every word."""

from io import BytesIO
from typing import Any

from apps.core.polish import day_in_words

from .table import HEADINGS, RECORD, TITLES, Row, Table

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DISSENTS = ["Wersja", "Zespół", "Zgłaszający", "Zdanie odrębne"]
WIDTHS = [9, 9, 22, 24, 46, 28, 28, 18, 22, 34, 22]  # millimetres; a page lying on its side holds 262
LEFT_OUT = "Zestawienie nie obejmuje wszystkiego: {}."
NOT_FINAL = "Wersja robocza: odpowiedzi nie zostały jeszcze przekazane zespołom."


def document(table: Table) -> bytes:
    """A .docx: the title, what it is about, the remarks of each version in a table, and dissents in protokół
    rozbieżności."""
    import docx

    book = docx.Document()
    _prepared(book, table)
    book.add_heading(TITLES[table.what], level=0)
    for said in _about(table):
        book.add_paragraph(said)
    for part in table.parts:
        book.add_heading(part.title, level=1)
        _remarks(book, part.rows)
        if part.dissents and table.what == RECORD:
            book.add_heading(f"Zdania odrębne – {part.title.lower()}", level=2)
            rows = [[str(one.adoption.opinion.team), one.person_name, one.body] for one in part.dissents]
            _table(book, DISSENTS[1:], [70, 50, 140], rows)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _about(table: Table) -> list[str]:
    said = [f"Dokument: {table.document.title}", f"Stan na dzień {day_in_words(table.made_on)}"]
    said += [NOT_FINAL] if not table.is_final else []
    return said + ([LEFT_OUT.format("; ".join(table.narrowed))] if table.narrowed else [])


def _remarks(book: Any, rows: list[Row]) -> None:
    if rows:
        _table(book, HEADINGS, WIDTHS, [_cells(row) for row in rows])
    else:
        book.add_paragraph("Nie ma uwag.")


def _cells(row: Row) -> list[str]:
    said = f"Do brzmienia: „{row.quote}”\n{row.body}" if row.quote else row.body
    return [
        str(row.rank), str(row.number), row.unit, row.by, said, row.justification, row.proposed_wording, row.nature,
        row.standing, row.reason, row.settled,
    ]  # fmt: skip


def _table(book: Any, headings: list[str], widths: list[int], rows: list[list[str]]) -> None:
    from docx.shared import Mm

    made = book.add_table(rows=0, cols=len(headings), style="Table Grid")
    made.autofit = False
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Mm(width)
    for place, cells in enumerate([headings, *rows]):
        row = made.add_row()
        _mark(row, is_heading=place == 0)
        for cell, said, width in zip(row.cells, cells, widths, strict=True):
            cell.width = Mm(width)
            cell.paragraphs[0].add_run(_plain(said)).bold = place == 0


def _mark(row: Any, *, is_heading: bool) -> None:
    """The first row heads every page and is read out as a heading; no row is torn between pages."""
    from docx.oxml import OxmlElement

    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if is_heading:
        properties.append(OxmlElement("w:tblHeader"))


def _prepared(book: Any, table: Table) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt

    book.core_properties.title, book.core_properties.language = table.title, "pl-PL"
    book.core_properties.author = table.document.pilot.centre.name
    page = book.sections[0]
    page.orientation, page.page_width, page.page_height = WD_ORIENT.LANDSCAPE, Mm(297), Mm(210)
    page.left_margin = page.right_margin = Mm(17)
    normal = book.styles["Normal"]
    normal.font.name, normal.font.size = "Lato", Pt(9)
    for language in book.styles.element.iter(qn("w:lang")):
        language.attrib[qn("w:val")] = "pl-PL"


def _plain(text: str) -> str:
    """Without characters that XML has no place for."""
    return "".join(sign for sign in text if sign in "\t\n" or ord(sign) >= 32)
