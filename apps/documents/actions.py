"""Documents are frozen by deeds of higher rooms (an order is issued), inside their transaction."""

import datetime
import hashlib

from apps.accounts.models import Centre, User
from apps.core import clock
from apps.core.deeds import part_of_a_deed

from .models import Blob, FrozenDocument

PDF = "application/pdf"


@part_of_a_deed
def freeze(
    pdf: bytes,
    *,
    centre: Centre,
    kind: str,
    title: str,
    number: str = "",
    dated_on: datetime.date,
    code: str,
    by: User,
) -> FrozenDocument:
    """Keep the bytes for ever under their SHA-256, with what a stranger may check by the code printed on them."""
    return FrozenDocument.objects.create(
        centre=centre,
        kind=kind,
        code=code,
        title=title,
        number=number,
        dated_on=dated_on,
        blob_id=_store(pdf, PDF),
        frozen_at=clock.now(),
    )


@part_of_a_deed
def store(content: bytes, media_type: str, *, by: User) -> str:
    """Keep bytes that somebody handed over; their SHA-256, under which they lie."""
    return _store(content, media_type)


def _store(content: bytes, media_type: str) -> str:
    """Insert the bytes unless they are there already; two transactions with the same bytes do not collide."""
    sha256 = hashlib.sha256(content).hexdigest()
    blob = Blob(sha256=sha256, media_type=media_type, size=len(content), content=content)
    Blob.objects.bulk_create([blob], ignore_conflicts=True)
    return sha256
