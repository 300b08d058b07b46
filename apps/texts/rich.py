"""Rich text: the one allow-list shared by the editor, the database and the page; and its plain form for people whose
browser runs no script."""

import re
import unicodedata
from collections import Counter
from html import escape

import nh3
from django.utils.safestring import SafeString, mark_safe
from lxml.html import HtmlElement, tostring

from apps.core.errors import DomainError
from apps.core.polish import typography_of_html

from .canonical import canonical

MAX_LENGTH = 200_000
_MOST_TAGS, _DEEPEST = 30_000, 100
_LEFT_OPEN = {"br", "p", "li", "td", "th", "tr", "dt", "dd", "col", "img", "hr", "input", "meta", "link", "option"}
_TAG = re.compile(r"<(/?)(\w+)")
_TAGS = {"p", "h3", "h4", "strong", "em", "ul", "ol", "li", "blockquote", "a", "br"}
_TABLE = {"table", "thead", "tbody", "tr", "th", "td"}
_RENAMED_LATER = {"h1", "h2", "h5", "h6", "b", "i"}
_SPAN = re.compile(r"[1-9]\d?")
_START = re.compile(r"[1-9]\d{0,2}")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\uffff"
    "\ud800-\udfff\ufdd0-\ufdef]"
)
_PASTED = str.maketrans({"\u2011": "-", "\u2010": "-", "\uf0b7": "•", "\u2028": " ", "\u2029": " ", "\u200a": " "})


class TextRefused(DomainError):
    """Rich text that is too long or too tangled to be worked on."""


def clean(html: str) -> str:
    """Only what is allowed, in one canonical form: clean(clean(x)) == clean(x). Safe to show as it stands.

    Raises TextRefused for text of more than MAX_LENGTH characters or nested a hundred deep."""
    if not html or not html.strip():
        return ""
    if len(html) > MAX_LENGTH or html.count("<") > _MOST_TAGS:
        raise TextRefused("Tekst jest za długi. Podziel go na części albo dołącz tabele jako załącznik.")
    _refuse_tangles(html, 5 * _DEEPEST)
    allowed = _cleaner(_TAGS | _TABLE | _RENAMED_LATER).clean(tidy(html))
    _refuse_tangles(allowed, _DEEPEST)
    return _cleaner(_TAGS | _TABLE).clean(canonical(allowed))


def tidy(text: str) -> str:
    """NFC, one kind of line end, nothing invisible; signs that programs paste for a hyphen or a bullet replaced."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _INVISIBLE.sub("", text.translate(_PASTED))


def printable(html: str) -> SafeString:
    """Rich text sanitised once more, with Polish typography in its text; tags stay as they are."""
    return mark_safe(typography_of_html(clean(html)))  # noqa: S308  clean() gives only what is safe to show


def shown(html: str) -> SafeString:
    """Rich text sanitised once more, its words as they stand."""
    return mark_safe(clean(html))  # noqa: S308  clean() gives only what is safe to show


def inside(element: HtmlElement) -> SafeString:
    """What stands inside an element of what clean() gave."""
    said = escape(element.text or "", quote=False)
    inner = "".join(tostring(child, encoding="unicode") for child in element)
    return mark_safe(said + inner)  # noqa: S308  a part of what is safe to show


def is_empty(html: str) -> bool:
    """Does the text say nothing, whatever markup it holds?"""
    return clean(html) == ""


def _refuse_tangles(markup: str, deepest: int) -> None:
    """Parsers take time that grows with the square of the depth, so it is measured before they run."""
    open_tags: Counter[str] = Counter()
    for closes, name in _TAG.findall(markup):
        if (tag := name.lower()) in _LEFT_OPEN:
            continue
        open_tags[tag] = max(0, open_tags[tag] + (-1 if closes else 1))
        if open_tags[tag] > deepest:
            raise TextRefused("Tekst ma zbyt wiele zagnieżdżeń. Wklej go jeszcze raz bez formatowania.")


def _cleaner(tags: set[str]) -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=tags,
        attributes={"a": {"href"}, "ol": {"start"}, "th": {"colspan", "rowspan"}, "td": {"colspan", "rowspan"}},
        attribute_filter=_kept_value,
        url_schemes={"https"},
        link_rel=None,
    )


def _kept_value(tag: str, attribute: str, value: str) -> str | None:
    if attribute == "href":
        return value if value.startswith("https://") else None
    if attribute == "start":
        return value if _START.fullmatch(value) else None
    return value if _SPAN.fullmatch(value) else None
