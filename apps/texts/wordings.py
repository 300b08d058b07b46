"""The texts that something has had: sittings of those who wrote it, and what a room above kept of it for reasons of its
own. Any two of them can be compared, and an old one may be let stand again."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.http import QueryDict

from .compare import difference
from .history import STANDING, Sitting, sittings_of
from .models import TextRevision
from .words import day_and_hour

NOW = f"w{STANDING}"


@dataclass(frozen=True)
class Wording:
    """One text; `key` names it in addresses. `kept`: what a room above kept it as, where it is of no sitting.
    `comes_back`: whether those who write may let it stand again."""

    key: str
    label: str
    sitting: Sitting | None = None
    kept: Any = None
    comes_back: bool = True

    @property
    def can_come_back(self) -> bool:
        return self.comes_back and self.key != NOW


def of_sittings(
    obj: Model, field: str, *, lost_too: bool = True, now: str = "obecny tekst", lost_come_back: bool = True
) -> list[Wording]:
    """The newest first. Texts that lost a race are for those who write."""
    return [_of_sitting(one, now, lost_come_back) for one in sittings_of(obj, field) if lost_too or not one.lost]


def saved(found: list[Wording]) -> list[Wording]:
    """Those that stood."""
    return [one for one in found if one.sitting and not one.sitting.lost]


def text_of_sitting(obj: Model, field: str, wording: Wording) -> str:
    """Its HTML, as it was kept."""
    if wording.key == NOW:
        return getattr(obj, field)
    return TextRevision.objects.of(obj).get(pk=wording.key[1:], field=field).body


def compared(
    found: list[Wording],
    first: tuple[Wording | None, Wording | None],
    asked: QueryDict,
    text_of: Callable[[Wording], str],
) -> dict[str, Any]:
    """Context of templates/components/wordings.html: the two asked for (?od=…&do=…), or the first choice."""
    by_key = {one.key: one for one in found}
    old, new = by_key.get(asked.get("od"), first[0]), by_key.get(asked.get("do"), first[1])
    text = text_of(new) if new else ""
    changes = difference(text_of(old) if old else text, text) if new else None
    return {"wordings": found, "old": old, "new": new, "difference": changes}


def _of_sitting(sitting: Sitting, now: str, lost_come_back: bool) -> Wording:
    name, when = sitting.by.full_name, day_and_hour(sitting.ended)
    if sitting.lost:
        said = f"tekst, który się nie zapisał: {name}, {when}"
        return Wording(f"w{sitting.last}", said, sitting, comes_back=lost_come_back)
    if not sitting.stands:
        return Wording(f"w{sitting.last}", f"{name}, {when}", sitting)
    return Wording(NOW, f"{name}, {when} ({now})", sitting)
