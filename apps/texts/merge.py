"""Two wordings of one text, passage by passage, for the person who decides what stays. Nobody's words go unless that
person says so."""

from collections.abc import Mapping
from dataclasses import dataclass

from lxml.html import tostring

from .aligning import rows
from .canonical import parse
from .rich import clean

BOTH, THEIRS, MINE = "both", "theirs", "mine"


@dataclass(frozen=True)
class Passage:
    """One paragraph (list, table) as it stands in both texts; empty: it is not there. `chosen`: what is kept unless the
    person decides otherwise; `is_open`: whether there is anything to decide."""

    theirs: str
    mine: str
    chosen: str = BOTH
    is_open: bool = False

    def kept(self, choice: str) -> str:
        if not self.is_open:
            return self.theirs if self.chosen != MINE else self.mine
        return {BOTH: self.theirs + self.mine, THEIRS: self.theirs, MINE: self.mine}.get(
            choice, self.theirs + self.mine
        )


def passages(theirs: str, mine: str, base: str | None = None) -> list[Passage]:
    """Both texts in order. With `base`, the text that both began from, a paragraph that only one of them changed is
    kept as changed; what only one of them removed stays until the person decides."""
    began = set(html_blocks(base)) if base is not None else set()
    return [_passage(row, began) for row in rows(html_blocks(theirs), html_blocks(mine))]


def merged(found: list[Passage], choices: Mapping[int, str] | None = None) -> str:
    """One text: of each passage what was chosen."""
    choices = choices or {}
    return clean("".join(one.kept(choices.get(place, one.chosen)) for place, one in enumerate(found)))


def adds_nothing(mine: str, theirs: str) -> bool:
    """Whether every paragraph of `mine` stands in `theirs` already."""
    return set(html_blocks(mine)) <= set(html_blocks(theirs))


def html_blocks(markup: str) -> list[str]:
    """Paragraphs, lists, tables of a rich text, as HTML."""
    if not (markup := clean(markup)):
        return []
    return [tostring(element, encoding="unicode", with_tail=False) for element in parse(markup)]


def _passage(row, began) -> Passage:
    theirs, mine = row.old or "", row.new or ""
    if row.is_same:
        return Passage(theirs, mine, THEIRS)
    if row.moved:
        return _moved(row, theirs, mine)
    if theirs and mine and theirs in began:
        return Passage(theirs, mine, MINE, is_open=True)
    if theirs and mine and mine in began:
        return Passage(theirs, mine, THEIRS, is_open=True)
    return Passage(theirs, mine, BOTH, is_open=True)


def _moved(row, theirs, mine) -> Passage:
    """A moved paragraph stays where the saved text has it; if it was changed as well, the other wording is offered."""
    if row.new is None or row.new == row.was:
        return Passage(theirs, mine, THEIRS)
    return Passage("", mine, BOTH, is_open=True)
