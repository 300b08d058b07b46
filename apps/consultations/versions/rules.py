"""Which teams may be asked, and why a version is not sent, compared or extended yet."""

import datetime
from pathlib import PurePath

from apps.accounts.models import User
from apps.consultations.models import DocumentVersion
from apps.consultations.rules import is_director, may_write, not_ready_to_send
from apps.core import clock
from apps.core.polish import day_in_words
from apps.documents.inspecting.refusing import UNKNOWN
from apps.teams.models import ExpertDocument, Team
from apps.teams.rules import mandates_on

V, Origin = DocumentVersion.Status, DocumentVersion.Origin
USUAL_DAYS, LONGEST = 10, 30
WRITERS = "Wersje przygotowuje ekspert, który pisze ten dokument (projekt zarządzenia – dyrektor albo kadry)."
EXTENDERS = "Termin przedłuża ekspert, który pisze dokument, albo dyrektor."
OF_ORDER = "Wersja projektu zarządzenia powstaje z samego projektu: przenieś jego treść na stronie dokumentu."
IN_WORK = "Następna wersja jest już w pracy."
FROZEN = "Wersja przekazana do zaopiniowania już się nie zmienia."
WITHDRAWN_DOCUMENT = "Dokument wycofano, więc nie przygotowuje się jego wersji."
_UNDER_WAY = {V.COLLECTING: "jest jeszcze w opiniowaniu", V.ANSWERING: "ma uwagi w rozpatrywaniu"}
_ENDINGS = {
    "application/pdf": (".pdf",),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": (".docx",),
    "application/vnd.oasis.opendocument.text": (".odt",),
}


def teams_to_ask(document: ExpertDocument, on: datetime.date | None = None) -> list[Team]:
    """Teams whose orders name the document, or the one that it is a part of; a draft order is in no order yet, so any
    team at work in the centre."""
    mandates = mandates_on(document.centre_id, on)
    if document.kind == ExpertDocument.Kind.ORDER_DRAFT:
        return list(Team.objects.filter(centre=document.centre_id, pk__in=mandates).order_by("pk"))
    named = {document.pk, document.parent_id}
    found = [pk for pk, mandate in mandates.items() if named & set(mandate.documents)]
    return list(Team.objects.filter(centre=document.centre_id, pk__in=found).order_by("pk"))


def why_not_begin(user: User, document: ExpertDocument) -> str:
    """Empty when this person may begin the next version now."""
    if not may_write(user, document):
        return WRITERS
    if document.withdrawn_at:
        return WITHDRAWN_DOCUMENT
    if document.kind == ExpertDocument.Kind.ORDER_DRAFT:
        return OF_ORDER
    return IN_WORK if document.versions.filter(status=V.DRAFT).exists() else ""


def why_not_change(user: User, version: DocumentVersion) -> str:
    """Empty when this person may change what the version says."""
    if not may_write(user, version.document):
        return WRITERS
    return "" if version.status == V.DRAFT else FROZEN


def is_open(version: DocumentVersion) -> bool:
    return version.status == V.DRAFT


def why_not_send(version: DocumentVersion) -> list[str]:
    """What must come first: content, answers, and the end of what is under way."""
    reasons = [WITHDRAWN_DOCUMENT] if version.document.withdrawn_at else []
    under_way = version.document.versions.filter(status__in=_UNDER_WAY).order_by("number")
    reasons += [
        f"Wersja {earlier.number} {_UNDER_WAY[earlier.status]}. Następną można przekazać, "
        f"gdy uwagi będą rozpatrzone albo wersja {earlier.number} wycofana."
        for earlier in under_way
    ]
    if not teams_to_ask(version.document):
        reasons.append("Żaden zespół nie ma tego dokumentu w swoim zarządzeniu, więc nie ma kogo poprosić o opinię.")
    return reasons + not_ready_to_send(version)


def may_extend(user: User, version: DocumentVersion) -> bool:
    return may_write(user, version.document) or is_director(user, version.document)


def why_not_extend(user: User, version: DocumentVersion) -> str:
    if not may_extend(user, version):
        return EXTENDERS
    if version.status != V.COLLECTING:
        return "Termin można przedłużyć tylko wtedy, gdy wersja jest w opiniowaniu."
    return ""


def why_not_this_day(version: DocumentVersion, day: datetime.date) -> str:
    deadline = version.consultation.deadline_on
    if day <= deadline or day < clock.today():
        return f"Nowy termin musi być późniejszy niż {day_in_words(max(deadline, clock.today()))}"
    return ""


def as_named(file_name: str, refusal: str) -> str:
    """A refusal of an unknown kind, for a file whose name says a known one."""
    ending = PurePath(file_name).suffix.lower()
    if refusal != UNKNOWN:
        return refusal
    if (ending,) not in _ENDINGS.values():
        return "Wersją dokumentu może być plik DOCX, ODT albo PDF."
    return f"Ten plik ma nazwę {ending}, ale nie jest dokumentem {ending[1:].upper()}. Prześlij DOCX, ODT albo PDF."


def why_not_this_file(file_name: str, media_type: str) -> str:
    """The kind is known by the content (apps.documents.filetypes); the name must not say another."""
    if media_type not in _ENDINGS:
        return "Wersją dokumentu może być plik DOCX, ODT albo PDF."
    ending, right = PurePath(file_name).suffix.lower(), _ENDINGS[media_type]
    if ending in right:
        return ""
    said = f"kończy się na „{ending}”" if ending else "nie ma końcówki"
    return f"Nazwa pliku {said}, a w środku jest {right[0][1:].upper()}. Zapisz plik pod właściwą nazwą i prześlij go."
