"""Where a comment is about: a quote with the words around it. It survives edits elsewhere; when the passage itself is
gone, that is said and not guessed at."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

from apps.texts.canonical import parse
from apps.texts.rich import clean

AROUND = 60  # characters kept on each side


@dataclass(frozen=True)
class Anchor:
    """Plain text with single spaces; empty: the whole section."""

    quote: str = ""
    prefix: str = ""
    suffix: str = ""


WHOLE = Anchor()


def anchor(html: str, quote: str, before: str = "") -> Anchor | None:
    """The anchor of a passage that stands in the text; of several the one with the most of `before` in front."""
    text, wanted = text_of(html), " ".join(quote.split())
    place = place_of(text, Anchor(wanted, " ".join(before.split())[-AROUND:]))
    if place is None:
        return None
    start, end = place
    return Anchor(wanted, text[max(0, start - AROUND) : start], text[end : end + AROUND])


def place_of(text: str, sought: Anchor) -> tuple[int, int] | None:
    """(start, end) in the text; None: it is not there any more. Of several the one whose surroundings are most alike,
    then the first."""
    starts = list(_starts(text, sought.quote))
    if not starts:
        return None
    start = max(starts, key=lambda at: (_around(text, at, sought), -at))
    return start, start + len(sought.quote)


def text_of(html: str) -> str:
    """What a rich text says, with single spaces."""
    return " ".join("".join(said for said, _, _ in pieces(parse(clean(html)))).split()) if html.strip() else ""


def pieces(root: HtmlElement) -> Iterator[tuple[str, HtmlElement | None, str]]:
    """(text, element, „text” or „tail”) in order; between blocks a space that belongs to nothing."""
    for element in root:
        if element.tag not in ("strong", "em", "a"):
            yield " ", None, ""
        if element.text:
            yield element.text, element, "text"
        yield from pieces(element)
        if element.tag not in ("strong", "em", "a"):
            yield " ", None, ""
        if element.tail:
            yield element.tail, element, "tail"


def _starts(text: str, quote: str) -> Iterator[int]:
    at = text.find(quote) if quote else -1
    while at >= 0:
        yield at
        at = text.find(quote, at + 1)


def _around(text: str, at: int, sought: Anchor) -> int:
    """How many characters next to this place are those that the anchor remembers."""
    before, after = text[:at].rstrip(), text[at + len(sought.quote) :].lstrip()
    return _same(reversed(before), reversed(sought.prefix.rstrip())) + _same(after, sought.suffix.lstrip())


def _same(one, other) -> int:
    count = 0
    for here, there in zip(one, other, strict=False):
        if here != there:
            break
        count += 1
    return count
