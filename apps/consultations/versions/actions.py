"""What is written about versions of a document. Every action locks the document's row first, then the version's, so
that writing, sending and the giving of remarks take turns."""

import datetime
import hashlib
import json
from collections.abc import Iterable

from django.db.models import Max

from apps.accounts.models import User
from apps.consultations import units
from apps.consultations.models import (
    AskedTeam,
    Consultation,
    DeadlineExtension,
    DocumentVersion,
    UploadedFile,
)
from apps.consultations.rules import may_see
from apps.consultations.workflow import VERSION
from apps.core import audit, clock
from apps.core.deeds import deed, draft_saving, in_passing, text_saving
from apps.core.errors import DomainError
from apps.documents.actions import store
from apps.documents.filetypes import Reading, read
from apps.documents.http import file_name as safe_name
from apps.teams.calendar import add_working_days
from apps.teams.models import ExpertDocument, Team
from apps.texts import rich
from apps.texts.actions import mark_absent, mark_present, save_text, settle_text
from apps.texts.models import TextRevision

from ..remarks.locking import locked
from . import cutting, notifications, rules
from .reading import body_of

Origin, S = DocumentVersion.Origin, DocumentVersion.Status
PDF = "application/pdf"


@deed
def begin_version(document: ExpertDocument, *, by: User, previous: DocumentVersion | None = None) -> DocumentVersion:
    """Begin the next version as a text written here, empty or with the words of an earlier one."""
    document = _locked_for_beginning(document, by)
    if previous and (previous.document_id != document.pk or not may_see(by, previous)):
        raise DomainError("Wybierz wersję tego dokumentu.")
    body = body_of(previous) if previous else ""
    version = _begun(document, Origin.TEXT, by, body=body, units=_units(body))
    audit.record("version.begin", version, by=by, number=version.number, previous=previous and previous.number)
    return version


@deed
def upload_version(
    document: ExpertDocument, file_name: str, content: bytes, *, by: User, change_note: str = ""
) -> tuple[DocumentVersion, list[str]]:
    """Begin the next version with a file, or put another file into the one in work. The file is looked at and read
    apart, before anything is written. With the version, what its author is told about the reading."""
    reading = _checked(file_name, content)
    said = _of_file(reading)
    version = _version_for_file(document, by)
    version.blob_id = store(content, reading.media_type, by=by)
    version.file_name, version.change_note = _kept_name(file_name), _plain(change_note)
    version.body, version.units = said["body"], said["units"]
    _edited(version, by)
    version.save()
    UploadedFile.objects.create(
        document=version.document,
        blob_id=version.blob_id,
        file_name=version.file_name,
        uploaded_by=by,
        uploaded_at=version.edited_at,
    )
    audit.record("version.upload", version, by=by, number=version.number, sha256=version.blob_id)
    return version, reading.said


def _checked(file_name: str, content: bytes) -> Reading:
    """What the file is and says; DomainError in words that its author understands."""
    reading = read(content, with_text=True)
    refusal = rules.as_named(file_name, reading.refusal) or rules.why_not_this_file(file_name, reading.media_type)
    if refusal:
        raise DomainError(refusal)
    return reading


@text_saving
def save_body(version: DocumentVersion, body: str, lock: int, *, by: User, autosaved: bool = False) -> DocumentVersion:
    """Save the text typed over `lock`; StaleVersion with both texts when somebody saved a newer one. While a script
    saves, units are not cut anew each time: sending cuts them once more."""
    saved = save_text(version, "body", body, lock, by=by, guard=_guard(version, by), autosaved=autosaved)
    if not (autosaved and version.units and version.body):
        version.units = _units(version.body)
        DocumentVersion.objects.filter(pk=version.pk, version=saved, status=S.DRAFT).update(units=version.units)
    return version


@text_saving
def use_lost_text(version: DocumentVersion, lost: TextRevision, body: str, lock: int, *, by: User) -> DocumentVersion:
    """Save what the author made of a text that lost a race, over `lock`; the lost one is offered no more."""
    save_body(version, body, lock, by=by)
    settle_text(lost, by=by)
    return version


@draft_saving
def put_lost_text_aside(lost: TextRevision, *, by: User) -> None:
    """The author does not need it; it stays in history."""
    settle_text(lost, by=by)


@in_passing
def be_here(version: DocumentVersion, tab: str, *, by: User) -> None:
    """Tell the others that this person has the text open for writing."""
    _require(rules.why_not_change(by, version))
    mark_present(version, tab, by=by)


@in_passing
def leave(version: DocumentVersion, tab: str, *, by: User) -> None:
    """The tab was closed."""
    mark_absent(version, tab, by=by)


@deed
def discard_version(version: DocumentVersion, *, by: User) -> None:
    """Remove a version in work. Its number is free again; what was uploaded stays among the document's files."""
    version = locked(version)
    _require(rules.why_not_change(by, version))
    audit.record("version.discard", version, by=by, number=version.number)
    version.delete()


@deed
def send_version(
    version: DocumentVersion,
    teams: Iterable[Team],
    *,
    working_days: int,
    by: User,
    sight: str = Consultation.Sight.AFTER_OWN,
    note: str = "",
    change_note: str | None = None,
    seen: int | None = None,
) -> Consultation:
    """Freeze the version and ask the teams for remarks until the end of so many working days. The version whose
    remarks are answered is superseded. `change_note`: what has changed since the version before, unless it is said
    already. `seen`: the lock number of what was shown; refused when it has changed since."""
    version = locked(version)
    if version.origin == Origin.TEXT and version.body:
        version.units = _units(version.body)
    VERSION.check("send", by, version)
    if reasons := rules.why_not_send(version):
        raise DomainError(" ".join(reasons))
    if seen not in (None, version.version):
        raise DomainError(
            "Treść zmieniła się, odkąd otwarto tę stronę. Przeczytaj ją jeszcze raz, zanim ją przekażesz."
        )
    asked = _teams(version, teams)
    if not 1 <= working_days <= rules.LONGEST or sight not in Consultation.Sight.values:
        raise DomainError(f"Podaj termin od 1 do {rules.LONGEST} dni roboczych i kiedy widać uwagi innych.")
    replaced = _superseded(version, by)
    consultation = _asked(version, asked, working_days, sight, _plain(note), by)
    version.sha256, version.status = _hash_of(version), S.COLLECTING
    version.change_note = version.change_note if change_note is None else _plain(change_note)
    version.save(update_fields=["units", "sha256", "status", "change_note"])
    notifications.tell_members_to_give_remarks(version, by)
    sent = {"number": version.number, "sha256": version.sha256, "until": consultation.deadline_on.isoformat()}
    audit.record("version.send", version, by=by, **sent, teams=[team.pk for team in asked], superseded=replaced)
    return consultation


@deed
def withdraw_version(version: DocumentVersion, note: str, *, by: User) -> DocumentVersion:
    """Take a version that was sent out of consultation, with the reason; remarks to it stay readable."""
    version = locked(version)
    step = VERSION.check("withdraw", by, version)
    if not (note := _plain(note)):
        raise DomainError("Napisz, dlaczego wersja zostaje wycofana.")
    before, version.status, version.withdrawn_why = version.status, step.target, note
    version.save(update_fields=["status", "withdrawn_why"])
    notifications.tell_members_of_withdrawal(version, by)
    audit.record("version.withdraw", version, by=by, number=version.number, before=before, reason=note)
    return version


@deed
def extend_deadline(version: DocumentVersion, deadline_on: datetime.date, reason: str, *, by: User) -> Consultation:
    """A later day for remarks, with the reason why; a team that had closed stays closed."""
    version = locked(version)
    _require(rules.why_not_extend(by, version) or rules.why_not_this_day(version, deadline_on))
    if not (reason := _plain(reason)):
        raise DomainError("Napisz, dlaczego termin zostaje przedłużony.")
    consultation = version.consultation
    DeadlineExtension.objects.create(
        consultation=consultation,
        from_on=consultation.deadline_on,
        to_on=deadline_on,
        reason=reason,
        extended_by=by,
        extended_at=clock.now(),
    )
    consultation.deadline_on = deadline_on
    consultation.save(update_fields=["deadline_on"])
    notifications.tell_members_of_extension(version, by)
    until = deadline_on.isoformat()
    audit.record("version.extend", version, by=by, number=version.number, until=until, reason=reason)
    return consultation


def _hash_of(version: DocumentVersion) -> str:
    """Of the file's bytes, or of the units."""
    if version.blob_id:
        return version.blob_id
    said = json.dumps(version.units, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(said.encode()).hexdigest()


def _locked_for_beginning(document: ExpertDocument, by: User) -> ExpertDocument:
    together = ExpertDocument.objects.select_related("pilot__centre")
    document = together.select_for_update(of=("self",), no_key=True).get(pk=document.pk)
    _require(rules.why_not_begin(by, document))
    return document


def _version_for_file(document: ExpertDocument, by: User) -> DocumentVersion:
    """The one in work when it is from a file, or a new one."""
    ExpertDocument.objects.select_for_update(of=("self",), no_key=True).get(pk=document.pk)
    current = document.versions.filter(status=S.DRAFT, origin=Origin.FILE).first()
    if current is None:
        document = _locked_for_beginning(document, by)
        now = clock.now()
        return DocumentVersion(
            document=document, number=_next(document), origin=Origin.FILE, created_by=by, created_at=now
        )
    _require(rules.why_not_change(by, current))
    current.version += 1
    return current


def _begun(document: ExpertDocument, origin: str, by: User, **more) -> DocumentVersion:
    now = clock.now()
    said = {"created_by": by, "created_at": now, "edited_by": by, "edited_at": now} | more
    return DocumentVersion.objects.create(document=document, number=_next(document), origin=origin, **said)


def _next(document: ExpertDocument) -> int:
    return (document.versions.aggregate(last=Max("number"))["last"] or 0) + 1


def _edited(version: DocumentVersion, by: User) -> None:
    version.edited_by, version.edited_at = by, clock.now()


def _of_file(reading: Reading) -> dict:
    """A PDF has no units; its words are kept for comparison."""
    if reading.media_type == PDF:
        return {"body": "\n\n".join(block["html"] for block in reading.blocks), "units": []}
    found = cutting.units_of_blocks(reading.blocks)
    if not found:
        raise DomainError("W tym pliku nie ma tekstu. Prześlij dokument z treścią albo zapisz go jako PDF.")
    return {"body": "", "units": units.to_json(found)}


def _units(body: str) -> list[dict]:
    return units.to_json(cutting.units_of_html(body)) if body else []


def _kept_name(file_name: str) -> str:
    """A name that no disk or eye misreads, with its own ending."""
    stem, _, ending = file_name.replace("\\", "/").rsplit("/", 1)[-1].rpartition(".")
    return safe_name(rich.tidy(stem), f".{ending.lower()}")


def _teams(version: DocumentVersion, teams: Iterable[Team]) -> list[Team]:
    asked, known = list(teams), rules.teams_to_ask(version.document)
    if not asked:
        raise DomainError("Wybierz co najmniej jeden zespół.")
    if strange := [team for team in asked if team not in known]:
        raise DomainError(f"Ten zespół nie ma tego dokumentu w zarządzeniu: {strange[0]}.")
    return asked


def _asked(version, teams, working_days, sight, note, by) -> Consultation:
    consultation = Consultation.objects.create(
        of_version=version,
        deadline_on=add_working_days(clock.today(), working_days),
        working_days=working_days,
        sight=sight,
        note=note,
        sent_by=by,
        sent_at=clock.now(),
    )
    AskedTeam.objects.bulk_create(AskedTeam(consultation=consultation, team=team) for team in teams)
    version.consultation = consultation
    return consultation


def _superseded(version: DocumentVersion, by: User) -> list[int]:
    """Numbers of the versions that this one replaces."""
    answered = version.document.versions.filter(status=S.ANSWERED).exclude(pk=version.pk)
    replaced = []
    for earlier in answered.select_for_update(no_key=True):
        earlier.status = VERSION.check("supersede", by, earlier).target
        earlier.save(update_fields=["status"])
        replaced.append(earlier.number)
    return replaced


def _guard(version: DocumentVersion, by: User):
    def guard():
        _require(rules.why_not_change(by, locked(version)))

    return guard


def _require(refusal: str) -> None:
    if refusal:
        raise DomainError(refusal)


def _plain(text: str) -> str:
    return rich.tidy(text).strip()
