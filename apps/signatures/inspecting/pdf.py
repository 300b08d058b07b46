"""Signed PDF files: the frozen one with signatures added below it, or one whose bytes somebody wrote anew."""

import io
from typing import Any

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import SuspiciousModification
from pyhanko.sign.validation import (
    EmbeddedPdfSignature,
    SignatureCoverageLevel,
    async_validate_pdf_signature,
    async_validate_pdf_timestamp,
)

from apps.documents.inspecting import pages, refusing

from . import words
from .any_pdf import ENCRYPTED, UNREADABLE, hashes_of_beginnings
from .certificates import described, load, moment
from .changes import are_only_signatures
from .cms_check import DAMAGED, finding, no_trust, refuse_weak, sound
from .said import EMBEDDED, PDF, REWRITTEN, Finding, Reading, Refused

SAME = "To jest ten sam plik, bez podpisu."
UNSIGNED = (
    "Ten plik PDF nie ma podpisu elektronicznego. Podpisz go, a jeśli to skan, wybierz „skan oryginału z papieru”."
)
ONLY_ADDED = "To jest wydany dokument, do którego coś dopisano, ale bez podpisu."
ACTIVE = "Ten plik PDF zawiera skrypt albo załącznik. Podpisz plik PDF pobrany z tej strony."
CHANGED = (
    "Ten plik zaczyna się od wydanego dokumentu, ale oprócz podpisu dopisano do niego zmiany treści lub wyglądu. "
    "Takiego pliku nie można dołączyć. Pobierz PDF zarządzenia jeszcze raz i podpisz go bez żadnych zmian."
)
NOT_COVERED = "Podpis w tym pliku nie obejmuje całego dokumentu. Podpisz cały plik PDF."
DAMAGED_AFTER = f"{DAMAGED} Plik zmieniono już po podpisaniu."
ONLY_STAMP = "W tym pliku jest znacznik czasu, ale nie ma podpisu osoby."
_MOST_SIGNATURES = 20


def inspect(data: bytes, original: bytes) -> Reading:
    if data == original:
        raise Refused(SAME)
    if data.startswith(original):
        return _with_signatures_below(data, original)
    return _written_anew(data, original)


def _with_signatures_below(data: bytes, original: bytes) -> Reading:
    """PAdES: every byte of the frozen file first, and then nothing but signatures (also checked against what a
    viewer would show, since later bytes may hide earlier ones)."""
    reader, frozen = _opened(data), _opened(original)
    base = frozen.xrefs.total_revisions
    if _starts(reader)[:base] != _starts(frozen):
        raise Refused(CHANGED)
    signatures = _signatures(reader, ONLY_ADDED)
    if not are_only_signatures(reader, since=base - 1):
        raise Refused(CHANGED)
    covers = ["wydany dokument", *["wydany dokument i wcześniejsze podpisy"] * len(signatures)]
    findings = tuple(_checked(one, what) for one, what in zip(signatures, covers, strict=False))
    shown = sorted({one.page for one in findings if one.page})
    return Reading(EMBEDDED, PDF, findings, words.look_at_pages(shown))


def _written_anew(data: bytes, original: bytes) -> Reading:
    """Signed, but not the frozen bytes: whatever its text says, nothing ties it to the frozen document."""
    reader = _opened(data)
    signatures = _signatures(reader, UNSIGNED, *hashes_of_beginnings(data))
    _refuse_active(data)
    findings = tuple(_checked(one, "plik PDF w tej postaci, nie wydany dokument") for one in signatures)
    return Reading(REWRITTEN, PDF, findings, words.compared(data, original), hashes=hashes_of_beginnings(data))


def _refuse_active(data: bytes) -> None:
    """The frozen document has nothing that acts; what another program wrote anew may have anything."""
    try:
        pages.pdf(data)
    except refusing.Refused as refusal:
        raise Refused(ACTIVE if str(refusal) == pages.ACTIVE else UNREADABLE) from refusal


def _opened(data: bytes) -> PdfFileReader:
    try:
        reader = PdfFileReader(io.BytesIO(data))
        encrypted = reader.encrypted
        reader.root  # noqa: B018  read at once, so that a broken file is refused here
    except MemoryError:
        raise
    except Exception:
        raise Refused(UNREADABLE)
    if encrypted:
        raise Refused(ENCRYPTED)
    return reader


def _starts(reader: PdfFileReader) -> list[int]:
    """Where the tables of each revision stand: equal beginnings must be read as equal revisions."""
    return [reader.xrefs.get_startxref_for_revision(n) for n in range(reader.xrefs.total_revisions)]


def _signatures(reader: PdfFileReader, none: str, *hashes: str) -> list[EmbeddedPdfSignature]:
    try:
        found = list(reader.embedded_signatures)
    except MemoryError:
        raise
    except Exception:  # what stands in the place of a signature is none
        raise Refused(DAMAGED)
    if not found:
        raise Refused(none, *hashes)
    if all(_is_stamp(one) for one in found):
        raise Refused(ONLY_STAMP)
    if len(found) > _MOST_SIGNATURES:
        raise Refused("W tym pliku jest za dużo podpisów.")
    return found


def _is_stamp(signature: EmbeddedPdfSignature) -> bool:
    return signature.sig_object_type == "/DocTimeStamp"


def _checked(signature: EmbeddedPdfSignature, covers: str) -> Finding:
    """The finding about a signature, or Refused: it must be sound, cover all that stood before it, and nothing may
    have been changed after it but by further signatures."""
    if _is_stamp(signature):
        return _checked_stamp(signature)
    refuse_weak(signature.signer_info)
    status = sound(async_validate_pdf_signature(signature, no_trust()))
    _refuse_unless_whole(status)
    return finding(
        status,
        "podpis w pliku PDF (PAdES)",
        covers,
        named=_text(signature.sig_object.get("/Name", "")),
        page=_page(signature),
    )


def _checked_stamp(signature: EmbeddedPdfSignature) -> Finding:
    status = sound(async_validate_pdf_timestamp(signature, no_trust()))
    _refuse_unless_whole(status)
    authority = load(status.signing_cert.dump())
    return described(
        authority, what="znacznik czasu całego pliku", covers="cały plik", stamped_at=moment(status.timestamp)
    )


def _refuse_unless_whole(status: Any) -> None:
    if status.coverage < SignatureCoverageLevel.ENTIRE_REVISION:
        raise Refused(NOT_COVERED)
    if isinstance(status.diff_result, SuspiciousModification) or status.docmdp_ok is False:
        raise Refused(DAMAGED_AFTER)


def _page(signature: EmbeddedPdfSignature) -> int:
    """The page on which the signature shows a picture of itself; 0 when it shows none."""
    field = signature.sig_field
    widgets = [kid.get_object() for kid in field.get("/Kids", [])] or [field]
    for widget in widgets:
        left, bottom, right, top = (float(edge) for edge in widget.get("/Rect", [0, 0, 0, 0]))
        if left != right and bottom != top:
            return _number_of_page(signature.reader, widget)
    return 0


def _number_of_page(reader: PdfFileReader, widget: Any) -> int:
    wanted = widget.raw_get("/P").reference if "/P" in widget else None
    pages = int(reader.root["/Pages"]["/Count"])
    for number in range(min(pages, 1000)):
        if wanted is not None and reader.find_page_for_modification(number)[0].reference == wanted:
            return number + 1
    return 1


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
