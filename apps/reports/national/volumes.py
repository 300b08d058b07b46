"""The report in volumes: one layout holds so many documents and no more, whatever the country holds (ADR 17)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from apps.core import clock
from apps.core.polish import day_in_words
from apps.documents.rendering import render_html, render_pdf

from . import charts, reading
from .reading import Scope

DOCUMENTS = 60  # in one volume: about 100 pages


@dataclass(frozen=True)
class Volume:
    """A part of the report: which hand-overs it prints; the first one also has the general part."""

    number: int
    all: int
    handed: list[int]

    @property
    def mark(self) -> str:
        """„tom 2 z 12”, or nothing when there is one."""
        return f"tom {self.number} z {self.all}" if self.all > 1 else ""


def volumes(scope: Scope) -> list[Volume]:
    """The whole report cut into volumes; an empty one still has its general part."""
    numbers = list(scope.handed().values_list("pk", flat=True))
    cuts = [numbers[start : start + DOCUMENTS] for start in range(0, len(numbers), DOCUMENTS)] or [[]]
    return [Volume(number, len(cuts), cut) for number, cut in enumerate(cuts, start=1)]


def title_of(scope: Scope) -> str:
    """„Raport ze wszystkich ośrodków: produkt 2a”"""
    return "Raport ze wszystkich ośrodków" + (f": produkt {scope.product}" if scope.product else "")


def printed(scope: Scope, volume: Volume) -> bytes:
    return render_pdf(render_html("pdf/national_report.html", context_of(scope, volume)))


def context_of(scope: Scope, volume: Volume) -> dict[str, Any]:
    """Context of templates/pdf/national_report.html."""
    documents = list(reading.documents(volume.handed))
    title, as_of = title_of(scope), day_in_words(clock.today())
    return {
        "document": {
            "title": ", ".join(filter(None, [title, volume.mark, f"stan na dzień {as_of}"])),
            "centre_name": "WRZOS", "financing_line": "", "draft": False, "code": "", "verify_url": "",
            "example": any(one["centre"].is_example for one in documents),
        },
        "title": title,
        "mark": volume.mark,
        "as_of": as_of,
        "general": general(scope) if volume.number == 1 else None,
        "products": list(_by_product(documents)),
    }  # fmt: skip


def general(scope: Scope) -> dict[str, Any]:
    """The general part: numbers, charts and themes."""
    rows, kinds, themes = reading.by_product(scope), reading.by_kind(scope), reading.themes(scope)
    widest = {row["theme"].title: row["support"].supporting for row in themes[:12]}
    return {
        "by_product": rows,
        "dissents": sum(row["dissents"] for row in rows),
        "variants": reading.by_variant(scope),
        "kinds": kinds,
        "kinds_chart": charts.bars("rekomendacje według rodzaju", kinds) if any(kinds.values()) else "",
        "themes": themes,
        "themes_chart": charts.bars("ile ośrodków popiera temat", widest) if widest else "",
    }


def _by_product(documents: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Documents under their products, in the order given."""
    product: dict[str, Any] = {}
    for one in documents:
        if one["code"] != product.get("code"):
            if product:
                yield product
            product = {"code": one["code"], "name": one["product"], "documents": []}
        product["documents"].append(one)
    if product:
        yield product
