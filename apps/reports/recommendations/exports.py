"""The register as a spreadsheet and as a document, made in the background."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.utils import timezone

from apps.catalogue.models import RecommendationKind
from apps.core import clock
from apps.core.errors import DomainError
from apps.core.polish import day_in_words
from apps.documents.rendering import render_html, render_pdf
from apps.jobs.kinds import Made, job
from apps.opinions.models import HandedRecommendation
from apps.opinions.words import law_citation
from apps.reports import sheets
from apps.reports.models import Theme

from . import reading, rules
from .reading import Filters
from .support import support_of

XLSX, PDF = "recommendations-xlsx", "recommendations-pdf"
AT_ONCE = 500
MOST_PRINTED = 1500  # about 500 pages: what one layout may hold in memory
TOO_MANY = (
    "Wybranych rekomendacji jest {}. Dokument PDF mieści najwyżej {}: zawęź wybór filtrami albo pobierz arkusz XLSX, "
    "który mieści wszystkie."
)
COLUMNS = [
    ("Ośrodek", 28), ("Produkt", 9), ("Numer", 9), ("Rodzaj", 26), ("Treść rekomendacji", 60), ("Adresat", 30),
    ("Uzasadnienie", 50), ("Akt prawny", 30), ("Przepis", 18), ("Proponowane brzmienie", 50), ("Przekazano", 12),
    ("Zdania odrębne do dokumentu", 12), ("Temat", 30), ("Stanowisko wobec tematu", 16), ("Kod oryginału", 18),
    ("Uwaga do dokumentu", 28),
]  # fmt: skip


def title_of(filters: Filters, kind: str) -> str:
    """„Rekomendacje (XLSX): zmiana w przepisach prawa, produkt 2a”"""
    chosen = ", ".join(in_words(filters))
    form = "PDF" if kind == PDF else "XLSX"
    return f"Rekomendacje ośrodków ({form})" + (f": {chosen}" if chosen else "")


def in_words(filters: Filters) -> list[str]:
    """What the register was narrowed to, for people."""
    said = [
        dict(RecommendationKind.choices).get(filters.kind, ""),
        filters.product and f"produkt {filters.product}",
        filters.centre and f"ośrodek: {filters.centre}",
        filters.act and f"akt: {filters.act}",
        filters.article and f"przepis: {filters.article}",
        filters.words and f"słowa: „{filters.words}”",
    ]
    return [words for words in said if words]


@job(XLSX, may=rules.may_have)
def spreadsheet(job: Any, progress: Any, write: Any) -> Made:
    """Every chosen recommendation, one a row, and the themes on a sheet of their own."""
    filters = Filters.of(job.parameters["filters"])
    total = filters.narrow(reading.current()).count()
    with sheets.workbook(write, job.title) as book:
        rows = sheets.counting(map(cells, lines(filters)), progress, total, "rekomendacje")
        book.sheet("Rekomendacje", COLUMNS, rows)
        book.sheet("Tematy", THEME_COLUMNS, theme_rows())
    return Made(f"Rekomendacje {clock.today():%Y-%m-%d}.xlsx", sheets.XLSX)


@job(PDF, may=rules.may_have)
def document(job: Any, progress: Any, write: Any) -> Made:
    """The same to read: under the headings of its layout, with what each theme is supported by."""
    filters = Filters.of(job.parameters["filters"])
    n = filters.narrow(reading.current()).count()
    if n > MOST_PRINTED:
        raise DomainError(TOO_MANY.format(n, MOST_PRINTED))
    progress(0, 2, "zbieranie rekomendacji")
    html = render_html("pdf/recommendations.html", context_of(filters))
    progress(1, 2, "układanie stron")
    write(render_pdf(html))
    progress(2, 2, "gotowe")
    return Made(f"Rekomendacje {clock.today():%Y-%m-%d}.pdf", "application/pdf")


def context_of(filters: Filters) -> dict[str, Any]:
    """Context of templates/pdf/recommendations.html."""
    said = list(lines(filters))
    merged = [line.source.theme for line in said if line.source]
    support = support_of({theme.pk: theme for theme in merged}.values())
    for line in said:
        line.law = law_citation(line.article, line.legal_act)
        line.support = support[line.source.theme_id].words if line.source else ""
    return {
        "document": blank_document("Rekomendacje ośrodków", said),
        "chosen": in_words(filters),
        "layout": reading.GROUPS[filters.group],
        "made_on": clock.today(),
        "count": len(said),
        "centres": len({line.centre_id for line in said}),
        "groups": reading.grouped(said, filters.group),
    }


def blank_document(title: str, said: list[HandedRecommendation]) -> dict[str, Any]:
    example = any(line.centre.is_example for line in said)
    return {
        "title": f"{title}, stan na dzień {day_in_words(clock.today())}", "centre_name": "WRZOS", "financing_line": "",
        "draft": False, "example": example, "code": "", "verify_url": "",
    }  # fmt: skip


def lines(filters: Filters) -> Iterator[HandedRecommendation]:
    """Lines of the register in order, a few hundred in memory at a time, each with its theme and dissents."""
    found = reading.beside(reading.register(filters))
    walking = found.select_related("centre", "hand_over__confirmation__document").iterator(chunk_size=AT_ONCE)
    while some := list(islice(walking, AT_ONCE)):
        reading.told(some, filters.group)
        yield from some


def cells(line: HandedRecommendation) -> list[Any]:
    source = line.source
    return [
        line.centre.short_name, line.product_code, line.number, line.get_kind_display(), line.body, line.addressee,
        line.justification, line.legal_act, line.article, line.proposed_wording,
        timezone.localdate(line.hand_over.handed_at), line.dissents, source.theme.title if source else "",
        source.get_stance_display() if source else "", line.hand_over.confirmation.document.code,
        reading.RETURNED if line.is_returned else "",
    ]  # fmt: skip


THEME_COLUMNS = [
    ("Temat", 40), ("Rodzaj", 26), ("Wspólne brzmienie", 60), ("Akt prawny", 30), ("Przepis", 18),
    ("Popiera ośrodków", 10), ("Jest przeciwnych", 10), ("Z ilu ośrodków", 10),
]  # fmt: skip


def theme_rows() -> Iterator[list[Any]]:
    """All themes with their support, a few hundred at a time."""
    walking = Theme.objects.order_by("kind", "title", "pk").iterator(chunk_size=AT_ONCE)
    while some := list(islice(walking, AT_ONCE)):
        support = support_of(some)
        for theme in some:
            said = support[theme.pk]
            law = [theme.body, theme.legal_act, theme.article]
            yield [theme.title, theme.get_kind_display(), *law, said.supporting, said.contrary, said.all]
