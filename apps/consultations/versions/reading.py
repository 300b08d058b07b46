"""What pages tell of a version: its sheet with units, whose move it is, what may be done with it."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString

from apps.accounts.models import User
from apps.consultations import units
from apps.consultations.commissions.moves import writers_of
from apps.consultations.models import DocumentVersion, Remark
from apps.consultations.remarks.reading import by_unit
from apps.consultations.remarks.rules import Powers, Seat, why_not_close_team
from apps.consultations.remarks.settled import to_settle
from apps.consultations.rules import is_director, opinions_missing
from apps.consultations.units import Unit
from apps.core import clock
from apps.teams.models import ExpertDocument
from apps.texts import rich

from . import rules, tabling
from .cutting import units_of_html

Origin, S = DocumentVersion.Origin, DocumentVersion.Status
_IN_CONTENTS = 8  # units from which a list of contents helps
_LONGEST_CONTENTS = 120
_LINKED = frozenset({units.HEADING, units.PARAGRAF})


def body_of(version: DocumentVersion) -> str:
    """The words of a version as rich text, to begin the next one with; a PDF gives none."""
    if version.origin == Origin.TEXT and version.body:
        return version.body
    kept = (unit for unit in units.from_json(version.units) if unit.kind not in (units.ROW, units.NOTE))
    return "".join(unit.html for unit in kept)


def units_of(version: DocumentVersion) -> list[Unit]:
    """Its units; of a text in work as it stands at this moment."""
    if version.origin == Origin.TEXT and version.status == S.DRAFT and version.body:
        return units_of_html(version.body)
    return units.from_json(version.units)


@dataclass(frozen=True)
class Line:
    """A unit on the sheet, with the remarks to it that the reader may see."""

    unit: Unit
    remarks: list[Remark] = field(default_factory=list)

    @property
    def html(self) -> SafeString:
        return rich.shown(self.unit.html)


@dataclass(frozen=True)
class TableLine:
    """A table on the sheet, each of its rows with its own line, where rows are units."""

    line: Line
    head: list[tabling.ShownRow]
    rows: list[tuple[tabling.ShownRow, Line | None]]
    is_table: bool = True

    @property
    def is_open(self) -> bool:
        return any(line is None for _, line in self.rows)

    def take(self, line: Line) -> None:
        place = next(place for place, (_, own) in enumerate(self.rows) if own is None)
        self.rows[place] = (self.rows[place][0], line)


def sheet(found: Iterable[Unit], marks: dict[str, list[Remark]]) -> list[Line | TableLine]:
    shown: list[Line | TableLine] = []
    for unit in found:
        line = Line(unit, marks.get(unit.key, []))
        if unit.kind == units.TABLE:
            head, body = tabling.shown(unit.html)
            shown.append(TableLine(line, head, [(row, None) for row in body]))
        elif unit.kind == units.ROW and shown and isinstance(shown[-1], TableLine) and shown[-1].is_open:
            shown[-1].take(line)
        else:
            shown.append(line)
    return shown


def contents(found: list[Unit]) -> list[Unit]:
    """Chapters and §§ of a longer text, to jump to; of a very long one only its chapters."""
    linked = [unit for unit in found if unit.kind in _LINKED]
    if len(linked) > _LONGEST_CONTENTS:
        linked = [unit for unit in linked if unit.kind == units.HEADING][:_LONGEST_CONTENTS]
    return linked if len(linked) >= _IN_CONTENTS else []


@dataclass(frozen=True)
class Move:
    """Whose move it is, until when, and the page on which it is made."""

    who: str
    until: datetime.date | None = None
    url: str = ""
    label: str = ""


class Page:
    """Everything that the page of one version shows."""

    def __init__(self, user: User, version: DocumentVersion):
        self.user, self.version = user, version
        self.is_draft = version.status == S.DRAFT
        self.units = units_of(version)
        self.writes = rules.may_write(user, version.document)
        self.powers = None if self.is_draft else Powers(user, version)
        if self.powers:
            self.powers.writes_document = self.writes  # asked once

    @cached_property
    def marks(self) -> dict[str, list[Remark]]:
        """By unit; nobody has remarks to a version in work."""
        return by_unit(self.user, self.version, self.powers) if self.powers else {}

    @property
    def sheet(self) -> list[Line | TableLine]:
        return sheet(self.units, self.marks)

    @property
    def contents(self) -> list[Unit]:
        return contents(self.units)

    @property
    def is_pdf(self) -> bool:
        return self.version.origin == Origin.FILE and not self.version.units

    @property
    def may_remark(self) -> bool:
        return bool(self.powers and self.powers.may_write)

    @property
    def has_margin(self) -> bool:
        return self.may_remark or bool(self.marks)

    @cached_property
    def waits_for(self) -> list[str]:
        """Why a version in work is not sent yet."""
        return rules.why_not_send(self.version) if self.is_draft else []

    @property
    def closing(self) -> list[Seat]:
        """Teams whose giving of remarks this person, their chair, may end."""
        seats = self.powers.own_seats if self.powers else []
        return [seat for seat in seats if not why_not_close_team(seat.asked, self.powers)]

    @property
    def may_extend(self) -> bool:
        return self.version.status == S.COLLECTING and self.keeps

    @property
    def may_withdraw(self) -> bool:
        sent = self.version.status in (S.COLLECTING, S.ANSWERING, S.ANSWERED)
        return sent and self.keeps

    @cached_property
    def keeps(self) -> bool:
        """Whether this person may end or prolong the consultation."""
        return self.writes or is_director(self.user, self.version.document)

    @cached_property
    def earlier(self) -> int | None:
        """Number of the version with which this one is compared."""
        return earlier_of(self.version)

    @cached_property
    def to_settle(self) -> list[Remark]:
        """Remarks that were taken in and may be settled in this version, for who writes it."""
        return list(to_settle(self.version)) if self.writes and self.version.status != S.WITHDRAWN else []

    @property
    def unsettled(self) -> int:
        return unsettled(self.to_settle)

    @cached_property
    def extensions(self) -> list[Any]:
        if self.is_draft:
            return []
        return list(self.version.consultation.extensions.select_related("extended_by__person"))

    @cached_property
    def move(self) -> Move | None:
        return _move(self)


def unsettled(remarks: Iterable[Remark]) -> int:
    return sum(not hasattr(remark, "settlement") for remark in remarks)


def settling(version: DocumentVersion) -> dict[str, Any]:
    """Remarks that the version in work should take in, for the pages on which it is written and sent."""
    owed = list(to_settle(version))
    return {"to_settle": owed, "unsettled": unsettled(owed)}


def earlier_of(version: DocumentVersion) -> int | None:
    before = version.document.versions.filter(number__lt=version.number).exclude(status=S.DRAFT)
    return before.order_by("-number").values_list("number", flat=True).first()


def _move(page: Page) -> Move | None:
    version, place = page.version, [page.version.document_id, page.version.number]
    if version.status == S.DRAFT:
        ready = page.writes and not page.waits_for
        address = reverse("consultations:version_send", args=place) if ready else ""
        who = "Ciebie" if page.writes else writers_of(version.document) or "eksperta"
        return Move(who, None, address, f"Przekaż wersję {version.number} do zaopiniowania")
    if version.status == S.ANSWERED:
        return _decision(page, place)
    if version.status != S.COLLECTING:
        return None
    until = version.consultation.deadline_on
    if page.may_remark:
        return Move("Ciebie", until, reverse("consultations:remark_new", args=place), "Zgłoś uwagę")
    late = clock.today() > until
    if late:
        return Move(f"{writers_of(version.document) or 'eksperta'} – zamknięcie zbierania uwag")
    return Move("członków zespołów", until)


def _decision(page: Page, place: list[int]) -> Move | None:
    """The director's, once every team has given its opinion and no newer version is in work or under way."""
    version = page.version
    newer = version.document.versions.filter(number__gt=version.number).exclude(status=S.WITHDRAWN)
    if version.document.withdrawn_at or opinions_missing(version) or newer.exists():
        return None
    if version.consultation.returned_at:
        return _next_one(page)
    if not is_director(page.user, version.document):
        return Move(version.document.pilot.centre.director_title_genitive.lower())
    address = reverse("consultations:version_accept", args=place)
    return Move("Ciebie", None, address, f"Rozstrzygnij o wersji {version.number}")


def _next_one(page: Page) -> Move:
    """The director has returned the version: whoever writes the document begins the next one."""
    document = page.version.document
    if not page.writes or rules.why_not_begin(page.user, document):
        return Move("następną wersję")
    address = reverse("consultations:version_new", args=[document.pk])
    return Move("Ciebie", None, address, f"Zacznij wersję {page.version.number + 1}")


def compared_versions(user: User, document: ExpertDocument) -> list[DocumentVersion]:
    """Those that the reader may see, the newest first."""
    found = document.versions.order_by("-number").select_related("blob").defer("blob__content")
    writes = rules.may_write(user, document)
    return [one for one in found if writes or one.status != S.DRAFT]
