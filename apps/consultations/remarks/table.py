"""Zestawienie uwag and protokół rozbieżności: the same rows for the spreadsheet and for the PDF."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from apps.accounts.models import User
from apps.consultations.models import DocumentDissent, DocumentVersion, Remark
from apps.core import clock
from apps.teams.models import ExpertDocument

from . import rules
from .life import words_of
from .reading import Asked, Line, Sheet

TABLE, RECORD = "zestawienie", "protokol-rozbieznosci"
TITLES = {TABLE: "Zestawienie uwag", RECORD: "Protokół rozbieżności"}
HEADINGS = [
    "Lp.", "Nr", "Jednostka redakcyjna", "Zgłaszający", "Treść uwagi", "Uzasadnienie", "Propozycja brzmienia",
    "Charakter uwagi", "Stanowisko eksperta", "Uzasadnienie stanowiska", "Wersja, w której uwzględniono",
]  # fmt: skip


@dataclass(frozen=True)
class Row:
    """One remark on paper."""

    rank: int
    number: int
    unit: str
    by: str
    quote: str
    body: str
    justification: str
    proposed_wording: str
    nature: str
    standing: str
    reason: str
    settled: str


@dataclass(frozen=True)
class Part:
    """The remarks to one version, the opinions' dissents with them."""

    version: DocumentVersion
    rows: list[Row]
    dissents: list[DocumentDissent]

    @property
    def title(self) -> str:
        withdrawn = " (wycofana)" if self.version.status == DocumentVersion.Status.WITHDRAWN else ""
        return f"Wersja {self.version.number}{withdrawn}"


@dataclass(frozen=True)
class Table:
    """What was asked for: one document's remarks, to one version or to all."""

    what: str
    document: ExpertDocument
    parts: list[Part]
    narrowed: list[str]
    is_final: bool
    made_on: datetime.date

    @property
    def title(self) -> str:
        version = f", {self.parts[0].version}" if len(self.parts) == 1 else ""
        return f"{TITLES[self.what]} – {self.document.title}{version}"

    @property
    def rows(self) -> list[Row]:
        return [row for part in self.parts for row in part.rows]

    @property
    def with_versions(self) -> bool:
        return len(self.parts) != 1


def table_of(
    what: str, document: ExpertDocument, versions: Iterable[DocumentVersion], user: User, asked: Asked
) -> Table:
    """`versions` in the order in which they are to stand. Of each: what the person may read and asked for."""
    parts, rank, sheets = [], 1, [Sheet(user, version) for version in versions]
    dissents = _dissents([sheet.version for sheet in sheets]) if what == RECORD else {}
    for sheet in sheets:
        lines = [line for line in asked.narrow(sheet.submitted) if what == TABLE or _is_divergent(line)]
        rows = [_row(line, number) for number, line in enumerate(lines, start=rank)]
        parts.append(Part(sheet.version, rows, dissents.get(sheet.version.pk, [])))
        rank += len(rows)
    stands = rules.HANDED_OVER | {DocumentVersion.Status.WITHDRAWN}
    is_final = all(sheet.version.status in stands for sheet in sheets)
    return Table(what, document, parts, _narrowed(sheets, asked), is_final, clock.today())


def _is_divergent(line: Line) -> bool:
    """Not taken in, or only in part; an editorial remark is no divergence."""
    of_substance = line.remark.nature == Remark.Nature.SUBSTANCE
    return of_substance and line.is_decided and line.answer.disposition in rules.DIVERGENT


def _row(line: Line, rank: int) -> Row:
    remark, answer = line.remark, line.answer
    standing = line.standing if line.is_decided or remark.withdrawn_at else "nierozpatrzona"
    if remark.merged_into:
        standing = f"{standing}; połączona z uwagą nr {remark.merged_into.number}"
    return Row(
        rank,
        remark.number,
        remark.unit_name,
        f"{remark.author_name}, {line.team}",
        remark.quote,
        remark.body,
        remark.justification,
        remark.proposed_wording,
        remark.get_nature_display(),
        standing,
        answer.reason if line.is_decided else "",
        words_of(line.settlement) if line.settlement else "",
    )


def _dissents(versions: list[DocumentVersion]) -> dict[int, list[DocumentDissent]]:
    found: dict[int, list[DocumentDissent]] = {}
    filed = DocumentDissent.objects.filter(adoption__opinion__of_version__in=versions)
    for one in filed.select_related("adoption__opinion__team"):
        found.setdefault(one.adoption.opinion.of_version_id, []).append(one)
    return found


def _narrowed(sheets: list[Sheet], asked: Asked) -> list[str]:
    """What the table leaves out, for people who hold it."""
    teams = {str(pk): name for sheet in sheets for pk, name in sheet.teams.items()}
    said = []
    if asked.team:
        said.append(f"zespół: {teams.get(asked.team, asked.team)}")
    if asked.unit:
        said.append(f"jednostka redakcyjna: {'uwagi ogólne' if asked.unit == 'ogolne' else asked.unit}")
    if asked.nature:
        said.append(f"charakter: {dict(Remark.Nature.choices).get(asked.nature, asked.nature)}")
    if asked.state:
        said.append(f"sposób rozpatrzenia: {STATES.get(asked.state, asked.state)}")
    if any(not sheet.powers.reads_others for sheet in sheets):
        said.append("bez uwag, których nie można jeszcze czytać")
    return said


STATES = {"bez-odpowiedzi": "bez odpowiedzi", "wycofane": "wycofana", **dict(rules.D.choices)}


def context_of(table: Table) -> dict[str, Any]:
    """Context of templates/pdf/document_remarks.html."""
    pilot = table.document.pilot
    return {
        "document": {
            "title": table.title,
            "centre_name": pilot.centre.name,
            "financing_line": pilot.financing_line or pilot.centre.financing_line,
            "draft": not table.is_final,
            "example": pilot.centre.is_example,
            "code": "",
            "verify_url": "",
        },
        "table": table,
        "pilot": pilot,
        "heading": TITLES[table.what],
        "is_record": table.what == RECORD,
        "headings": HEADINGS,
    }


def file_name(table: Table) -> str:
    return table.title.replace(" – ", " - ")
