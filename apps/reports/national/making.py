"""Reports across centres, made in the background: a document in volumes, and a spreadsheet."""

import zipfile
from collections.abc import Iterator
from typing import Any

from django.utils import timezone

from apps.catalogue.models import RecommendationKind
from apps.core import clock
from apps.jobs.kinds import Made, job
from apps.reports import sheets
from apps.reports.archive import plain
from apps.reports.recommendations.rules import may_have

from . import reading, volumes
from .reading import Scope

PDF, XLSX = "national-pdf", "national-xlsx"
ONE = "application/pdf"


def scope_of(job: Any) -> Scope:
    return Scope(job.parameters.get("product", ""), job.asked_at)


def title_of(product: str, kind: str) -> str:
    """What the job is called on the list."""
    about = f": produkt {product}" if product else ", wszystkie produkty"
    return f"Raport ze wszystkich ośrodków ({'PDF' if kind == PDF else 'XLSX'}){about}"


@job(PDF, may=may_have)
def document(job: Any, progress: Any, write: Any) -> Made:
    """One PDF, or when it takes more than one volume a ZIP of them, each sent on before the next is laid out."""
    scope = scope_of(job)
    parts, name = volumes.volumes(scope), plain(volumes.title_of(scope))
    progress(0, len(parts), "układanie stron")
    if len(parts) == 1:
        write(volumes.printed(scope, parts[0]))
        progress(1, 1, "gotowe")
        return Made(f"{name}.pdf", ONE)
    with zipfile.ZipFile(write, "w", zipfile.ZIP_STORED) as archive:
        for part in parts:
            archive.writestr(_entry(f"{name}-tom-{part.number:03}.pdf", job), volumes.printed(scope, part))
            progress(part.number, len(parts), part.mark)
    return Made(f"{name}.zip", "application/zip")


def _entry(name: str, job: Any) -> zipfile.ZipInfo:
    return zipfile.ZipInfo(name, timezone.localtime(job.asked_at).timetuple()[:6])


DOCUMENTS = [
    ("Produkt", 9), ("Ośrodek", 28), ("Wydanie", 9), ("Stan", 22), ("Odpowiedzialność", 20), ("Przyjęto", 12),
    ("Przekazano", 12), ("Uprawnionych", 12),
    ("Za", 6), ("Przeciw", 8), ("Wstrzymało się", 12), ("Zdań odrębnych", 12), ("Plusów", 8), ("Minusów", 8),
    ("Rekomendacji", 12), ("Kod oryginału", 18), ("SHA-256 oryginału", 66),
]  # fmt: skip
SIGNS = [("Produkt", 9), ("Ośrodek", 28), ("Plus albo minus", 10), ("Treść", 90)]
SAID = [
    ("Produkt", 9), ("Ośrodek", 28), ("Numer", 8), ("Rodzaj", 26), ("Treść rekomendacji", 70), ("Adresat", 30),
    ("Przepis", 40), ("Proponowane brzmienie", 50), ("Temat", 30),
]  # fmt: skip
DISSENTS = [("Produkt", 9), ("Ośrodek", 28), ("Autor", 24), ("Zgłoszono", 12), ("Treść z uzasadnieniem", 90)]
THEMES = [
    ("Temat", 40), ("Rodzaj", 26), ("Przepis", 40), ("Popiera ośrodków", 10), ("Jest przeciwnych", 10),
    ("Z ilu ośrodków", 10), ("Wspólne brzmienie", 70),
]  # fmt: skip


@job(XLSX, may=may_have)
def spreadsheet(job: Any, progress: Any, write: Any) -> Made:
    """A sheet for documents, one for pluses and minuses, recommendations, dissents, themes and sums."""
    scope = scope_of(job)
    numbers = list(scope.handed().values_list("pk", flat=True))
    read = lambda step: sheets.counting(reading.documents(numbers), progress, len(numbers), step)  # noqa: E731
    with sheets.workbook(write, job.title) as book:
        book.sheet("Podsumowanie", [("Co", 60), ("Ile", 12)], _sums(scope))
        book.sheet("Dokumenty", DOCUMENTS, map(_row, read("dokumenty")))
        book.sheet("Rekomendacje", SAID, _each(read("rekomendacje"), _recommendations))
        book.sheet("Plusy i minusy", SIGNS, _each(read("plusy i minusy"), _signs))
        book.sheet("Zdania odrębne", DISSENTS, _each(read("zdania odrębne"), _dissents))
        book.sheet("Tematy", THEMES, map(_theme, reading.themes(scope)))
    return Made(f"{plain(volumes.title_of(scope))}-{clock.today():%Y-%m-%d}.xlsx", sheets.XLSX)


def _sums(scope: Scope) -> Iterator[tuple[str, int]]:
    for row in reading.by_product(scope):
        yield f"Produkt {row['name']} – przekazane dokumenty", row["centres"]
        yield f"Produkt {row['name']} – zdania odrębne", row["dissents"]
    for name, n in reading.by_variant(scope).items():
        yield f"Odpowiedzialność w produkcie 2a: {name}", n
    kinds = reading.by_kind(scope)
    yield from ((f"Rekomendacje: {kind}", n) for kind, n in kinds.items())
    yield f"Rekomendacje razem ({len(RecommendationKind)} rodzajów)", sum(kinds.values())


def _each(documents: Iterator[dict[str, Any]], rows: Any) -> Iterator[list[Any]]:
    for one in documents:
        for row in rows(one):
            yield [one["code"], one["centre"].short_name, *row]


def _row(one: dict[str, Any]) -> list[Any]:
    result, original = one["result"], one["original"]
    return [
        one["code"], one["centre"].short_name, one["edition"], one["status"], one["variant"], one["adopted_on"],
        one["handed_on"], result.entitled, result.votes_for, result.votes_against, result.abstentions,
        len(one["dissents"]), len(one["advantages"]), len(one["disadvantages"]), len(one["recommendations"]),
        original.code, original.blob_id,
    ]  # fmt: skip


def _recommendations(one: dict[str, Any]) -> Iterator[list[str]]:
    names = ("number", "kind_label", "body", "addressee", "law", "proposed_wording", "theme")
    return ([said[name] for name in names] for said in one["recommendations"])


def _signs(one: dict[str, Any]) -> Iterator[list[str]]:
    yield from (["plus", text] for text in one["advantages"])
    yield from (["minus", text] for text in one["disadvantages"])


def _dissents(one: dict[str, Any]) -> Iterator[list[Any]]:
    return ([filed["name"], filed["on"], filed["body"]] for filed in one["dissents"])


def _theme(row: dict[str, Any]) -> list[Any]:
    theme, support = row["theme"], row["support"]
    return [
        theme.title, theme.get_kind_display(), row["law"],
        support.supporting, support.contrary, support.all, theme.body,
    ]  # fmt: skip
