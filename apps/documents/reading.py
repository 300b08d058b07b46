"""Reading what was frozen. Bytes that no longer match their SHA-256 are never handed out."""

import hashlib

from apps.core.errors import DomainError

from .models import Blob, FrozenDocument


class DamagedDocument(DomainError):
    """Stored bytes do not match their SHA-256."""


def stored_bytes(document: FrozenDocument) -> bytes:
    """The bytes as they were frozen. Raises DamagedDocument when they are not the same any more."""
    content = bytes(Blob.objects.values_list("content", flat=True).get(pk=document.blob_id))
    if hashlib.sha256(content).hexdigest() != document.blob_id:
        raise DamagedDocument(f"Plik dokumentu {document.code} jest uszkodzony. Zgłoś to administratorowi instalacji.")
    return content
