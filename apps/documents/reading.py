"""Reading what was frozen. Bytes that no longer match their SHA-256 are never handed out."""

import hashlib
import os
import tempfile
from pathlib import Path

from django.conf import settings
from django.db.models import CharField, F, Func, QuerySet

from apps.core.errors import DomainError

from .models import Blob, FrozenDocument


class DamagedDocument(DomainError):
    """Stored bytes do not match their SHA-256."""


def stored_bytes(document: FrozenDocument) -> bytes:
    """The bytes as they were frozen, from the disk cache or the database, which is the truth.

    Raises DamagedDocument when the database's bytes are not the same any more."""
    return bytes_of(document.blob_id, f"dokumentu {document.code}")


def bytes_of(sha256: str, whose: str) -> bytes:
    """The bytes stored under this SHA-256. `whose` names them in the refusal: „dokumentu ABCD-EFGH-JKLM”."""
    if cached := _cached(sha256):
        return cached
    content = bytes(Blob.objects.values_list("content", flat=True).get(pk=sha256))
    if not _matches(content, sha256):
        raise DamagedDocument(f"Plik {whose} jest uszkodzony. Zgłoś to administratorowi instalacji.")
    _keep_on_disk(content, sha256)
    return content


def damaged_blobs() -> QuerySet[Blob]:
    """Blobs whose bytes do not match their address or size; the database computes the hashes."""
    sha256 = Func(F("content"), template="encode(sha256(%(expressions)s), 'hex')", output_field=CharField())
    size = Func(F("content"), function="octet_length")
    return Blob.objects.defer("content").exclude(sha256=sha256, size=size)


def documents_without_blob() -> QuerySet[FrozenDocument]:
    return FrozenDocument.objects.filter(blob__pk__isnull=True)


def orphaned_blobs() -> QuerySet[Blob]:
    """Blobs that nothing in any room refers to: a deed left half of itself behind."""
    users = (field for field in Blob._meta.get_fields(include_hidden=True) if field.auto_created)
    orphans = Blob.objects.defer("content")
    for field in users:
        orphans = orphans.exclude(pk__in=field.related_model._base_manager.values(field.field.attname))
    return orphans


def _matches(content: bytes, sha256: str) -> bool:
    return hashlib.sha256(content).hexdigest() == sha256


def _place(sha256: str) -> Path | None:
    folder = getattr(settings, "DOCUMENT_CACHE", None)
    return Path(folder) / sha256[:2] / sha256 if folder else None


def _cached(sha256: str) -> bytes | None:
    place = _place(sha256)
    if place is None or not place.is_file():
        return None
    content = place.read_bytes()
    return content if _matches(content, sha256) else None


def _keep_on_disk(content: bytes, sha256: str) -> None:
    """Written aside and renamed, so that nobody reads half a file; a full disk only costs the speed."""
    if (place := _place(sha256)) is None:
        return
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        handle, aside = tempfile.mkstemp(dir=place.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            Path(aside).replace(place)
        finally:
            Path(aside).unlink(missing_ok=True)  # half of it, on a full disk
    except OSError:
        pass
