"""A text that lost a race beside the one that stands, passage by passage, for its author to decide."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.utils.safestring import SafeString

from .compare import compare
from .forms import ChoosingForm
from .history import base_of
from .merge import MINE, THEIRS, Passage, merged, passages
from .models import TextRevision
from .rich import printable

_CHANGED_BY_ONE = {
    THEIRS: "To miejsce zmieniono tylko w tekście zapisanym wcześniej.",
    MINE: "To miejsce zmieniono tylko w Twoim tekście.",
}


@dataclass(frozen=True)
class Choice:
    """Both texts, cut into passages that correspond."""

    obj: Model
    lost: TextRevision
    passages: list[Passage]

    @classmethod
    def of(cls, obj: Model, lost: TextRevision) -> "Choice":
        return cls(obj, lost, passages(getattr(obj, lost.field), lost.body, base_of(lost)))

    def form(self, typed: Any) -> ChoosingForm:
        initial = {"version": self.obj.version, "lost": self.lost.pk}
        return ChoosingForm(typed, passages=self.passages, initial=initial)

    def text(self, choices: dict[int, str]) -> str:
        return merged(self.passages, choices)

    def rows(self, form: ChoosingForm) -> list["ShownPassage"]:
        return [_shown(place, one, form) for place, one in enumerate(self.passages)]

    @property
    def mine(self) -> SafeString:
        return printable(self.lost.body)


@dataclass(frozen=True)
class ShownPassage:
    """One passage on the page: with a field when there is something to decide."""

    field: Any
    theirs: SafeString
    mine: SafeString
    difference: SafeString | None
    note: str


def _shown(place, one, form) -> ShownPassage:
    field = form[f"choice_{place}"] if one.is_open else None
    both = one.is_open and one.theirs and one.mine
    difference = compare(one.theirs, one.mine) if both else None
    note = _CHANGED_BY_ONE.get(one.chosen, "") if both else ""
    return ShownPassage(field, printable(one.theirs), printable(one.mine), difference, note)
