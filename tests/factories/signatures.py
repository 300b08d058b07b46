"""Signed copies laid straight into the tables (reading real files is tested with the signatures)."""

import hashlib
import secrets

from django.utils import timezone

from apps.documents.models import Blob
from apps.signatures.models import SignedCopy

FINDING = {
    "what": "podpis w pliku PDF (PAdES)",
    "signer": "Dorota Dyrektorska",
    "issuer": "Przykładowy Urząd Certyfikacji (Przykład SA)",
    "serial": "1f",
    "valid_from": "2018-01-01",
    "valid_until": "2020-01-01",
    "named": "",
    "claimed_at": "2018-06-11T10:00:00+00:00",
    "stamped_at": "",
    "stamped_by": "",
    "covers": "wydany dokument",
    "page": 0,
    "remarks": [],
}


def signed_copy(document, by, form="embedded", **fields):
    content = secrets.token_bytes(16)
    sha256 = hashlib.sha256(content).hexdigest()
    blob = Blob.objects.create(sha256=sha256, media_type="application/pdf", size=len(content), content=content)
    usual = {"file_name": "podpisane.pdf", "findings": [] if form == "scan" else [FINDING], "note": ""}
    usual |= {"attached_by": by, "attached_by_name": by.full_name, "attached_at": timezone.now()}
    return SignedCopy.objects.create(document=document, form=form, blob=blob, **usual | fields)
