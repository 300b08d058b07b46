"""Everything that writes signed copies."""

from django.db.models import Model

from apps.accounts.models import User
from apps.core import audit, clock
from apps.core.deeds import deed
from apps.core.errors import DomainError
from apps.documents.actions import store
from apps.documents.models import FrozenDocument
from apps.documents.reading import stored_bytes

from . import naming, rules
from .models import SignedCopy
from .reading import Reading, read

ALREADY = "Ten plik jest już dołączony."
WHO = "Podpisany egzemplarz dołącza dyrektor albo pracownik kadr."


class CannotTie(DomainError):
    """A signed PDF whose bytes are not the frozen ones: it may be kept, when the person says so knowing that."""

    def __init__(self, reading: Reading, other: FrozenDocument | None):
        super().__init__(naming.of_another(other) if other else reading.note)
        self.is_of_another = other is not None


@deed
def attach(
    document: FrozenDocument,
    content: bytes,
    file_name: str,
    *,
    by: User,
    is_scan: bool = False,
    knowing: bool = False,
    about: Model | None = None,
) -> SignedCopy:
    """Keep a signed file beside the frozen document, with what was read from it. It can be neither changed nor taken
    away later. `is_scan`: the person says that it is a scan; `knowing`: that a PDF which cannot be tied to the frozen
    one is to be kept all the same; `about`: the thing in whose story the trace stands, when it is not the document.

    Raises CannotTie for such a PDF without `knowing`, DomainError for every other file that is none of ours."""
    if not rules.can_attach(by, document):
        raise DomainError(WHO)
    reading = read(content, file_name, stored_bytes(document), is_scan=is_scan)
    if reading.refusal:
        raise DomainError(naming.refusal(reading, document))
    if reading.form == SignedCopy.Form.SCAN and (refusal := naming.of_another_scan(reading, document)):
        raise DomainError(refusal)
    if reading.form == SignedCopy.Form.REWRITTEN:
        _refuse_unless_knowing(reading, document, knowing)
    sha256 = store(content, reading.media_type, by=by)
    said = {
        "form": reading.form,
        "file_name": file_name[:200],
        "findings": reading.as_json()["findings"],
        "note": reading.note,
        "attached_by": by,
        "attached_by_name": by.full_name,
        "attached_at": clock.now(),
    }
    copy, is_new = SignedCopy.objects.get_or_create(document=document, blob_id=sha256, defaults=said)
    if not is_new:
        raise DomainError(ALREADY)
    thing = about or document
    said = {"form": copy.form, "words": copy.get_form_display(), "sha256": sha256, "copy": copy.pk}
    audit.record(f"{thing._meta.model_name}.signed_copy_attached", thing, by=by, **said)
    return copy


def _refuse_unless_knowing(reading: Reading, document: FrozenDocument, knowing: bool) -> None:
    other = naming.belongs_to(reading, document.centre).exclude(pk=document.pk).first()
    if other or not knowing:
        raise CannotTie(reading, other)
