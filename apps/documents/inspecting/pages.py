"""PDF and pictures. What acts by itself when the file is opened is refused."""

import io
import warnings
from typing import Any

import pikepdf
from PIL import Image

from .refusing import Refused

BROKEN_PDF = "Tego pliku PDF nie da się odczytać: jest uszkodzony albo niepełny. Zapisz go jeszcze raz."
LOCKED = "Ten plik PDF jest zabezpieczony hasłem. Zapisz go bez hasła."
ACTIVE = "Ten plik PDF zawiera skrypt, załącznik albo polecenie. Wydrukuj go do zwykłego pliku PDF."
NO_PAGES = "W tym pliku PDF nie ma ani jednej strony."
BROKEN = "Tego obrazu nie da się odczytać: jest uszkodzony albo niepełny."
TOO_MANY_POINTS = "Ten obraz ma za dużo punktów. Zmniejsz go i dodaj jeszcze raz."
_IMAGES = {b"\x89PNG\r\n\x1a\n": "PNG", b"\xff\xd8\xff": "JPEG"}
_MEDIA = {"PNG": "image/png", "JPEG": "image/jpeg"}
_MOST_POINTS = 60_000_000  # A4 at 600 dpi has 35 million
_ACTS = ("/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/GoToE", "/RichMediaExecute", "/Movie", "/Rendition")
_MARKS = ("/JS", "/XFA", "/EF")
_IN_CATALOG = ("/AA", "/Collection")
_IN_NAMES = ("/JavaScript", "/EmbeddedFiles")
_NAMED = (pikepdf.Dictionary, pikepdf.Stream)
_HOLDS = (*_NAMED, pikepdf.Array)


def pdf(content: bytes) -> str:
    try:
        with pikepdf.open(io.BytesIO(content)) as document:
            refuse_unless_plain(document)
    except pikepdf.PasswordError:
        raise Refused(LOCKED)
    except (Refused, MemoryError):
        raise
    except Exception:
        raise Refused(BROKEN_PDF)
    return "application/pdf"


def refuse_unless_plain(document: pikepdf.Pdf) -> None:
    """Only pages: whatever acts by itself, or brings another file with it, is refused."""
    if document.is_encrypted:
        raise Refused(LOCKED)
    if not len(document.pages):
        raise Refused(NO_PAGES)
    root, names = document.Root, document.Root.get("/Names", pikepdf.Dictionary())
    opens = root.get("/OpenAction")
    if isinstance(opens, pikepdf.Dictionary) and opens.get("/S") != "/GoTo":
        raise Refused(ACTIVE)
    if any(key in root for key in _IN_CATALOG) or any(key in names for key in _IN_NAMES):
        raise Refused(ACTIVE)
    if any(map(_acts, document.objects)):
        raise Refused(ACTIVE)


def _acts(thing: Any) -> bool:
    """Any object of the file with all that is written inside it; what it only refers to is an object by itself."""
    waiting = [thing]
    while waiting:
        one = waiting.pop()
        if isinstance(one, _NAMED) and _is_active(one):
            return True
        inside = one.values() if isinstance(one, _NAMED) else one if isinstance(one, pikepdf.Array) else ()
        waiting += [value for value in inside if isinstance(value, _HOLDS) and not value.is_indirect]
    return False


def _is_active(one: Any) -> bool:
    return any(key in one for key in _MARKS) or str(one.get("/S", "")) in _ACTS or one.get("/Type") == "/EmbeddedFile"


def image_kind(content: bytes) -> str:
    return next((kind for start, kind in _IMAGES.items() if content.startswith(start)), "")


def image(content: bytes, kind: str) -> str:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            picture = Image.open(io.BytesIO(content), formats=[kind])
            if picture.width * picture.height > _MOST_POINTS:
                raise Refused(TOO_MANY_POINTS)
            picture.load()
    except (Refused, MemoryError):
        raise
    except Image.DecompressionBombError:
        raise Refused(TOO_MANY_POINTS)
    except Exception:
        raise Refused(BROKEN)
    return _MEDIA[kind]
