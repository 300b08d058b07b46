"""What kind of file it is, by its content and never by its name; a real parser reads it to the end."""

import io
import zipfile
from dataclasses import asdict
from typing import Any

from . import office, pages
from .refusing import UNKNOWN, Refused

__all__ = ["Refused", "media_type_of", "text_of"]

EMPTY = "Ten plik jest pusty."
SVG = "Rysunku SVG nie można dodać, bo może zawierać skrypty. Zapisz go jako PNG albo PDF."
OLD = "To jest plik starego Worda albo Excela (albo plik z hasłem). Zapisz go bez hasła jako DOCX, XLSX lub PDF."
TWO_IN_ONE = "Ten plik udaje dwa rodzaje plików naraz, dlatego nie można go dodać. Zapisz dokument jeszcze raz."
_OLD = (b"\xd0\xcf\x11\xe0", b"{\\rtf")


def media_type_of(content: bytes) -> str:
    if not content:
        raise Refused(EMPTY)
    if content.startswith(_OLD):
        raise Refused(OLD)
    is_pack, is_pdf = content.startswith(b"PK\x03\x04"), b"%PDF-" in content[:1024]
    if is_pdf and (is_pack or zipfile.is_zipfile(io.BytesIO(content))):
        raise Refused(TWO_IN_ONE)
    if content[:1024].lstrip().startswith(b"%PDF-"):
        return pages.pdf(content)
    if kind := pages.image_kind(content):
        return pages.image(content, kind)
    if is_pack:
        return office.media_type_of(content)
    raise Refused(SVG if b"<svg" in content[:4096].lower() else UNKNOWN)


def text_of(content: bytes, media_type: str) -> dict[str, Any]:
    """What stands in a document that `media_type_of` has let in, block by block. Raises Refused when it is too long."""
    if media_type == "application/pdf":
        from .pdf_text import read

        text = read(content)
    else:
        from . import docx, odt

        reader = {office.DOCX: docx.read, office.ODT: odt.read}.get(media_type)
        if reader is None:
            return {}
        with zipfile.ZipFile(io.BytesIO(content)) as pack:
            text = reader(pack)
    return {"blocks": [asdict(block) for block in text.blocks], "said": text.said}
