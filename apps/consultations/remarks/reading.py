"""What pages tell of the remarks to a version: each with its answer, whose move it is, what the reader may do."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse

from apps.accounts.models import User
from apps.consultations.models import Answer, DocumentVersion, Remark, Settlement
from apps.core.filters import Choice
from apps.teams.models import ExpertDocument

from .. import rules as document_rules
from ..commissions.moves import writers_of
from . import rules
from .rules import Powers, visible_remarks

V = DocumentVersion.Status
WAITS, WITHDRAWN = "bez-odpowiedzi", "wycofane"
GENERAL = "ogolne"


@dataclass(frozen=True)
class Line:
    """A remark as one reader sees it. `answer`: its own or the one it shares; None while there is none to be read."""

    remark: Remark
    team: str
    answer: Answer | None
    settlement: Settlement | None
    is_own: bool
    may_withdraw: bool
    may_consolidate: bool
    merged: list[Remark] = field(default_factory=list)

    @property
    def is_decided(self) -> bool:
        return bool(self.answer and self.answer.disposition)

    @property
    def waits(self) -> bool:
        """Whether it wants an answer of its own."""
        remark = self.remark
        return not (self.is_decided or remark.withdrawn_at or remark.merged_into_id or not remark.submitted_at)

    @property
    def standing(self) -> str:
        """What has become of it, agreeing with „uwaga”."""
        if self.remark.withdrawn_at:
            return "wycofana"
        if self.is_decided:
            return self.answer.get_disposition_display()
        return "złożona" if self.remark.submitted_at else "niezłożona"

    @property
    def shape(self) -> str:
        """Key of the shape that stands before those words."""
        if self.remark.withdrawn_at:
            return "withdrawn"
        if self.is_decided:
            return _SHAPES[self.answer.disposition]
        return "circulated" if self.remark.submitted_at else "draft"


_SHAPES = {"accepted": "accepted", "partly": "changed", "rejected": "repealed", "explained": "adopted"} | {
    "pointless": "struck"
}


class Sheet:
    """Remarks to one version that a person may read; three queries whatever their number."""

    def __init__(self, user: User, version: DocumentVersion):
        self.user, self.version, self.powers = user, version, Powers(user, version)

    @cached_property
    def lines(self) -> list[Line]:
        found = list(with_answers(visible_remarks(self.user, self.version, self.powers)))
        merged: dict[int, list[Remark]] = {}
        for one in sorted(found, key=lambda one: one.number or 0):
            if one.merged_into_id:
                merged.setdefault(one.merged_into_id, []).append(one)
        return [self._line(one, merged.get(one.pk, [])) for one in found]

    def _line(self, remark: Remark, merged: list[Remark]) -> Line:
        powers, is_own = self.powers, rules.is_author(self.user, remark)
        undecided = self.version.status in rules.UNDECIDED and not remark.withdrawn_at and not _decided(remark)
        return Line(
            remark,
            self.teams.get(remark.team_id, ""),
            answer_of(remark) if powers.reads_answers else None,
            settlement_of(remark),
            is_own,
            is_own and bool(remark.submitted_at) and undecided,
            undecided and bool(remark.submitted_at) and remark.team_id in powers.teams_to_consolidate,
            merged,
        )

    @cached_property
    def teams(self) -> dict[int, str]:
        return {seat.asked.team_id: seat.asked.team.name for seat in self.powers.seats}

    @cached_property
    def submitted(self) -> list[Line]:
        return [line for line in self.lines if line.remark.submitted_at]

    @cached_property
    def drafts(self) -> list[Line]:
        return [line for line in self.lines if not line.remark.submitted_at]

    @cached_property
    def waiting(self) -> list[Line]:
        return [line for line in self.submitted if line.waits]

    @cached_property
    def open(self) -> list[Line]:
        """Those that want an answer of their own, answered or not."""
        return [one for one in self.submitted if not one.remark.withdrawn_at and not one.remark.merged_into_id]

    @cached_property
    def counts(self) -> list[tuple[str, int, bool]]:
        """Team, how many remarks it has submitted (withdrawn ones too), whether it has closed. Everybody may know."""
        found = Remark.objects.filter(of_version=self.version, submitted_at__isnull=False).order_by()
        teams = list(found.values_list("team_id", flat=True))
        seats = self.powers.seats
        return [(one.asked.team.name, teams.count(one.asked.team_id), bool(one.asked.closed_at)) for one in seats]

    @cached_property
    def total(self) -> int:
        return sum(count for _, count, _ in self.counts)


def next_to_settle(sheet: Sheet) -> int | None:
    """Number of the version after this one, for its writer, once remarks that were taken in may be settled there."""
    version = sheet.version
    if not sheet.powers.writes_document or version.status not in rules.HANDED_OVER:
        return None
    later = DocumentVersion.objects.filter(document=version.document_id, number__gt=version.number)
    later = later.exclude(status=V.WITHDRAWN).order_by("number")
    return later.values_list("number", flat=True).first()


def with_answers(remarks: QuerySet[Remark]) -> QuerySet[Remark]:
    together = ("answer__edited_by", "settlement__in_version", "merged_into__answer__edited_by")
    return remarks.select_related(*together, "merged_into__settlement__in_version").defer(
        "settlement__in_version__units", "settlement__in_version__body",
        "merged_into__settlement__in_version__units", "merged_into__settlement__in_version__body",
    )  # fmt: skip


def answer_of(remark: Remark) -> Answer | None:
    """Its own, or that of the remark it is merged into."""
    return getattr(remark.merged_into or remark, "answer", None)


def settlement_of(remark: Remark) -> Settlement | None:
    return getattr(remark.merged_into or remark, "settlement", None)


def _decided(remark: Remark) -> bool:
    own = [getattr(one, "answer", None) for one in (remark, remark.merged_into) if one]
    return any(answer and answer.disposition for answer in own)


def by_unit(user: User, version: DocumentVersion, powers: Powers | None = None) -> dict[str, list[Remark]]:
    """By key of the unit: what this person may read of the remarks pinned to it, own drafts too; one query more than
    the rights cost, when they are not known yet."""
    found: dict[str, list[Remark]] = {}
    for remark in visible_remarks(user, version, powers).exclude(unit_key="").filter(withdrawn_at=None):
        found.setdefault(remark.unit_key, []).append(remark)
    return found


@dataclass(frozen=True)
class Asked:
    """How a list or a table is narrowed, as its address says."""

    team: str = ""
    unit: str = ""
    nature: str = ""
    state: str = ""

    @classmethod
    def of(cls, said) -> "Asked":
        return cls(*(said.get(name, "").strip() for name in ("zespol", "jednostka", "charakter", "stan")))

    @property
    def address(self) -> str:
        """The same choice as the end of an address."""
        return urlencode(self.as_query())

    def as_query(self) -> dict[str, str]:
        said = {"zespol": self.team, "jednostka": self.unit, "charakter": self.nature, "stan": self.state}
        return {name: value for name, value in said.items() if value}

    def narrow(self, lines: Iterable[Line]) -> list[Line]:
        return [line for line in lines if self._wants(line)]

    def _wants(self, line: Line) -> bool:
        remark = line.remark
        return (
            self.team in ("", str(remark.team_id))
            and self.unit in ("", remark.unit_label or GENERAL)
            and self.nature in ("", remark.nature)
            and self.state in ("", *_states(line))
        )


def around(sheet: Sheet, asked: Asked, line: Line) -> tuple[list[Line], list[Line]]:
    """Those that are asked for and want an answer: what stands before the line in the document, and what after."""
    place = next((at for at, one in enumerate(sheet.open) if one.remark.pk == line.remark.pk), len(sheet.open))
    return asked.narrow(sheet.open[:place]), asked.narrow(sheet.open[place + 1 :])


def _states(line: Line) -> list[str]:
    if line.remark.withdrawn_at:
        return [WITHDRAWN]
    if line.waits:
        return [WAITS]
    return [line.answer.disposition] if line.is_decided else []


def choices(sheet: Sheet, asked: Asked) -> list[Choice]:
    """Selects over the list, for templates/components/filters.html."""
    units = {line.remark.unit_label or GENERAL: line.remark.unit_name for line in sheet.submitted}
    states = {WAITS: "bez odpowiedzi"}
    if sheet.powers.reads_answers:
        states |= dict(rules.D.choices)
    states |= {WITHDRAWN: "wycofana"}
    teams = {str(pk): name for pk, name in sheet.teams.items()}
    return [
        Choice("Zespół", "zespol", "wszystkie zespoły", teams, asked.team),
        Choice("Jednostka", "jednostka", "cały dokument", units, asked.unit),
        Choice("Charakter", "charakter", "każdy", dict(Remark.Nature.choices), asked.nature),
        Choice("Stan", "stan", "wszystkie uwagi", states, asked.state),
    ]


@dataclass(frozen=True)
class Move:
    """Whose move it is, until when, and where it is made."""

    who: str
    until: datetime.date | None = None
    label: str = ""
    url: str = ""
    then: str = ""  # what comes next, in a sentence


def move_of(sheet: Sheet) -> Move | None:
    """Until the answers are handed over; then it is the document's move."""
    status = sheet.version.status
    if status == V.COLLECTING:
        return _while_collecting(sheet)
    if status == V.ANSWERING:
        return _while_answering(sheet)
    return None


def _while_collecting(sheet: Sheet) -> Move:
    powers, deadline = sheet.powers, sheet.powers.consultation.deadline_on
    if not document_rules.remarks_still_come(sheet.version):
        then = f"Po zamknięciu {_who_answers(sheet)} na każdą uwagę."
        if document_rules.may_close_remarks(sheet.user, sheet.version):
            return Move("Ciebie", label="Zamknij zbieranie uwag", url=_url(sheet, "remarks_close"), then=then)
        return Move(f"{_writers(sheet)} – zamknięcie zbierania uwag", then=then)
    then = f"Potem {_who_answers(sheet)} na każdą uwagę."
    if powers.open_seats:
        return Move("Ciebie", deadline, "Napisz uwagę", _url(sheet, "remark_new"), then=then)
    open_teams = [seat.asked.team.name for seat in powers.seats if not seat.asked.closed_at]
    return Move(", ".join(open_teams), deadline, then=then)


def _while_answering(sheet: Sheet) -> Move:
    then = "Zespoły zobaczą odpowiedzi, gdy wszystkie zostaną przekazane naraz."
    if sheet.powers.may_answer:
        label = "Odpowiedz na uwagi" if sheet.waiting else "Przekaż odpowiedzi"
        return Move("Ciebie", label=label, url=_url(sheet, "answers"), then=then)
    return Move(f"{_writers(sheet)} – odpowiedzi na uwagi", then=then)


def _writers(sheet: Sheet) -> str:
    """In the accusative, as whose move it is."""
    return writers_of(sheet.version.document) or "eksperta"


def _who_answers(sheet: Sheet) -> str:
    is_order = sheet.version.document.kind == ExpertDocument.Kind.ORDER_DRAFT
    return "kadry albo dyrektor odpowiadają" if is_order else "ekspert odpowiada"


def _url(sheet, name):
    return reverse(f"consultations:{name}", args=[sheet.version.document_id, sheet.version.number])
