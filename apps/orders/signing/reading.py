"""What the pages of orders tell about signed copies."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from apps.orders.models import IssuedOrder
from apps.signatures.inspecting.said import Finding
from apps.signatures.models import SignedCopy

_ENDINGS = {
    "application/pdf": ".pdf",
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "application/xml": ".xades",
    "application/pkcs7-signature": ".p7s",
    "application/pkcs7-mime": ".p7m",
}


@dataclass(frozen=True)
class Shown:
    """A finding with moments and days as such."""

    finding: Finding
    claimed_at: datetime.datetime | None
    stamped_at: datetime.datetime | None
    valid_from: datetime.date | None
    valid_until: datetime.date | None


def copies_of(issued: IssuedOrder) -> QuerySet[SignedCopy]:
    """Newest first."""
    return SignedCopy.objects.filter(document_id=issued.document_id)


def files_of(issued: IssuedOrder) -> QuerySet[SignedCopy]:
    """The same with what is known of their files, without the bytes."""
    return copies_of(issued).select_related("blob").defer("blob__content")


def findings_of(copy: SignedCopy) -> list[Shown]:
    return [_shown(Finding(**one)) for one in copy.findings]


def ending_of(copy: SignedCopy) -> str:
    return _ENDINGS.get(copy.blob.media_type, ".bin")


def _shown(finding: Finding) -> Shown:
    return Shown(
        finding,
        claimed_at=_read(datetime.datetime, finding.claimed_at),
        stamped_at=_read(datetime.datetime, finding.stamped_at),
        valid_from=_read(datetime.date, finding.valid_from),
        valid_until=_read(datetime.date, finding.valid_until),
    )


def _read(kind: Any, text: str) -> Any:
    return kind.fromisoformat(text) if text else None
