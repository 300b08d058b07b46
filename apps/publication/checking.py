"""Whether a finished file still names somebody: its text is read back out of it, and so is everything beside the text
(metadata, bookmarks, tags, notes)."""

import io
from collections.abc import Iterable, Iterator

from .leaving_out import LeavingOut

_UNREADABLE = "z gotowego pliku nie dało się odczytać tekstu"


def left_in_pdf(pdf: bytes, leaving_out: LeavingOut, must_say: str, around: Iterable[str] = ()) -> list[str]:
    """Where the file says what it should not: „strona 2: Barbara Modelowa”. `must_say` proves that it could be read;
    `around`: lines that every document of the centre bears, whose words („Polska Cyfrowa”) name nobody."""
    try:
        pages = list(_pages(pdf))
    except Exception:  # whatever a file does to its reader, it is not a file that was read
        return [_UNREADABLE]
    borne = {words for line in around for words in leaving_out.left_in(line)}
    if not any(_squeezed(must_say) in _squeezed(page) for page in pages):
        return [_UNREADABLE]
    found = [(f"strona {n}", page) for n, page in enumerate(pages, start=1)]
    found += [("opis pliku", said) for said in _beside_the_text(pdf)]
    left = [(place, words) for place, said in found for words in _left(said, leaving_out) if words not in borne]
    return list(dict.fromkeys(f"{place}: {words}" for place, words in left))


def _left(said: str, leaving_out: LeavingOut) -> list[str]:
    """Also a name that the reading broke by stray spaces; not one that somebody who is shown bears too."""
    squeezed, borne = _squeezed(said), {_squeezed(one.name) for one in leaving_out.shown}
    names = {one.name for one in leaving_out.hidden if _squeezed(one.name) not in borne}
    return leaving_out.left_in(" ".join(said.split())) + sorted(one for one in names if _squeezed(one) in squeezed)


def _squeezed(text: str) -> str:
    return "".join(character for character in text.lower() if character.isalnum())


def _pages(pdf: bytes) -> Iterator[str]:
    from pypdf import PdfReader

    for page in PdfReader(io.BytesIO(pdf)).pages:
        yield page.extract_text()


def _beside_the_text(pdf: bytes) -> Iterator[str]:
    """Every string of the file's objects, and the streams that are text (XMP)."""
    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for thing in [opened.trailer, *opened.objects]:
            yield from _strings_of(thing, pikepdf)
            if isinstance(thing, pikepdf.Stream) and thing.get("/Type") == "/Metadata":
                yield thing.read_bytes().decode("utf-8", "replace")


def _strings_of(thing, pikepdf) -> Iterator[str]:
    """Of direct objects only: what is indirect comes by itself."""
    if isinstance(thing, pikepdf.String):
        yield str(thing)
    elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        for value in dict(thing.items()).values():
            yield from () if _is_indirect(value) else _strings_of(value, pikepdf)
    elif isinstance(thing, pikepdf.Array):
        for value in thing:
            yield from () if _is_indirect(value) else _strings_of(value, pikepdf)


def _is_indirect(value) -> bool:
    return getattr(value, "is_indirect", False)
