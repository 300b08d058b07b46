"""The board „Pokrycie Tabeli 1”: rows for the page, the spreadsheet and the PDF alike."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from apps.catalogue.models import FinalProduct
from apps.core import clock
from apps.core.filters import Choice
from apps.opinions.models import Opinion
from apps.projects.models import Pilot

from .conditions import CONDITIONS, Gap, gaps_of
from .situation import situations

HEADINGS = ("Produkt", "Warunek", "Czego brakuje", "Na kogo czeka")


@dataclass(frozen=True)
class Line:
    """One product: where its document stands and what it lacks (as narrowed by the filters)."""

    product: FinalProduct
    opinion: Opinion | None
    gaps: list[Gap]
    count: int  # of all its gaps


@dataclass(frozen=True)
class Board:
    """All products of a pilot. `count` and `done` speak of the whole, not of what the filters left."""

    pilot: Pilot
    lines: list[Line]
    choices: list[Choice]

    @property
    def count(self) -> int:
        return sum(line.count for line in self.lines)

    @property
    def done(self) -> int:
        return sum(not line.count for line in self.lines)

    @property
    def gaps(self) -> list[Gap]:
        return [gap for line in self.lines for gap in line.gaps]

    @property
    def is_narrowed(self) -> bool:
        return any(choice.chosen for choice in self.choices)


def board_of(pilot: Pilot, query: Mapping[str, str]) -> Board:
    """The board of one pilot, narrowed by what the address says: produkt, warunek."""
    read = [(one, gaps_of(one)) for one in situations(pilot)]
    product, condition = query.get("produkt", ""), query.get("warunek", "")
    lines = [
        Line(one.product, one.opinion, [gap for gap in gaps if condition in ("", gap.condition)], len(gaps))
        for one, gaps in read
    ]
    choices = [
        Choice("Produkt", "produkt", "wszystkie", _products(read), product),
        Choice("Warunek", "warunek", "wszystkie", _conditions(read), condition),
    ]
    if product:
        lines = [Line(x.product, x.opinion, x.gaps if x.product.code == product else [], x.count) for x in lines]
    return Board(pilot, lines, choices)


def context_of(board: Board) -> dict[str, Any]:
    """Context of templates/pdf/coverage.html."""
    centre = board.pilot.centre
    return {
        "document": {
            "title": f"Pokrycie Tabeli 1 – {centre.short_name}",
            "centre_name": centre.name,
            "financing_line": board.pilot.financing_line or centre.financing_line,
            "draft": False,
            "example": centre.is_example,
            "code": "",
            "verify_url": "",
        },
        "board": board,
        "centre": centre,
        "headings": HEADINGS[1:],
        "day": clock.today(),
    }


def _products(read):
    """By the code first: its letters choose in the list."""
    return {one.product.code: f"{one.product.code}. {one.product.short_name}" for one, _ in read}


def _conditions(read):
    """Only those that are unmet somewhere."""
    unmet = {gap.condition for _, gaps in read for gap in gaps}
    return {key: one.name for key, one in CONDITIONS.items() if key in unmet}
