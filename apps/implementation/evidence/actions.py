"""The register of evidence: what is added stays, under its number and with every version."""

import datetime
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Max

from apps.accounts.models import User
from apps.catalogue.models import EvaluationTool, ImplementationStep
from apps.core import audit, clock
from apps.core.deeds import deed, part_of_a_deed
from apps.core.errors import DomainError
from apps.documents.actions import store
from apps.documents.filetypes import read
from apps.implementation import citations, rules
from apps.implementation.models import Evidence, EvidenceVersion, Task, TaskEvidence
from apps.projects.models import Pilot

Kind = Evidence.Kind


@dataclass(frozen=True)
class Said:
    """What a version says. `content`: bytes of a new file; without it the next version keeps the file it has."""

    title: str
    dated_on: datetime.date
    description: str = ""
    file_name: str = ""
    content: bytes | None = None
    address: str = ""
    statement: str = ""
    change_note: str = ""


@deed
def add_evidence(
    pilot: Pilot,
    kind: str,
    said: Said,
    *,
    by: User,
    tool: EvaluationTool | None = None,
    shows: Iterable[ImplementationStep] = (),
) -> Evidence:
    """Enter a piece under the pilot's next number and say which tasks it shows. A file is looked at first (files.py);
    the very file or statement that is in the register already is refused with its number."""
    powers = rules.Powers.of(by, pilot)
    _require(powers.anywhere, rules.ADDERS)
    Pilot.objects.select_for_update(no_key=True).get(pk=pilot.pk)
    kept = _kept(kind, said, None, by)
    _refuse_twice(pilot, kept["sha256"])
    evidence = _numbered(pilot, kind, tool, by)
    _versioned(evidence, 1, said, kept, by)
    shown = [step for step in shows if powers.over(step)]
    for step in shown:
        _shows(evidence, task_row(pilot, step, by=by), by)
    audit.record(
        "evidence.added", evidence, by=by, title=said.title, sha256=kept["sha256"], shows=list(map(str, shown))
    )
    return evidence


@deed
def replace_evidence(
    evidence: Evidence, said: Said, *, by: User, seen: int, tool: EvaluationTool | None = None
) -> EvidenceVersion:
    """The next version, with what has changed; earlier ones stay as they were. `seen`: the version that was shown."""
    _require(rules.may_keep_evidence(by, evidence), rules.KEEPERS)
    evidence = _locked(evidence)
    if evidence.withdrawn_at:
        raise DomainError(f"Dowód {evidence} został wycofany, więc nie można go zastąpić.")
    if evidence.current.version != seen:
        raise DomainError(
            f"W międzyczasie dodano wersję {evidence.current.version} („{evidence.current.title}”). Obejrzyj ją; "
            "jeśli mimo to chcesz dodać swoją, zapisz jeszcze raz."
        )
    if not said.change_note.strip():
        raise DomainError("Napisz, co zmieniono w tej wersji.")
    kept = _kept(evidence.kind, said, evidence.current, by)
    version = _versioned(evidence, seen + 1, said, kept, by)
    if evidence.tool_id != (tool and tool.pk):
        evidence.tool = tool
        evidence.save(update_fields=["tool"])
    note = said.change_note
    audit.record("evidence.replaced", evidence, by=by, version=version.version, note=note, sha256=version.sha256)
    return version


@deed
def withdraw_evidence(evidence: Evidence, why: str, *, by: User) -> Evidence:
    """Take a piece out of use: it stays readable under its number, and nothing points to it anew. Refused while a text
    under a vote or adopted cites it."""
    _require(rules.may_keep_evidence(by, evidence), rules.KEEPERS)
    evidence = _locked(evidence)
    if evidence.withdrawn_at:
        raise DomainError(f"Dowód {evidence} został już wycofany.")
    if settled := [place.what for place in citations.places_of(evidence, by) if place.is_settled]:
        raise DomainError(f"Dowodu {evidence} nie można wycofać, bo powołuje się na niego: {'; '.join(settled)}.")
    if not why.strip():
        raise DomainError("Napisz, dlaczego dowód zostaje wycofany.")
    evidence.withdrawn_by, evidence.withdrawn_at, evidence.withdrawn_why = by, clock.now(), why
    evidence.save(update_fields=["withdrawn_by", "withdrawn_at", "withdrawn_why"])
    audit.record("evidence.withdrawn", evidence, by=by, why=why)
    return evidence


@part_of_a_deed
def add_statement(task: Task, statement: str, *, by: User) -> Evidence:
    """How a task was done, in words, as a piece of evidence that shows it."""
    Pilot.objects.select_for_update(no_key=True).get(pk=task.pilot_id)
    label = f"{task.step.product.code}.{task.step.rank}"
    said = Said(f"Oświadczenie o wykonaniu zadania {label}", clock.today(), statement=statement)
    evidence = _numbered(task.pilot, Kind.STATEMENT, None, by)
    _versioned(evidence, 1, said, _kept(Kind.STATEMENT, said, None, by), by)
    _shows(evidence, task, by)
    return evidence


@part_of_a_deed
def task_row(pilot: Pilot, step: ImplementationStep, *, by: User) -> Task:
    """The row of the task, made when nobody has begun it. The pilot is locked before, as for a piece of evidence, so
    that nobody who makes both waits for one who makes them the other way round."""
    if task := Task.objects.filter(pilot=pilot, step=step).first():
        return task
    Pilot.objects.select_for_update(no_key=True).get(pk=pilot.pk)
    born = {"edited_by": by, "edited_at": clock.now()}
    return Task.objects.get_or_create(pilot=pilot, step=step, defaults=born)[0]


def _numbered(pilot, kind, tool, by) -> Evidence:
    """The pilot's row is locked, so that numbers follow one another."""
    last = Evidence.objects.filter(pilot=pilot).aggregate(last=Max("number"))["last"] or 0
    return Evidence.objects.create(
        pilot=pilot, number=last + 1, kind=kind, tool=tool, added_by=by, added_at=clock.now()
    )


def _kept(kind, said, before, by) -> dict:
    """The fields of a version that hold its substance."""
    if kind == Kind.STATEMENT:
        text = said.statement.strip()
        if not text:
            raise DomainError("Napisz treść oświadczenia.")
        return {"statement": text, "sha256": hashlib.sha256(text.encode()).hexdigest()}
    if kind == Kind.LINK and not said.address:
        raise DomainError("Podaj adres, pod którym to jest.")
    address = {"address": said.address} if kind == Kind.LINK else {}
    if said.content is None:
        if before is None:
            raise DomainError("Wybierz plik z dysku.")
        return address | {"blob_id": before.blob_id, "sha256": before.sha256, "file_name": before.file_name}
    reading = read(said.content)
    if reading.refusal:
        raise DomainError(reading.refusal)
    sha256 = store(said.content, reading.media_type, by=by)
    return address | {"blob_id": sha256, "sha256": sha256, "file_name": said.file_name[:200]}


def _versioned(evidence, number, said, kept, by) -> EvidenceVersion:
    version = EvidenceVersion.objects.create(
        evidence=evidence,
        version=number,
        title=said.title,
        description=said.description,
        dated_on=said.dated_on,
        change_note=said.change_note,
        added_by=by,
        added_at=clock.now(),
        **kept,
    )
    evidence.current = version
    evidence.save(update_fields=["current"])
    return version


def _refuse_twice(pilot, sha256):
    same = Evidence.objects.filter(pilot=pilot, current__sha256=sha256, withdrawn_at=None).first()
    if same:
        raise DomainError(f"To samo jest już w rejestrze jako dowód {same}. Wskaż go zamiast dodawać drugi raz.")


def _locked(evidence) -> Evidence:
    found = Evidence.objects.select_for_update(of=("self",), no_key=True).select_related("pilot__centre", "current")
    return found.get(pk=evidence.pk)


def _shows(evidence, task, by):
    TaskEvidence.objects.create(evidence=evidence, task=task, linked_by=by, linked_at=clock.now())


def _require(allowed, reason):
    if not allowed:
        raise DomainError(reason)
