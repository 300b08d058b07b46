"""Changes as a person asks for them: which unit, what to do with it, what was typed."""

from dataclasses import dataclass
from itertools import zip_longest

from django.http import QueryDict

from apps.core.errors import DomainError
from apps.orders.amending.changes import Add, AddWords, Change, Path, Repeal, ReplaceWords, Reword
from apps.orders.amending.units import cited, unit_at, units_in
from apps.orders.text import KINDS, PARAGRAF, Node, to_text

from .parsing import units_of

REWORD, AFTER, END, REPEAL, WORDS, DELETE, MORE = OPS = (
    "reword", "after", "end", "repeal", "words", "delete", "more",
)  # fmt: skip
LABELS = {
    REWORD: "Zmień brzmienie",
    AFTER: "Dodaj po",
    END: "Dodaj na końcu",
    REPEAL: "Uchyl",
    WORDS: "Zmień wyrazy",
    DELETE: "Skreśl wyrazy",
    MORE: "Dodaj wyrazy",
}
NOUNS = {
    REWORD: "nowe brzmienie",
    AFTER: "nowa jednostka po tej",
    END: "nowa jednostka na końcu",
    REPEAL: "uchylenie",
    WORDS: "zmiana wyrazów",
    DELETE: "skreślenie wyrazów",
    MORE: "dodanie wyrazów",
}
TAKES_TEXT = {REWORD, AFTER, END, WORDS, MORE}
TAKES_WORDS = {WORDS, DELETE, MORE}
ROW = ("op", "at", "old", "text", "was")
CHANGED_SINCE = (
    "{unit}: ta jednostka zmieniła się, odkąd wpisano zmianę. Sprawdź jej obecne brzmienie, usuń zmianę z listy "
    "i dodaj ją na nowo."
)


@dataclass(frozen=True)
class Asked:
    """`at`: „paragraf:2/punkt:3”; `was`: the words of the unit when the change was asked for."""

    op: str
    at: str
    old: str = ""
    text: str = ""
    was: str = ""

    @property
    def path(self) -> Path:
        return path_of(self.at)

    @property
    def label(self) -> str:
        return LABELS[self.op]

    @property
    def unit(self) -> str:
        return cited(self.path) or "zarządzenie"

    @property
    def named(self) -> str:
        """„Uchyl: § 4”."""
        return f"{self.label}: {self.unit}" if self.path else "Dodaj paragraf na końcu zarządzenia"

    @property
    def has_words(self) -> bool:
        return self.op in TAKES_WORDS

    @property
    def has_text(self) -> bool:
        return self.op in TAKES_TEXT

    @property
    def typed(self) -> list[tuple[str, str]]:
        return [(name, getattr(self, name)) for name in ROW]

    def change(self, tree: tuple[Node, ...]) -> Change:
        """What it does to the tree, or DomainError when it cannot be read or the unit is not what it was."""
        if self.was and words_of(tree, self.path) != self.was:
            raise DomainError(CHANGED_SINCE.format(unit=self.unit))
        return self._change(tree)

    def _change(self, tree: tuple[Node, ...]) -> Change:
        path = self.path
        match self.op:
            case "reword":
                return Reword((path,), self._one(path))
            case "after":
                unit_at(tree, path)
                return Add(path[:-1], path[-1][1], units_of(path[-1][0], self.text))
            case "end":
                return Add(path, "", units_of(_kind_inside(tree, path), self.text))
            case "repeal":
                return Repeal((path,))
            case "more":
                return AddWords(path, self.old, self.text)
        if self.op == WORDS and not self.text.strip():
            raise DomainError(f"{self.unit}: podaj nowe wyrazy. Jeżeli wyrazy mają zniknąć, wybierz „Skreśl wyrazy”.")
        return ReplaceWords(path, self.old, self.text if self.op == WORDS else "")

    def _one(self, path: Path) -> tuple[Node, ...]:
        units = units_of(path[-1][0], self.text)
        if len(units) != 1:
            raise DomainError(
                f"{self.unit}: nowe brzmienie to jedna jednostka, a wpisano ich {len(units)}. Następne dodaj "
                "przyciskiem „Dodaj po”."
            )
        return units


def _kind_inside(tree: tuple[Node, ...], path: Path) -> str:
    units = units_in(tree, path)
    if not units:
        raise DomainError(f"{cited(path)} nie ma jeszcze podziału. Nadaj tej jednostce nowe brzmienie.")
    return units[0].kind if path else PARAGRAF


def words_of(tree: tuple[Node, ...], path: Path) -> str:
    """The unit with everything below it, as printed."""
    return to_text((unit_at(tree, path),))


def path_of(at: str) -> Path:
    """() for the order itself and for whatever is no path."""
    steps = [tuple(step.split(":", 1)) for step in at.split("/") if ":" in step]
    return tuple((kind, label) for kind, label in steps if kind in KINDS)


def at_of(path: Path) -> str:
    return "/".join(f"{kind}:{label}" for kind, label in path)


def asked_of(data: QueryDict) -> list[Asked]:
    rows = zip_longest(*(data.getlist(name) for name in ROW), fillvalue="")
    return [Asked(*row) for row in rows if row[0] in OPS]


def with_asked(data: QueryDict, entries: list[Asked]) -> QueryDict:
    changed = data.copy()
    for name in ROW:
        changed.setlist(name, [getattr(entry, name) for entry in entries])
    return changed
