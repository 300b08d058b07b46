"""Plain text of an order → the tree of its units. Numbers and final marks that were typed say where a unit stands;
what is kept is the place, and whatever differs from what was typed is told in a note."""

import re
from dataclasses import dataclass

from apps.orders.text import KINDS, LITERA, PARAGRAF, PUNKT, USTEP, Node, bare

from .cleaning import Line, clean
from .drafts import BELOW, PARENTS, ROOT, Draft
from .labels import numbered_together, settle_labels
from .marks import Typed, follows, is_first, mark_at
from .notes import Note, in_order
from .tails import tail_of, take_back

_GOVERNS = re.compile(r"(?:^|\s)(?:w|z|na|do|o|i|oraz|od|lub|albo|po|przez|podstawie|zgodnie z|w myśl)$", re.IGNORECASE)


@dataclass(frozen=True)
class Parsed:
    tree: tuple[Node, ...]
    notes: tuple[Note, ...] = ()


def parse(text: str, *, keep_labels: bool = False) -> Parsed:
    """The tree of a typed or pasted text. `keep_labels`: the text is that of an earlier order, so a number that the
    place does not give („4a”, a gap) is kept as the unit's own; otherwise units are numbered anew."""
    lines, notes = clean(text)
    return parse_lines(lines, notes, keep_labels=keep_labels)


def parse_lines(
    lines: list[Line], notes: list[Note], *, keep_labels: bool = False, reader: type["Reader"] | None = None
) -> Parsed:
    reading = (reader or Reader)(lines, notes)
    reading.read()
    _drop_empty(reading.root, notes)
    roots = [_without_only_ustep(unit, notes) for unit in reading.root.children]
    for run in numbered_together(roots):
        settle_labels(run, notes, keep=keep_labels)
    return Parsed(tuple(unit.node() for unit in roots), in_order(notes))


class Reader:
    """Reads line after line; `open` is the way from the root to the unit that is being written."""

    below, parents = BELOW, PARENTS

    def __init__(self, lines: list[Line], notes: list[Note]):
        self.lines, self.notes = lines, notes
        self.root = Draft(ROOT, Line(0, ""))
        self.open = [self.root]
        self.has_paragraphs = any((mark := mark_at(line.text)) and mark.kind == PARAGRAF for line in lines)

    @property
    def here(self) -> Draft:
        return self.open[-1]

    def read(self) -> None:
        for place, line in enumerate(self.lines):
            self._line(line, self.lines[place + 1] if place + 1 < len(self.lines) else None)

    def _line(self, line: Line, after: Line | None) -> None:
        mark = mark_at(line.text)
        if owner := tail_of(self.open, line, mark):
            self._close_down_to(owner)
            owner.tail = line.text
        elif mark and self._is_meant(mark, line, after):
            self._take(mark, line)
        else:
            self.go_on(line, mark)

    def _take(self, mark: Typed, line: Line, deeper: int = len(KINDS)) -> None:
        """Every mark of the line („§ 1. 1. 1) …”), as deep as units go, then its words."""
        self._place(mark, line)
        inner = mark_at(mark.rest)
        is_mark = inner and is_first(inner) and not inner.is_dash and _is_deeper(inner.kind, self.here.kind)
        if deeper and is_mark:
            self._take(inner, line, deeper - 1)
        else:
            self.here.add_words(mark.rest)

    # Is it a mark, or words that only look like one?

    def _is_meant(self, mark: Typed, line: Line, after: Line | None) -> bool:
        before = self.here
        if before is self.root:
            return True
        if mark.kind == PARAGRAF and not before.is_closed:
            return not _GOVERNS.search(before.last_words) and (mark.is_sure or self._expects(mark))
        if before.is_ended or self._expects(mark):
            return True
        if mark.is_dash:
            return self._list_of(mark) is not None or bool(after and (next_ := mark_at(after.text)) and next_.is_dash)
        return line.after_gap or (is_first(mark) and mark.kind != USTEP)

    def _expects(self, mark: Typed) -> bool:
        owner = self._list_of(mark)
        return owner is not None and not mark.is_dash and _is_next(owner.children[-1], mark)

    def _list_of(self, mark: Typed) -> Draft | None:
        """The open list that the mark continues: the innermost one that waits for exactly this number, or else the
        innermost of its style."""
        owners = [unit for unit in reversed(self.open) if unit.children and unit.style == mark.kind]
        exact = [owner for owner in owners if _is_next(owner.children[-1], mark)]
        return (exact or owners or [None])[0]

    # Where it belongs

    def _place(self, mark: Typed, line: Line) -> None:
        if mark.kind == PARAGRAF:
            return self.open_in(self.root, PARAGRAF, mark, line)
        owner = self._list_of(mark)
        begins = is_first(mark) and not mark.is_dash and not (owner and _is_next(owner.children[-1], mark))
        if owner and not (begins and self.here is not owner and self.here.text.endswith(":")):
            take_back(owner)
            return self.open_in(owner, owner.children[-1].kind, mark, line)
        return self._begin_list(mark, line)

    def _begin_list(self, mark: Typed, line: Line) -> None:
        introduces = self.here.text.endswith(":") and is_first(mark)
        if mark.kind == USTEP and (paragraph := self._paragraph()) and not introduces:
            return self._begin_usteps(paragraph, mark, line)
        for owner in reversed(self.open):
            if self._may_hold(owner, mark):
                return self.open_in(owner, mark.kind, mark, line)
        owner = self.here
        if owner.kind not in self.below:
            return self.go_on(line, mark)
        kind = self.below[owner.kind]
        self.notes.append(Note(line.number, _restyled(mark, kind)))
        return self.open_in(owner, kind, mark, line)

    def _may_hold(self, owner: Draft, mark: Typed) -> bool:
        is_empty = not owner.children and not (mark.kind == USTEP and owner.text)
        return owner.kind in self.parents[mark.kind] and (is_empty or owner is self.root)

    def _paragraph(self) -> Draft | None:
        """The open § that may still be divided into ustępy."""
        found = self.open[1] if len(self.open) > 1 else None
        usable = found and found.kind == PARAGRAF and not any(child.kind == USTEP for child in found.children)
        return found if usable else None

    def _begin_usteps(self, paragraph: Draft, mark: Typed, line: Line) -> None:
        """„§ 3. Zdanie. 2. Drugie zdanie.”: what stood before the first mark is ust. 1."""
        if paragraph.text or paragraph.children:
            first = Draft(USTEP, paragraph.line, "1", paragraph.text, paragraph.tail, paragraph.style)
            first.children = paragraph.children
            paragraph.text, paragraph.tail, paragraph.children = "", "", [first]
            self.notes.append(Note(line.number, f"tekst przed „{mark.label}.” zapisano jako ust. 1."))
        paragraph.style = ""
        self.open_in(paragraph, USTEP, mark, line)

    def open_in(self, owner: Draft, kind: str, mark: Typed, line: Line) -> None:
        self._close_down_to(owner)
        owner.open_list(mark.kind)
        unit = Draft(kind, line, mark.label)
        owner.children.append(unit)
        self.open.append(unit)

    def _close_down_to(self, owner: Draft) -> None:
        while self.open[-1] is not owner:
            self.open.pop()

    # Words without a mark

    def go_on(self, line: Line, mark: Typed | None) -> None:
        here = self.here
        if here is self.root or (here.kind == PARAGRAF and line.after_gap and not self.has_paragraphs):
            return self._unmarked_paragraph(line)
        if mark:
            words = " ".join(line.text.split(" ")[: 1 + (mark.kind == PARAGRAF)])
            self.notes.append(Note(line.number, f"„{words}” na początku wiersza uznano za dalszy ciąg zdania."))
        elif line.after_gap and here.is_closed and here.kind not in (PARAGRAF, USTEP):
            self.notes.append(Note(line.number, "zdanie po wyliczeniu dopisano do ostatniej pozycji."))
        return here.add_words(line.text)

    def _unmarked_paragraph(self, line: Line) -> None:
        self.open_in(self.root, PARAGRAF, Typed(PARAGRAF, "", ""), line)
        self.here.add_words(line.text)
        if self.has_paragraphs:
            self.notes.append(Note(line.number, "tekst przed pierwszym paragrafem zapisano jako osobny paragraf."))


def _is_next(before: Draft, mark: Typed) -> bool:
    return mark.is_dash or follows(mark.kind, before.label, mark.label)


def _is_deeper(kind: str, than: str) -> bool:
    return KINDS.index(kind) > KINDS.index(than)


def _restyled(mark: Typed, kind: str) -> str:
    named = {PARAGRAF: "paragrafy § 1, § 2 itd.", PUNKT: "punkty 1), 2) itd.", LITERA: "litery a), b) itd."}
    what = "wyliczenie z myślnikami" if mark.is_dash else f"wyliczenie od „{_shown(mark)}”"
    return f"{what} zapisano jako {named.get(kind, 'tiret.')}"


def _shown(mark: Typed) -> str:
    return f"{mark.label}." if mark.kind == USTEP else f"{mark.label})"


def _drop_empty(unit: Draft, notes: list[Note]) -> None:
    """A mark without words is no unit."""
    for child in unit.children:
        _drop_empty(child, notes)
        if not (bare(child.text) or child.children):
            child.label = ""
            notes.append(Note(child.line.number, "pominięto numer, po którym nic nie ma."))
    unit.children = [child for child in unit.children if bare(child.text) or child.children]


def _without_only_ustep(unit: Draft, notes: list[Note]) -> Draft:
    """A single ustęp is no ustęp (ZTP § 55)."""
    if not (len(unit.children) == 1 and unit.children[0].kind == USTEP and not unit.text):
        return unit
    only = unit.children[0]
    notes.append(Note(only.line.number, "jedyny ustęp paragrafu zapisano bez numeru."))
    unit.text, unit.tail, unit.children, unit.style = only.text, only.tail, only.children, only.style
    return unit
