"""Scans of a paper original: PDF, JPEG or PNG that a real parser reads to the end."""

import hashlib
import io
import warnings

import pikepdf
from PIL import Image

from . import words
from .pdf import ENCRYPTED, UNREADABLE, hashes_of_beginnings
from .said import PDF, SCAN, Reading, Refused

SAME = "To jest wydany dokument w postaci pliku, a nie skan podpisanego oryginału."
NEITHER = "Skan może być plikiem PDF, JPG albo PNG."
BROKEN = "Tego obrazu nie da się odczytać: jest uszkodzony albo niepełny. Zeskanuj oryginał jeszcze raz."
TOO_MANY_POINTS = "Ten obraz ma za dużo punktów. Zeskanuj oryginał w rozdzielczości 300 dpi."
ACTIVE = "Ten plik PDF zawiera skrypt, załącznik albo formularz. Zeskanuj oryginał jako zwykły PDF."
SIGNED = "Ten plik PDF ma podpis elektroniczny. Wybierz „plik podpisany elektronicznie”."
EMPTY = "W tym pliku PDF nie ma ani jednej strony."
IMAGES = {b"\x89PNG\r\n\x1a\n": "PNG", b"\xff\xd8\xff": "JPEG"}
MEDIA = {"PNG": "image/png", "JPEG": "image/jpeg"}
_MOST_POINTS = 60_000_000  # A4 at 600 dpi has 35 million
_ACTIVE_IN_CATALOG = ("/AA", "/Collection")
_ACTIVE_IN_NAMES = ("/JavaScript", "/EmbeddedFiles")


def inspect(data: bytes, original: bytes) -> Reading:
    """Without an original the paper's place may be taken by a PDF that was signed elsewhere, long ago."""
    if data == original or (original and data.startswith(original)):
        raise Refused(SIGNED if b"/ByteRange" in data[len(original) :] else SAME)
    if kind := image_kind(data):
        return _image(data, kind)
    if not data[:1024].lstrip().startswith(b"%PDF-"):
        raise Refused(NEITHER)
    return _pdf(data, may_be_signed=not original)


def image_kind(data: bytes) -> str:
    return next((kind for start, kind in IMAGES.items() if data.startswith(start)), "")


def _image(data: bytes, kind: str) -> Reading:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image = Image.open(io.BytesIO(data), formats=[kind])
            if image.width * image.height > _MOST_POINTS:
                raise Refused(TOO_MANY_POINTS)
            image.load()
    except (Refused, MemoryError):
        raise
    except Image.DecompressionBombError:
        raise Refused(TOO_MANY_POINTS)
    except Exception:
        raise Refused(BROKEN)
    return Reading(SCAN, MEDIA[kind])


def _pdf(data: bytes, may_be_signed: bool) -> Reading:
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            _refuse_signed(pdf, may_be_signed)
            _refuse_unless_plain(pdf)
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


def _refuse_unless_plain(pdf: pikepdf.Pdf) -> None:
    """Only pages: whatever acts by itself when the file is opened has no place in a scan."""
    if pdf.is_encrypted:
        raise Refused(ENCRYPTED)
    if not len(pdf.pages):
        raise Refused(EMPTY)
    root, names = pdf.Root, pdf.Root.get("/Names", pikepdf.Dictionary())
    opens = root.get("/OpenAction")
    acts = isinstance(opens, pikepdf.Dictionary) and opens.get("/S") != "/GoTo"
    if acts or any(key in root for key in _ACTIVE_IN_CATALOG):
        raise Refused(ACTIVE)
    if any(key in names for key in _ACTIVE_IN_NAMES):
        raise Refused(ACTIVE)


def _fields(pdf: pikepdf.Pdf) -> list[pikepdf.Dictionary]:
    form = pdf.Root.get("/AcroForm")
    return list(form.get("/Fields", []))[:200] if form is not None else []
