"""Which kind of a signed file it is, and who looks at it."""

from apps.documents.inspecting import pages

from . import detached, pdf, xades
from .said import Reading, Refused

ZIP = (
    "To jest plik spakowany, np. dokument Worda (DOCX), archiwum ZIP albo kontener ASiC. Dołącz podpisany plik PDF "
    "albo sam plik podpisu (XAdES, CAdES)."
)
WORD = "To jest dokument edytora tekstu, a nie podpisany PDF. Podpisz PDF pobrany z tej strony."
IMAGE = "To jest obraz. Jeśli to skan oryginału z papieru, wybierz „skan oryginału z papieru”."
UNKNOWN = "Tego rodzaju pliku nie można dołączyć. Dołącz podpisany PDF albo plik podpisu (.xades, .xml, .p7s, .p7m)."
_ZIPS, _OLD_WORDS = (b"PK\x03\x04", b"PK\x05\x06"), (b"\xd0\xcf\x11\xe0", b"{\\rtf")


def inspect(data: bytes, original: bytes) -> Reading:
    if data[:1024].lstrip().startswith(b"%PDF-"):
        return pdf.inspect(data, original)
    if data.startswith(_ZIPS):
        raise Refused(ZIP)
    if data.startswith(_OLD_WORDS):
        raise Refused(WORD)
    if pages.image_kind(data):
        raise Refused(IMAGE)
    if xades.looks_like_xml(data):
        return xades.inspect(data, original)
    if detached.looks_like_cms(data):
        return detached.inspect(data, original)
    raise Refused(UNKNOWN)
