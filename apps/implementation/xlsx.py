"""Tasks and evidence as spreadsheets: real days, a heading that stays, and every text written as text, so that nothing
that somebody typed is ever a formula."""

import datetime
from collections.abc import Iterable
from io import BytesIO
from typing import Any

from django.utils.timezone import localtime

from apps.projects.models import Pilot

from .board import Line
from .evidence.reading import labels_of_tasks
from .models import Evidence

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TASKS = [
    ("Zadanie", 9), ("Produkt", 30), ("Sposób wdrażania", 60), ("Kto działa", 24), ("Etap", 18), ("Stan", 14),
    ("Wykonawcy", 28), ("Termin", 12), ("Po terminie", 20), ("Liczba dowodów", 10), ("Wprowadza zarządzenie", 20),
    ("Notatki", 50),
]  # fmt: skip
EVIDENCE = [
    ("Numer", 8), ("Rodzaj", 16), ("Tytuł", 50), ("Z dnia", 12), ("Wersja", 8), ("Narzędzie WRZOS", 26),
    ("Zadania", 18), ("Powołany w opinii", 12), ("Opis", 50), ("Adres", 40), ("Nazwa pliku", 28), ("SHA-256", 68),
    ("Dodał(a)", 22), ("Dodano", 12), ("Wycofano", 12), ("Dlaczego wycofano", 40),
]  # fmt: skip


def of_tasks(lines: Iterable[Line], pilot: Pilot, day: datetime.date) -> bytes:
    return _workbook("Zadania", f"Zadania pilotażu, stan na dzień {day:%d.%m.%Y}", TASKS, map(_task, lines), pilot)


def of_evidence(pieces: Iterable[Evidence], pilot: Pilot, day: datetime.date) -> bytes:
    title = f"Rejestr dowodów, stan na dzień {day:%d.%m.%Y}"
    return _workbook("Dowody", title, EVIDENCE, map(_piece, pieces), pilot)


def _task(line: Line) -> list[Any]:
    product, order = line.step.product, line.introduction and line.introduction.issued
    return [
        line.label,
        f"{product.code}. {product.short_name}",
        line.step.text,
        line.step.get_actor_display(),
        line.phase.name if line.phase else "",
        line.state_words,
        ", ".join(map(str, line.people)),
        line.due_on,
        line.overdue_words,
        line.evidence_count,
        f"nr {order.number_text}" if order else "",
        line.task.notes if line.task else "",
    ]


def _piece(piece: Evidence) -> list[Any]:
    said = piece.current
    return [
        str(piece),
        piece.get_kind_display(),
        said.title,
        said.dated_on,
        said.version,
        piece.tool.name if piece.tool else "",
        ", ".join(labels_of_tasks(piece)),
        "tak" if piece.is_cited else "nie",
        said.description,
        said.address,
        said.file_name,
        said.sha256,
        piece.added_by.full_name,
        localtime(piece.added_at).date(),
        localtime(piece.withdrawn_at).date() if piece.withdrawn_at else None,
        piece.withdrawn_why,
    ]


def _workbook(name, title, columns, rows, pilot) -> bytes:
    import xlsxwriter

    file = BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": title, "company": pilot.centre.name})
    sheet, formats = book.add_worksheet(name), _formats(book)
    for column, (text, width) in enumerate(columns):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, text, formats["heading"])
    last = 0
    for last, cells in enumerate(rows, start=1):
        _write(sheet, last, cells, formats)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, last, len(columns) - 1)
    _on_paper(sheet, title, pilot)
    book.close()
    return file.getvalue()


def _write(sheet, row, cells, formats):
    for column, value in enumerate(cells):
        if isinstance(value, datetime.date):
            sheet.write_datetime(row, column, datetime.datetime.combine(value, datetime.time()), formats["day"])
        elif isinstance(value, int):
            sheet.write_number(row, column, value, formats["number"])
        else:
            sheet.write_string(row, column, (value or "")[:32_000], formats["text"])


def _formats(book):
    top = {"valign": "top"}
    return {
        "heading": book.add_format({"bold": True, "text_wrap": True, "bottom": 2} | top),
        "day": book.add_format({"num_format": "d.mm.yyyy", "align": "left"} | top),
        "number": book.add_format({"num_format": "0"} | top),
        "text": book.add_format({"num_format": "@", "text_wrap": True} | top),
    }


def _on_paper(sheet, title, pilot):
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    centre = pilot.centre.name.replace("&", "&&")[:120]
    sheet.set_header(f"&L{centre}&R{title}")
    sheet.set_footer("&Rstrona &P z &N")
