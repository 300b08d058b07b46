"""Zestawienie uwag as a spreadsheet and as the context of a PDF: one table, two papers."""

from io import BytesIO
from typing import Any

from apps.core import clock
from apps.core.polish import day_in_words

from .. import words
from ..models import Circulation
from . import reading

HEADINGS = {
    "number": "Nr",
    "place": "Jednostka redakcyjna",
    "author": "Zgłaszający",
    "said": "Treść uwagi",
    "justification": "Uzasadnienie",
    "proposed_wording": "Propozycja brzmienia",
    "nature": "Charakter uwagi",
    "disposition": "Sposób rozpatrzenia",
    "reason": "Uzasadnienie stanowiska",
    "version": "Wersja, w której uwzględniono",
}
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDTHS = [6, 26, 22, 50, 34, 34, 14, 20, 40, 24]


def title_of(circulation: Circulation, only_not_accepted: bool) -> str:
    what = "Uwagi nieuwzględnione i uwzględnione częściowo" if only_not_accepted else "Zestawienie uwag"
    return f"{what} – {circulation.opinion}"


def file_name(circulation: Circulation, only_not_accepted: bool) -> str:
    what = "Uwagi nieuwzględnione" if only_not_accepted else "Zestawienie uwag"
    return f"{what} – {circulation.opinion.product.code} – {circulation.opened_at:%Y-%m-%d}"


def context_of(circulation: Circulation, *, only_not_accepted: bool) -> dict[str, Any]:
    """Context of templates/pdf/remarks.html."""
    opinion, centre = circulation.opinion, circulation.opinion.pilot.centre
    return {
        "document": {
            "title": title_of(circulation, only_not_accepted),
            "centre_name": centre.name,
            "financing_line": opinion.pilot.financing_line or centre.financing_line,
            "draft": False,
            "example": centre.is_example,
            "code": "",
            "verify_url": "",
        },
        "opinion": opinion,
        "noun": words.noun_of(opinion),
        "circulation": circulation,
        "only_not_accepted": only_not_accepted,
        "headings": list(HEADINGS.values()),
        "rows": reading.table_of(circulation, only_not_accepted=only_not_accepted),
        "made_on": clock.today(),
    }


def workbook(circulation: Circulation, *, only_not_accepted: bool) -> bytes:
    """An .xlsx of one sheet; every text is written as text, so that nothing in a remark is ever a formula."""
    import xlsxwriter

    file = BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    centre = circulation.opinion.pilot.centre
    book.set_properties({"title": title_of(circulation, only_not_accepted), "company": centre.name})
    sheet = book.add_worksheet("Zestawienie uwag")
    heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 2})
    text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
    for column, (said, width) in enumerate(zip(HEADINGS.values(), WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, said, heading)
    for place, row in enumerate(reading.table_of(circulation, only_not_accepted=only_not_accepted), start=1):
        _write(sheet, place, row, text)
    _on_paper(sheet, circulation)
    book.close()
    return file.getvalue()


def _write(sheet, place, row, text):
    quote = f"Do fragmentu: „{row['quote']}”\n" if row["quote"] else ""
    cells = row | {"said": f"{quote}{row['body']}"}
    for column, name in enumerate(HEADINGS):
        write = sheet.write_number if name == "number" else sheet.write_string
        write(place, column, cells[name], text)


def _on_paper(sheet, circulation):
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_header(f"&RUwagi do {day_in_words(circulation.deadline_on)}")
    sheet.set_footer("&Rstrona &P z &N")
