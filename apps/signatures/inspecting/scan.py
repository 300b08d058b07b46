"""Scans of a paper original: PDF, JPEG or PNG that a real parser reads to the end."""

import hashlib
import io

import pikepdf

from apps.documents.inspecting import pages, refusing

from . import words
from .any_pdf import ENCRYPTED, UNREADABLE, hashes_of_beginnings
from .said import PDF, SCAN, Reading, Refused

SAME = "To jest wydany dokument w postaci pliku, a nie skan podpisanego oryginału."
NEITHER = "Skan może być plikiem PDF, JPG albo PNG."
SIGNED = "Ten plik PDF ma podpis elektroniczny. Wybierz „plik podpisany elektronicznie”."
ACTIVE = "Ten plik PDF zawiera skrypt, załącznik albo formularz. Zeskanuj oryginał jako zwykły PDF."
# What is said of any file, in the words of somebody who has the paper at hand.
SCANNED = {
    pages.LOCKED: ENCRYPTED,
    pages.NO_PAGES: "W tym pliku PDF nie ma ani jednej strony.",
    pages.ACTIVE: ACTIVE,
    pages.BROKEN: "Tego obrazu nie da się odczytać: jest uszkodzony albo niepełny. Zeskanuj oryginał jeszcze raz.",
    pages.TOO_MANY_POINTS: "Ten obraz ma za dużo punktów. Zeskanuj oryginał w rozdzielczości 300 dpi.",
}


def inspect(data: bytes, original: bytes) -> Reading:
    """Without an original the paper's place may be taken by a PDF that was signed elsewhere, long ago."""
    if data == original or (original and data.startswith(original)):
        raise Refused(SIGNED if b"/ByteRange" in data[len(original) :] else SAME)
    if kind := pages.image_kind(data):
        return _image(data, kind)
    if not data[:1024].lstrip().startswith(b"%PDF-"):
        raise Refused(NEITHER)
    return _pdf(data, may_be_signed=not original)


def _image(data: bytes, kind: str) -> Reading:
    try:
        return Reading(SCAN, pages.image(data, kind))
    except refusing.Refused as refusal:
        raise Refused(SCANNED[str(refusal)]) from refusal


def _pdf(data: bytes, may_be_signed: bool) -> Reading:
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            _refuse_signed(pdf, may_be_signed)
            pages.refuse_unless_plain(pdf)
    except refusing.Refused as refusal:
        raise Refused(SCANNED[str(refusal)]) from refusal
    except pikepdf.PasswordError:
        raise Refused(ENCRYPTED)
    except (Refused, MemoryError):
        raise
    except Exception:
        raise Refused(UNREADABLE)
    hashes = (hashlib.sha256(data).hexdigest(), *hashes_of_beginnings(data))
    return Reading(SCAN, PDF, hashes=hashes, codes=words.codes_in(data))


def _refuse_signed(pdf: pikepdf.Pdf, may_be_signed: bool) -> None:
    signatures = [field for field in _fields(pdf) if field.get("/FT") == "/Sig"]
    if not may_be_signed and any("/V" in field for field in signatures):
        raise Refused(SIGNED)
    if len(signatures) != len(_fields(pdf)) or ("/AcroForm" in pdf.Root and not signatures):
        raise Refused(ACTIVE)


def _fields(pdf: pikepdf.Pdf) -> list[pikepdf.Dictionary]:
    form = pdf.Root.get("/AcroForm")
    return list(form.get("/Fields", []))[:200] if form is not None else []
