"""One line of the register of orders: what stands in each column, on the page, in the sheet and in print alike."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from apps.core.polish import day_in_words
from apps.orders.models import IssuedOrder, Relation
from apps.orders.relations import Relations, Standing, relations_of_many, standing
from apps.orders.rules import ARCHIVED
from apps.orders.text import USUAL_TITLE
from apps.signatures.models import SignedCopy
from apps.signatures.standing import SIGNED, of_copies

from .reading import NOBODY

FROM_PAPER = "wydane przed programem, wpisane ze skanem"
HEADINGS = [
    "Lp.",
    "Numer",
    "Data wydania",
    "W sprawie",
    "Wejście w życie",
    "Komórka opracowująca",
    "Znak sprawy",
    "Symbol klasyfikacyjny (JRWA)",
    "Kategoria archiwalna",
    "Zmienia / uchyla",
    "Zmienione / uchylone przez",
    "Status",
    "Data publikacji w BIP",
    "Uwagi",
]

FILED = HEADINGS[6:9]  # in print they stand with the unit: three columns more would not fit
PRINTED = [
    "Komórka opracowująca; znak sprawy, JRWA, kategoria" if one == HEADINGS[5] else one
    for one in HEADINGS
    if one not in FILED
]

PublicationDays = Callable[[list[IssuedOrder]], dict[int, datetime.date]]
_publication: list[PublicationDays] = []


def fills_publication_days(maker: PublicationDays) -> PublicationDays:
    """Decorator: the room that publishes says, for the orders of a page, on which day each became public (by
    primary key of the issued order). Handed over when that room starts, so that orders knows it not by name."""
    _publication.append(maker)
    return maker


@dataclass(frozen=True)
class Line:
    """One order in the register as it stood on a day. `place` counts from the oldest; `issued` comes from
    `reading.register`, which reads the beginning of its title too."""

    place: int
    issued: IssuedOrder
    standing: Standing
    relations: Relations
    published_on: datetime.date | None = None
    remarks: list[str] = field(default_factory=list)

    @property
    def subject(self) -> str:
        """What stands under „W sprawie”: an amending order is called by its whole title."""
        prefix = self.issued.said_prefix
        return self.issued.subject if prefix == USUAL_TITLE else f"{prefix} {self.issued.subject}"

    @property
    def unit(self) -> str:
        return self.issued.drafting_unit or NOBODY

    @property
    def filed(self) -> list[str]:
        """How it is filed, for the page and for print, where three columns more would not fit."""
        words = dict(zip(ARCHIVED, ("znak sprawy", "JRWA", "kategoria"), strict=True))
        return [f"{word} {value}" for name, word in words.items() if (value := getattr(self.issued, name))]

    @property
    def acts_on(self) -> list[tuple[str, Relation]]:
        said = [("zmienia", self.relations.amends), ("uchyla", self.relations.repeals)]
        return [(word, relation) for word, found in said for relation in found]

    @property
    def acted_on_by(self) -> list[tuple[str, Relation]]:
        said = [("zmienione przez", self.relations.amended_by), ("uchylone przez", self.relations.repealed_by)]
        return [(word, relation) for word, found in said for relation in found]

    def cells(self) -> list[int | str | datetime.date | None]:
        """Under HEADINGS: numbers, texts and real days."""
        return [
            self.place,
            self.issued.number_text,
            self.issued.signed_on,
            self.subject,
            self.issued.effective_on,
            self.unit,
            *(getattr(self.issued, name) for name in ARCHIVED),
            "; ".join(f"{word} nr {relation.older.number_text}" for word, relation in self.acts_on),
            "; ".join(f"{word} nr {relation.newer.number_text}" for word, relation in self.acted_on_by),
            self.standing.words,
            self.published_on,
            "; ".join(self.remarks),
        ]


def lines_of(orders: Iterable[IssuedOrder], places: Iterable[int], day: datetime.date) -> list[Line]:
    """Lines of these orders, numbered so, in the state of the day; as many queries for many as for one."""
    orders = list(orders)
    related, published, copies = relations_of_many(orders), _published(orders), _signed(orders)
    return [
        Line(
            place,
            issued,
            standing(issued, related[issued.pk], day),
            related[issued.pk],
            published.get(issued.pk),
            _remarks(issued, related[issued.pk], of_copies(copies.get(issued.document_id, ()))),
        )
        for place, issued in zip(places, orders, strict=True)
    ]


def _published(orders: list[IssuedOrder]) -> dict[int, datetime.date]:
    return {pk: day for maker in _publication for pk, day in maker(orders).items()}


def _signed(orders: list[IssuedOrder]) -> dict[int, list[SignedCopy]]:
    """Signed copies, by document."""
    found: dict[int, list[SignedCopy]] = {}
    copies = SignedCopy.objects.filter(document__in=[one.document_id for one in orders])
    for copy in copies.only("document_id", "form", "findings"):
        found.setdefault(copy.document_id, []).append(copy)
    return found


def _remarks(issued: IssuedOrder, related: Relations, signature: str) -> list[str]:
    said = [
        (related.struck, f"powód unieważnienia: {related.struck.reason}" if related.struck else ""),
        (issued.origin == IssuedOrder.Origin.RECORDED, FROM_PAPER),
        (issued.origin == IssuedOrder.Origin.ISSUED and signature not in SIGNED, signature),
        (issued.effective_on < issued.signed_on, f"z mocą od dnia {day_in_words(issued.effective_on)}"),
        (issued.chronology_reason, f"powód wcześniejszej daty: {issued.chronology_reason}"),
    ]
    return [text for holds, text in said if holds]
