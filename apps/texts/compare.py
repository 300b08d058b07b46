"""Two wordings side by side in one text: what went out and what came in, word by word. Everything is escaped first;
the marks are put in afterwards."""

import difflib
import html
import re
from collections.abc import Iterator

from django.utils.safestring import SafeString, mark_safe

from .plain import to_plain
from .rich import TextRefused, clean, tidy

_WORD = re.compile(r"\s+|[\w\u00ad'’-]+|[^\w\s]", re.UNICODE)
_MARKS = {"del": ("del", "−", "usunięte"), "ins": ("ins", "+", "dodane")}
_LONGEST = 20_000  # words; beyond that whole blocks are compared, since time grows with the square


def compare(old_html: str, new_html: str) -> SafeString:
    """Readable difference of two rich texts: paragraphs with <del> and <ins>, told apart by a sign and in words too.
    Formatting is not compared, except that a text equal but for its formatting is shown unmarked."""
    old, new = _blocks(old_html), _blocks(new_html)
    written = []
    for same, before, after in _paired(old, new):
        written += [_paragraph(html.escape(block)) for block in after] if same else _changed(before, after)
    return mark_safe("".join(written))  # noqa: S308  every text in it went through html.escape


def _blocks(markup: str) -> list[str]:
    try:
        return to_plain(clean(markup)).split("\n\n") if markup else []
    except TextRefused:
        return tidy(markup).split("\n\n")


def _paired(old: list[str], new: list[str]) -> Iterator[tuple[bool, list[str], list[str]]]:
    """Runs of equal and of changed blocks."""
    matcher = difflib.SequenceMatcher(a=old, b=new)
    for kind, a, b, c, d in matcher.get_opcodes():
        yield kind == "equal", old[a:b], new[c:d]


def _changed(before: list[str], after: list[str]) -> list[str]:
    """Changed blocks matched in order; what is left over was added or removed whole."""
    both = min(len(before), len(after))
    return [
        *(_paragraph(_words(one, other)) for one, other in zip(before, after, strict=False)),
        *(_paragraph(_mark("del", block)) for block in before[both:]),
        *(_paragraph(_mark("ins", block)) for block in after[both:]),
    ]


def _words(before: str, after: str) -> str:
    old, new = _WORD.findall(before), _WORD.findall(after)
    if len(old) + len(new) > _LONGEST:
        return _mark("del", before) + _mark("ins", after)
    written = []
    for kind, a, b, c, d in difflib.SequenceMatcher(a=old, b=new).get_opcodes():
        if kind == "equal":
            written.append(html.escape("".join(new[c:d])))
        else:
            written += [_mark("del", "".join(old[a:b])), _mark("ins", "".join(new[c:d]))]
    return "".join(written)


def _mark(kind: str, text: str) -> str:
    if not text:
        return ""
    tag, sign, said = _MARKS[kind]
    hidden = f'<span class="visually-hidden">[{said}: </span>'
    end = '<span class="visually-hidden">]</span>'
    return f'<{tag}><span class="change-sign" aria-hidden="true">{sign}</span>{hidden}{html.escape(text)}{end}</{tag}>'


def _paragraph(inner: str) -> str:
    return f"<p>{inner.replace(chr(10), '<br>')}</p>"
