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


def pdf(content: bytes) -> str:
    try:
        with pikepdf.open(io.BytesIO(content)) as document:
            _refuse_unless_plain(document)
    except pikepdf.PasswordError:
        raise Refused(LOCKED)
    except (Refused, MemoryError):
        raise
    except Exception:
        raise Refused(BROKEN_PDF)
    return "application/pdf"


def _refuse_unless_plain(document: pikepdf.Pdf) -> None:
    if document.is_encrypted:
        raise Refused(LOCKED)
    if not len(document.pages):
        raise Refused(NO_PAGES)
    names = document.Root.get("/Names", pikepdf.Dictionary())
    if any(key in names for key in ("/JavaScript", "/EmbeddedFiles")) or "/Collection" in document.Root:
        raise Refused(ACTIVE)
    if any(_acts(thing) for thing in document.objects):
        raise Refused(ACTIVE)


def _acts(thing: Any) -> bool:
    """Any object of the file, wherever it hangs: a page, an annotation, a field of a form."""
    if not isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        return False
    dictionaries = [thing, *(value for value in thing.values() if isinstance(value, pikepdf.Dictionary))]
    return any(
        str(one.get("/S", "")) in _ACTS or "/JS" in one or "/XFA" in one or str(one.get("/Type", "")) == "/EmbeddedFile"
        for one in dictionaries
    )


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
