"""What changes between two structures, in sentences; what was moved is moved, not gone and new."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from ..staffing.words import amount_of
from .shape import Key, PositionShape, Shape, UnitShape


class Kind(StrEnum):
    """In the order of the page; the mark of one thing in the lists agrees with „komórka” or „stanowisko”."""

    NEW = "Nowe"
    DROPPED = "Zniesione"
    MOVED = "Przeniesione"
    RENAMED = "Przemianowane"
    TIME = "Zmiana liczby etatów"
    HEAD = "Zmiana kierującego"
    KEY_POST = "Zmiana stanowiska kluczowego"
    OTHER = "Symbole i kolejność"


UNIT, POSITION = "unit", "position"
LATE_UNIT = " Nie było jej w strukturze, według której narysowano wariant."
LATE_POSITION = " Nie było go w strukturze, według której narysowano wariant."
_UNIT_MARKS = {Kind.NEW: "nowa", Kind.DROPPED: "zniesiona", Kind.MOVED: "przeniesiona", Kind.RENAMED: "inna nazwa",
               Kind.HEAD: "inny kierujący", Kind.OTHER: "inny symbol albo kolejność"}  # fmt: skip
_POSITION_MARKS = {Kind.NEW: "nowe", Kind.DROPPED: "zniesione", Kind.MOVED: "przeniesione",
                   Kind.RENAMED: "inna nazwa", Kind.TIME: "inna liczba etatów",
                   Kind.KEY_POST: "inne stanowisko kluczowe", Kind.OTHER: "inny symbol"}  # fmt: skip


@dataclass(frozen=True)
class Change:
    kind: Kind
    what: str  # unit or position
    key: Key
    words: str

    @property
    def mark(self) -> str:
        return (_UNIT_MARKS if self.what == UNIT else _POSITION_MARKS)[self.kind]


def changes(before: Shape, after: Shape, drawn: Shape | None = None) -> list[Change]:
    """`drawn`: the structure that a variant was drawn from; what was not in it is said to be gone for no wish of it."""
    found = [*_units(before, after, drawn or before), *_positions(before, after, drawn or before)]
    order = list(Kind)
    return sorted(found, key=lambda one: order.index(one.kind))


def grouped(found: list[Change], labels: Mapping[Kind, str] | None = None) -> list[tuple[str, list[Change]]]:
    """By kind; `labels` in place of those that speak of time."""
    named = {kind: str(kind) for kind in Kind} | dict(labels or {})
    return [(named[kind], own) for kind in Kind if (own := [one for one in found if one.kind == kind])]


def of_two(first: str, other: str) -> dict[Kind, str]:
    """Labels for how the other variant differs from the first."""
    return {
        Kind.NEW: f"Tylko w „{other}”",
        Kind.DROPPED: f"Tylko w „{first}”",
        Kind.MOVED: "W innym miejscu",
        Kind.RENAMED: "Inaczej nazwane",
        Kind.TIME: "Inna liczba etatów",
        Kind.HEAD: "Inny kierujący",
        Kind.KEY_POST: "Inne stanowisko kluczowe",
    }


def marks(found: list[Change]) -> dict[tuple[str, Key], list[str]]:
    """By unit or position: the words that stand beside it in the lists."""
    said: dict[tuple[str, Key], list[str]] = {}
    for one in found:
        said.setdefault((one.what, one.key), []).append(one.mark)
    return said


def _units(before: Shape, after: Shape, drawn: Shape) -> Iterator[Change]:
    for key, now in after.units.items():
        was = before.units.get(key)
        if was is None:
            yield Change(Kind.NEW, UNIT, key, f"Komórka „{now.name}”, {_under(now, after)}.")
        else:
            yield from _changed_unit(was, now, before, after)
    for key, was in before.units.items():
        if key not in after.units:
            yield Change(Kind.DROPPED, UNIT, key, f"Komórka „{was.name}”.{'' if key in drawn.units else LATE_UNIT}")


def _changed_unit(was: UnitShape, now: UnitShape, before: Shape, after: Shape) -> Iterator[Change]:
    key = now.key
    if was.parent != now.parent:
        yield Change(
            Kind.MOVED, UNIT, key, f"Komórka „{now.name}”: było {_under(was, before)}, będzie {_under(now, after)}."
        )
    if was.name != now.name:
        yield Change(Kind.RENAMED, UNIT, key, f"Komórka „{was.name}” otrzymuje nazwę „{now.name}”.")
    head_was, head_is = before.head_of(key), after.head_of(key)
    if (head_was and head_was.key) != (head_is and head_is.key):
        yield Change(Kind.HEAD, UNIT, key, f"Komórka „{now.name}”: {_headed(head_was, head_is)}.")
    if (was.symbol, was.rank) != (now.symbol, now.rank):
        yield Change(Kind.OTHER, UNIT, key, f"Komórka „{now.name}”: {_other(was, now)}.")


def _positions(before: Shape, after: Shape, drawn: Shape) -> Iterator[Change]:
    for key, now in after.positions.items():
        was = before.positions.get(key)
        if was is None:
            place = f"w komórce „{after.units[now.unit].name}”"
            said = f"Stanowisko „{now.name}” {place}: {amount_of(now.fte)}{_more(now)}."
            yield Change(Kind.NEW, POSITION, key, said)
        else:
            yield from _changed_position(was, now, before, after)
    for key, was in before.positions.items():
        if key not in after.positions:
            held = f"; osoby na nim: {', '.join(was.people)}" if was.people else ""
            said = f"Stanowisko „{was.name}” w komórce „{before.units[was.unit].name}”: {amount_of(was.fte)}{held}."
            late = "" if key in drawn.positions else LATE_POSITION
            yield Change(Kind.DROPPED, POSITION, key, said + late)


def _changed_position(was: PositionShape, now: PositionShape, before: Shape, after: Shape) -> Iterator[Change]:
    key, place = now.key, after.units[now.unit].name
    if was.unit != now.unit:
        said = (
            f"Stanowisko „{now.name}” ({amount_of(now.fte)}): z komórki „{before.units[was.unit].name}” do „{place}”."
        )
        yield Change(Kind.MOVED, POSITION, key, said)
    if was.name != now.name:
        yield Change(Kind.RENAMED, POSITION, key, f"Stanowisko „{was.name}” ({place}) otrzymuje nazwę „{now.name}”.")
    if was.fte != now.fte:
        sign, more = ("−", was.fte - now.fte) if now.fte < was.fte else ("+", now.fte - was.fte)
        said = f"Stanowisko „{now.name}” ({place}): było {amount_of(was.fte)}, będzie {amount_of(now.fte)}"
        yield Change(Kind.TIME, POSITION, key, f"{said} ({sign}{amount_of(more)}).")
    if was.key_post != now.key_post:
        said = f"było: {was.key_post or 'żadne'}, będzie: {now.key_post or 'żadne'}"
        yield Change(Kind.KEY_POST, POSITION, key, f"Stanowisko „{now.name}” ({place}) – {said}.")
    if was.symbol != now.symbol:
        said = f"symbol był „{was.symbol or '–'}”, będzie „{now.symbol or '–'}”"
        yield Change(Kind.OTHER, POSITION, key, f"Stanowisko „{now.name}” ({place}): {said}.")


def _under(unit: UnitShape, shape: Shape) -> str:
    return f"pod „{shape.units[unit.parent].name}”" if unit.parent else "wprost pod kierującym ośrodkiem"


def _headed(was: PositionShape | None, now: PositionShape | None) -> str:
    before = f"kierowało stanowisko „{was.name}”" if was else "nie było stanowiska kierującego"
    after = f"będzie kierować „{now.name}”" if now else "nie będzie stanowiska kierującego"
    return f"{before}, {after}"


def _more(position: PositionShape) -> str:
    key = f", stanowisko kluczowe: {position.key_post}" if position.key_post else ""
    return f", kieruje komórką{key}" if position.leads else key


def _other(was: UnitShape, now: UnitShape) -> str:
    said = []
    if was.symbol != now.symbol:
        said.append(f"symbol był „{was.symbol or '–'}”, będzie „{now.symbol or '–'}”")
    if was.rank != now.rank:
        said.append(f"kolejność była {was.rank}, będzie {now.rank}")
    return ", ".join(said)
