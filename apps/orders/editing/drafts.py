"""A unit while it is being read: words gather, then it becomes a Node."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from apps.orders.text import LITERA, PARAGRAF, PODWOJNE_TIRET, PUNKT, TIRET, USTEP, Node, bare

from .cleaning import Line, in_dashes

ROOT = "root"
BELOW = {ROOT: PARAGRAF, PARAGRAF: PUNKT, USTEP: PUNKT, PUNKT: LITERA, LITERA: TIRET, TIRET: PODWOJNE_TIRET}
PARENTS = {
    PARAGRAF: {ROOT},
    USTEP: {PARAGRAF},
    PUNKT: {PARAGRAF, USTEP},
    LITERA: {PUNKT},
    TIRET: {LITERA},
    PODWOJNE_TIRET: {TIRET},
}
_FINAL = ".,;:!?…"


def _with(text: str, words: str) -> str:
    """One text; only the seam is looked at, since long texts grow line by line."""
    if not text or not words:
        return text or words
    return text[:-3] + in_dashes(f"{text[-3:]} {words}")


@dataclass
class Draft:
    """`style`: as what the marks of its own list were typed („1.” under a § may mean points). `label`: as typed."""

    kind: str
    line: Line
    label: str = ""
    text: str = ""
    tail: str = ""
    style: str = ""
    children: list["Draft"] = field(default_factory=list)

    def open_list(self, style: str) -> None:
        """The root may hold one list after another, any other unit only one."""
        self.style = style if self.kind == ROOT else self.style or style

    def add_words(self, words: str) -> None:
        if self.tail:
            self.tail = _with(self.tail, words)
        else:
            self.text = _with(self.text, words)

    @property
    def last_words(self) -> str:
        if self.tail or not self.children:
            return self.tail or self.text
        return self.children[-1].last_words

    @property
    def end(self) -> str:
        """The last sign of its last line."""
        return self.last_words[-1:]

    @property
    def is_ended(self) -> bool:
        """Whether its last line looks finished: a final mark, or nothing said yet."""
        said = self.end
        return not said or said in _FINAL or said in "”)"

    @property
    def is_closed(self) -> bool:
        """Whether its last line bears a final mark; the dot of „2018 r.” is none."""
        said = self.last_words
        return bare(said) != said or said.endswith(("!", "?"))

    def units(self) -> Iterator["Draft"]:
        yield self
        for child in self.children:
            yield from child.units()

    def node(self) -> Node:
        children = tuple(child.node() for child in self.children)
        return Node(self.kind, bare(self.text), children, bare(self.tail), label=self.label)
