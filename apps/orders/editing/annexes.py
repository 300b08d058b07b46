"""Reading the text of an annex: besides numbered units it has headings and paragraphs without a number, which stand
apart between empty lines."""

import re

from apps.orders.text import AKAPIT, NAGLOWEK, PUNKT, USTEP, bare

from .cleaning import Line, clean
from .drafts import BELOW, PARENTS, ROOT, Draft
from .marks import Typed, mark_at
from .notes import Note
from .parsing import Parsed, Reader, parse_lines

_CHAPTER = re.compile(r"(?:rozdział|część|dział|oddział)\s+(?:\d+|[ivxlc]+)\b.*", re.IGNORECASE)
_LONGEST_HEADING = 160


def parse_annex(text: str) -> Parsed:
    """The tree of a typed or pasted annex."""
    return parse_lines(*clean(text), reader=AnnexReader)


class AnnexReader(Reader):
    below = BELOW | {ROOT: PUNKT, AKAPIT: PUNKT}
    parents = PARENTS | {USTEP: PARENTS[USTEP] | {ROOT}, PUNKT: PARENTS[PUNKT] | {ROOT, AKAPIT}}

    def __init__(self, lines: list[Line], notes: list[Note]):
        super().__init__(lines, notes)
        self.after = {line.number: after for line, after in zip(lines, [*lines[1:], None], strict=False)}

    def go_on(self, line: Line, mark: Typed | None) -> None:
        here = self.here
        if _CHAPTER.fullmatch(line.text):
            self._apart(NAGLOWEK, line)
        elif here.kind == NAGLOWEK and not line.after_gap:
            here.text = (
                f"{bare(here.text)}. {line.text}" if _CHAPTER.fullmatch(here.text) else f"{here.text} {line.text}"
            )
        elif here is self.root or line.after_gap or here.kind == NAGLOWEK:
            self._apart(NAGLOWEK if self._is_heading(line) else AKAPIT, line)
        else:
            super().go_on(line, mark)

    def _apart(self, kind: str, line: Line) -> Draft:
        self.open_in(self.root, kind, Typed("", "", ""), line)
        self.here.add_words(line.text)
        return self.here

    def _is_heading(self, line: Line) -> bool:
        after = self.after.get(line.number)
        alone = after is None or after.after_gap or mark_at(after.text) is not None
        return alone and bare(line.text) == line.text and len(line.text) <= _LONGEST_HEADING
