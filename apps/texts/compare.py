"""Two wordings side by side in one text: what went out, what came in and what moved, word by word. Everything is
escaped first; the marks are put in afterwards."""

import difflib
import html
import re

from django.utils.safestring import SafeString, mark_safe

from .aligning import WORD, Row, rows
from .plain import to_plain
from .rich import TextRefused, clean, tidy

_MARKS = {"del": ("del", "−", "usunięte"), "ins": ("ins", "+", "dodane")}
_HEADING = re.compile(r"<(/?)h[34]>")
_LONGEST = 20_000  # words; beyond that whole blocks are compared, since time grows with the square
_FIRST_WORDS = 60  # characters that tell which paragraph has moved


def compare(old_html: str, new_html: str) -> SafeString:
    """Readable difference of two rich texts: paragraphs with <del> and <ins>, told apart by a sign and in words too;
    a moved paragraph is shown once, where it stands now, and named where it stood.
    Formatting is not compared, except that a text equal but for its formatting is shown unmarked."""
    found = rows(blocks(old_html), blocks(new_html))
    written = [_shown(row, is_lower) for row, is_lower in _with_directions(found)]
    return mark_safe("".join(written))  # noqa: S308  every text in it went through html.escape


def difference(old_html: str, new_html: str) -> SafeString:
    """What `compare` says, with headings as plain lines: the „# ” of plain text tells nothing to who reads."""
    return compare(*(_HEADING.sub(r"<\1p>", wording) for wording in (old_html, new_html)))


def words_compared(before: str, after: str) -> SafeString:
    """One paragraph with what came in and what went out, word by word; without its <p>."""
    return mark_safe(_words(before, after).replace("\n", "<br>"))  # noqa: S308  escaped word by word


def blocks(markup: str) -> list[str]:
    """Paragraphs of a rich text, plain."""
    try:
        return to_plain(clean(markup)).split("\n\n") if markup else []
    except TextRefused:
        return tidy(markup).split("\n\n")


def _with_directions(found: list[Row]) -> list[tuple[Row, bool]]:
    """With each row, whether what moved away from here stands lower now, or what came here stood higher."""
    gone = {}
    for place, row in enumerate(found):
        if row.moved and row.old is not None:
            gone.setdefault(row.old, place)
    come = {row.was: place for place, row in enumerate(found) if row.moved and row.new is not None}
    return [
        (row, come.get(row.old, 0) > place if row.old is not None else gone.get(row.was, 0) < place)
        for place, row in enumerate(found)
    ]


def _shown(row: Row, is_lower: bool) -> str:
    if row.moved and row.old is not None:
        return _moved_away(row.old, is_lower)
    if row.moved:
        return _moved_here(row, is_lower)
    if row.is_same:
        return _paragraph(html.escape(row.new))
    if row.old is None or row.new is None:
        return _paragraph(_mark("del", row.old or "") + _mark("ins", row.new or ""))
    return _paragraph(_words(row.old, row.new))


def _moved_away(text: str, is_lower: bool) -> str:
    first = text if len(text) <= _FIRST_WORDS else text[:_FIRST_WORDS].rsplit(" ", 1)[0] + "…"
    said = f"Stąd przeniesiono {'niżej' if is_lower else 'wyżej'}: „{first}”"
    return f'<p class="moved">{_sign("↓" if is_lower else "↑")}{html.escape(said)}</p>'


def _moved_here(row: Row, is_lower: bool) -> str:
    said = f"Przeniesione {'z góry' if is_lower else 'z dołu'}:"
    label = f'<span class="moved">{_sign("↧" if is_lower else "↥")}{said}</span> '
    return _paragraph(label + _words(row.was or "", row.new or ""))


def _words(before: str, after: str) -> str:
    old, new = WORD.findall(before), WORD.findall(after)
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
    return f"<{tag}>{_sign(sign)}{hidden}{html.escape(text)}{end}</{tag}>"


def _sign(sign: str) -> str:
    return f'<span class="change-sign" aria-hidden="true">{sign}</span>'


def _paragraph(inner: str) -> str:
    return f"<p>{inner.replace(chr(10), '<br>')}</p>"
