"""What kind of file it is, by its content and never by its name; a real parser reads it to the end."""

from . import office, pages
from .refusing import Refused

__all__ = ["Refused", "media_type_of"]

EMPTY = "Ten plik jest pusty."
UNKNOWN = "Tego rodzaju pliku nie można dodać. Może to być PDF, DOCX, ODT, XLSX, ODS, PNG albo JPG."
SVG = "Rysunku SVG nie można dodać, bo może zawierać skrypty. Zapisz go jako PNG albo PDF."
OLD = "To jest plik starego Worda albo Excela (albo plik z hasłem). Zapisz go bez hasła jako DOCX, XLSX lub PDF."
_OLD = (b"\xd0\xcf\x11\xe0", b"{\\rtf")


def media_type_of(content: bytes) -> str:
    if not content:
        raise Refused(EMPTY)
    if content.startswith(_OLD):
        raise Refused(OLD)
    if content[:1024].lstrip().startswith(b"%PDF-"):
        return pages.pdf(content)
    if kind := pages.image_kind(content):
        return pages.image(content, kind)
    if content.startswith(b"PK\x03\x04"):
        return office.media_type_of(content)
    raise Refused(SVG if b"<svg" in content[:4096].lower() else UNKNOWN)
