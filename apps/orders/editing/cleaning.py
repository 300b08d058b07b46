"""Text as it comes from a keyboard, from Word or from a PDF → its lines, without what only a printer needs."""

import re
import unicodedata
from dataclasses import dataclass

from .notes import Note

SOFT_HYPHEN = "\u00ad"
LONGEST = 400_000  # characters of a text: some two hundred pages
_LONGEST_LINE, _LONGEST_WORD = 5_000, 60  # of what is put together where a printer divided words
_SPACES = re.compile(r"[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
_INVISIBLE = re.compile(r"[\u200b-\u200f\u2060\ufeff\0]")
_LIGATURES = str.maketrans({"ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl", "\u2011": "-", "\u2212": "–"})
_END_OF_LINE = re.compile(r"\r\n|[\r\n\f\v\u2028\u2029\u0085]")
_WORD_BULLET = re.compile(r"^(\s*)o\t+")
_PAGE_NUMBER = re.compile(r"(?:strona|str\.)\s*\d+(?:\s*(?:z|/)\s*\d+)?|[-–—]\s*\d+\s*[-–—]", re.IGNORECASE)
_COMMAS_AS_QUOTES = re.compile(r",,(?=\S)")
_QUOTE_PAIR = re.compile(r'"([^"]*)"|“([^“”„]*)”')
_HYPHEN_AS_DASH = re.compile(r"(?<=\S) (?:-|—) (?=\S)")
_FIRST_OF_TWO = re.compile(r"\w{3,}(?:n|w|sk|ck|st)o-$")  # organizacyjno-techniczny keeps its hyphen
_HOURS = re.compile(r"(?<![\w.:/–-])(\d{1,2}[.:]\d{2})[-—](\d{1,2}[.:]\d{2})(?![\w:/–-]|\.\w)")
_TAB = 4


@dataclass(frozen=True)
class Line:
    """One line that says something: `number` as the person sees it, `indent` in spaces, `after_gap` when an empty line
    stands before it."""

    number: int
    text: str
    indent: int = 0
    after_gap: bool = False


def clean(text: str) -> tuple[list[Line], list[Note]]:
    """Only as much as the field of a form takes: it refuses longer texts in words (UnitsField)."""
    lines: list[Line] = []
    notes: list[Note] = []
    gap = False
    for number, raw in enumerate(_END_OF_LINE.split(_plain(text[:LONGEST])), start=1):
        said = raw.strip()
        if said and _PAGE_NUMBER.fullmatch(said):
            notes.append(Note(number, f"pominięto numer strony „{said}”."))
        elif said:
            lines.append(Line(number, _in_polish_marks(said, number, notes), _indent(raw), gap))
        gap = not said
    return _joined(lines, notes), notes


def _plain(text: str) -> str:
    text = unicodedata.normalize("NFC", text).translate(_LIGATURES)
    return _INVISIBLE.sub("", _SPACES.sub(" ", text))


def _indent(raw: str) -> int:
    wide = raw.expandtabs(_TAB)
    return len(wide) - len(wide.lstrip())


def _in_polish_marks(text: str, number: int, notes: list[Note]) -> str:
    """„ ” for quotation marks of other keyboards, – for a hyphen that stands alone between words."""
    text = " ".join(_WORD_BULLET.sub(r"\1• ", text).split())
    quoted = _COMMAS_AS_QUOTES.sub("„", text)
    quoted = _QUOTE_PAIR.sub(lambda found: f"„{found[1] or found[2] or ''}”", quoted)
    if "„" in quoted:
        quoted = quoted.replace("''", "”").replace("“", "”")
    if quoted != text:
        notes.append(Note(number, "cudzysłowy zapisano jako „ ”."))
    return in_dashes(quoted)


def in_dashes(text: str) -> str:
    """A hyphen alone between words is a dash, and so is one between hours („7.30–17.00”)."""
    return _HOURS.sub(r"\1–\2", _HYPHEN_AS_DASH.sub(" – ", text))


def _joined(lines: list[Line], notes: list[Note]) -> list[Line]:
    """Words that a printer divided at the end of a line, whole again."""
    done: list[Line] = []
    for line in lines:
        before = done[-1] if done else None
        if before and (whole := _undivided(before, line, notes)):
            done[-1] = Line(before.number, whole, before.indent, before.after_gap)
        else:
            done.append(line)
    return [Line(line.number, line.text.replace(SOFT_HYPHEN, ""), line.indent, line.after_gap) for line in done]


def _undivided(before: Line, line: Line, notes: list[Note]) -> str:
    if len(before.text) > _LONGEST_LINE:  # a text of nothing but hyphens would be read without end
        return ""
    if before.text.endswith(SOFT_HYPHEN):
        return before.text[:-1] + line.text
    ending = before.text[-_LONGEST_WORD:].rsplit(" ", 1)[-1]
    if len(ending) == _LONGEST_WORD or not re.search(r"\w-$", ending) or not line.text[0].islower():
        return ""
    if _FIRST_OF_TWO.search(ending):
        return before.text + line.text
    whole = before.text[:-1] + line.text
    word = ending[:-1] + line.text.split(" ", 1)[0]
    notes.append(Note(before.number, f"złączono podzielone słowo: „{word.strip('.,;:')}”."))
    return whole
