"""A section as it is read, with the passages marked that people commented on."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe
from lxml.html import HtmlElement, tostring
from lxml.html.builder import E

from apps.texts.canonical import parse
from apps.texts.rich import clean

from .anchors import Anchor, pieces, place_of, text_of


@dataclass(frozen=True)
class Mark:
    """A passage: where it stands, and the number of the comment about it."""

    number: int
    start: int
    end: int


def marked(html: str, anchors: Iterable[tuple[int, Anchor]]) -> tuple[SafeString, set[int]]:
    """The text with <mark> around each passage, and the numbers of those that were found."""
    markup = clean(html)
    text = text_of(markup)
    places = [(number, place_of(text, anchor)) for number, anchor in anchors]
    marks = [Mark(number, *place) for number, place in places if place]
    root = parse(markup) if markup else parse("<p></p>")
    _mark_all(root, marks)
    _link_all(root)
    written = "".join(tostring(element, encoding="unicode", with_tail=False) for element in root) if markup else ""
    return mark_safe(written), {mark.number for mark in marks}  # noqa: S308  what clean() gave, and our own marks


def _mark_all(root, marks):
    """From the end of the text to its beginning, so that places found before stay true."""
    spans = list(_spans(root))
    for span in reversed(spans):
        inside = [mark for mark in marks if mark.start < span.positions[-1] + 1 and mark.end > span.positions[0]]
        if inside:
            _wrap(span, inside)


def _link_all(root):
    """The beginning of each passage can be linked to; its end leads to the comment."""
    last = {}
    for mark in root.iter("mark"):
        for number in mark.get("data-comments").split():
            if number not in last:
                mark.attrib["id"] = f"fragment-{number}"
            last[number] = mark
    for number, mark in last.items():
        if next(mark.iterancestors("a"), None) is None:
            said = {"href": f"#komentarz-{number}", "class": "comment-number", "aria-label": f"komentarz {number}"}
            mark.append(E.a(number, said))


@dataclass(frozen=True)
class _Span:
    """A piece of text in the tree, with the place in the whole text of each of its characters."""

    element: HtmlElement
    part: str
    said: str
    positions: list[int]


def _spans(root):
    """Places count as `text_of` does: runs of spaces are one, and none stands at the beginning."""
    at, after_space = 0, True
    for said, element, part in pieces(root):
        positions = []
        for sign in said:
            is_space = sign.isspace()
            positions.append(at - 1 if is_space and after_space else at)
            if not (is_space and after_space):
                at += 1
            after_space = is_space
        if element is not None:
            yield _Span(element, part, said, positions)


def _wrap(span, marks):
    """Replace a piece of text by runs, each marked with the comments that cover it."""
    runs = []
    for sign, position in zip(span.said, span.positions, strict=True):
        covering = tuple(mark for mark in marks if mark.start <= position < mark.end)
        if runs and runs[-1][0] == covering:
            runs[-1][1].append(sign)
        else:
            runs.append((covering, [sign]))
    first = "".join(runs.pop(0)[1]) if runs and not runs[0][0] else ""
    new = [_element("".join(signs), covering, runs, place) for place, (covering, signs) in enumerate(runs)]
    _put(span, first, [element for element in new if element is not None])


def _element(said, covering, runs, place):
    """A marked run with the unmarked one behind it as its tail."""
    if not covering:
        return None
    numbers = " ".join(str(mark.number) for mark in covering)
    element = E.mark(said, {"data-comments": numbers})
    following = runs[place + 1] if place + 1 < len(runs) else None
    element.tail = "".join(following[1]) if following and not following[0] else ""
    return element


def _put(span, first, new):
    if span.part == "text":
        span.element.text = first
        for place, element in enumerate(new):
            span.element.insert(place, element)
        return
    parent, place = span.element.getparent(), span.element.getparent().index(span.element)
    span.element.tail = first
    for offset, element in enumerate(new, start=1):
        tail = element.tail
        parent.insert(place + offset, element)
        element.tail = tail
