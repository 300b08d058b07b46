"""Sentences about files, and the comparison of texts."""

import io
import re
from collections.abc import Iterable

CANNOT_TIE = (
    "To nie jest wydany PDF z dopisanym podpisem: plik zapisano od nowa. Program nie może więc potwierdzić, że "
    "podpisano właśnie wydaną treść."
)
SAME_TEXT = "Informacyjnie: tekst odczytany z pliku zawiera całą treść wydanego dokumentu, słowo po słowie."
OTHER_TEXT = "Uwaga: tekst odczytany z pliku jest inny niż treść wydanego dokumentu. Porównaj oba pliki."
NO_TEXT = "Z pliku nie da się odczytać tekstu, więc nie ma czego porównać."
_MOST_PAGES, _PAGES_WITH_CODES = 300, 2
_CODE = re.compile(r"(?<![\w-])[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}(?![\w-])")


def look_at_pages(pages: list[int]) -> str:
    """A picture of a signature may be drawn over words: a person must look."""
    if not pages:
        return ""
    where = f"na stronie {pages[0]}" if len(pages) == 1 else f"na stronach {', '.join(map(str, pages))}"
    return f"Podpis ma widoczny znak {where}. Obejrzyj plik: znak nie może zasłaniać treści."


def compared(data: bytes, original: bytes) -> str:
    """What a comparison of the words says; information, no proof."""
    there, wanted = _words(data), _words(original)
    if not there:
        return f"{CANNOT_TIE} {NO_TEXT}"
    return f"{CANNOT_TIE} {SAME_TEXT if _in_order(wanted, there) else OTHER_TEXT}"


def _in_order(wanted: list[str], there: list[str]) -> bool:
    """All the words, in this order; a picture of a signature adds words of its own."""
    rest = iter(there)
    return bool(wanted) and all(word in rest for word in wanted)


def codes_in(pdf: bytes) -> tuple[str, ...]:
    """Codes of documents that stand on the first pages: our documents bear theirs at the foot of each."""
    return tuple(dict.fromkeys(_CODE.findall(" ".join(_words(pdf, _PAGES_WITH_CODES)))))


def _words(pdf: bytes, most: int = _MOST_PAGES) -> list[str]:
    from pypdf import PdfReader

    try:
        pages = PdfReader(io.BytesIO(pdf)).pages
        texts: Iterable[str] = [page.extract_text() for page in pages[:most]]
    except MemoryError:
        raise
    except Exception:
        return []
    return " ".join(texts).split()
