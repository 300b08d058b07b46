"""Why changes cannot be made, in the words of the person who asked for them."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from apps.core.errors import DomainError
from apps.orders.text import KINDS, LITERA, PARAGRAF, PODWOJNE_TIRET, PUNKT, TIRET, USTEP, Node, bare, to_text

from .changes import Add, AddWords, Change, Path, Repeal, ReplaceWords, Reword
from .units import REPEALED, cited, place_of, unit_at, units_in

KIND_NAMES = {
    PARAGRAF: "paragraf",
    USTEP: "ustęp",
    PUNKT: "punkt",
    LITERA: "litera",
    TIRET: "tiret",
    PODWOJNE_TIRET: "podwójne tiret",
}
MAY_HOLD = {
    PARAGRAF: {USTEP, PUNKT},
    USTEP: {PUNKT},
    PUNKT: {LITERA},
    LITERA: {TIRET},
    TIRET: {PODWOJNE_TIRET},
    PODWOJNE_TIRET: set(),
}
NO_LIST = (
    "{cited} nie ma jeszcze podziału, do którego można coś dodać. Nadaj tej jednostce nowe brzmienie razem z tym, "
    "co ma dojść."
)


def refuse_impossible(tree: tuple[Node, ...], changes: tuple[Change, ...]) -> None:
    """DomainError when any change cannot be made, or two of them meet in one unit."""
    if not changes:
        raise DomainError("Nie wskazano jeszcze żadnej zmiany.")
    for change in changes:
        _refuse_alone(tree, change)
    whole = [path for change in changes for path in _replaced(change)]
    for path in whole:
        if whole.count(path) > 1:
            raise DomainError(f"{cited(path)}: tę jednostkę zmieniają dwie zmiany naraz. Zostaw jedną z nich.")
    for change in changes:
        _refuse_under_another(change, set(whole))


def refuse_empty(tree: tuple[Node, ...]) -> None:
    if all(unit.repealed for unit in tree):
        raise DomainError("Po zmianach nie zostałby żaden paragraf. Zamiast tego uchyl całe zarządzenie.")


def touched(change: Change) -> Iterator[Path]:
    """The units whose words or list the change concerns."""
    match change:
        case Reword() | Repeal():
            yield from change.paths
        case Add():
            yield change.parent
        case ReplaceWords() | AddWords():
            yield change.path


def _replaced(change: Change) -> tuple[Path, ...]:
    return change.paths if isinstance(change, Reword | Repeal) else ()


def _refuse_under_another(change: Change, whole: set[Path]) -> None:
    for path in touched(change):
        depths = range(1, len(path) + (not _replaced(change)))
        if above := next((path[:depth] for depth in depths if path[:depth] in whole), None):
            raise DomainError(
                f"{cited(path)}: inna zmiana uchyla lub zastępuje już {cited(above)} w całości. Zostaw jedną z nich."
            )


def _refuse_alone(tree: tuple[Node, ...], change: Change) -> None:
    for path in touched(change):
        _refuse_repealed(tree, path)
    match change:
        case Reword():
            _refuse_wording(tree, change)
        case Repeal():
            _refuse_scattered(tree, change.paths)
        case Add():
            _refuse_addition(tree, change)
        case AddWords():
            if not bare(change.new):
                raise DomainError(f"{cited(change.path)}: podaj wyrazy, które mają dojść.")


def _refuse_repealed(tree: tuple[Node, ...], path: Path) -> None:
    for depth in range(1, len(path) + 1):
        if unit_at(tree, path[:depth]).repealed:
            raise DomainError(REPEALED.format(unit=cited(path[:depth])))


def _refuse_scattered(tree: tuple[Node, ...], paths: tuple[Path, ...]) -> None:
    if not paths:
        raise DomainError("Wskaż jednostkę zarządzenia.")
    places = [place_of(tree, path) for path in paths]
    for before, after in pairwise(places):
        if before[:-1] != after[:-1] or before[-1] + 1 != after[-1]:
            raise DomainError("Jedną zmianą można objąć tylko jednostki, które następują po sobie.")


def _refuse_wording(tree: tuple[Node, ...], change: Reword) -> None:
    _refuse_scattered(tree, change.paths)
    if len(change.paths) != len(change.units):
        raise DomainError(f"{cited(change.paths[0])}: nowych jednostek musi być tyle, ile dotychczasowych.")
    for path, unit in zip(change.paths, change.units, strict=True):
        old = unit_at(tree, path)
        _refuse_shape(unit, old.kind, f"{cited(path)}: nowe brzmienie")
        if to_text((replace(unit, label=old.label),)) == to_text((old,)):
            raise DomainError(f"{cited(path)}: nowe brzmienie nie różni się od dotychczasowego.")


def _refuse_addition(tree: tuple[Node, ...], change: Add) -> None:
    units = units_in(tree, change.parent)
    if not units:
        raise DomainError(NO_LIST.format(cited=cited(change.parent)))
    if change.after and change.after not in [unit.label for unit in units]:
        unit_at(tree, (*change.parent, (units[0].kind, change.after)))
    if not change.units:
        raise DomainError("Podaj treść jednostki, która ma dojść.")
    for unit in change.units:
        _refuse_shape(unit, units[0].kind, f"{cited(change.parent)}: nowa jednostka".removeprefix(": "))


def _refuse_shape(unit: Node, kind: str, what: str) -> None:
    what = what[0].upper() + what[1:]
    if unit.kind != kind:
        raise DomainError(f"{what} to powinien być {KIND_NAMES[kind]}, a podano: {KIND_NAMES[unit.kind]}.")
    _refuse_gaps(unit, what)


def _refuse_gaps(unit: Node, what: str) -> None:
    kinds = {child.kind for child in unit.children}
    if len(kinds) > 1 or not kinds <= MAY_HOLD[unit.kind]:
        named = ", ".join(KIND_NAMES[kind] for kind in KINDS if kind in kinds)
        raise DomainError(f"{what}: {KIND_NAMES[unit.kind]} nie może zawierać takich jednostek: {named}.")
    if not bare(unit.text) and kinds != {USTEP}:
        raise DomainError(f"{what}: {KIND_NAMES[unit.kind]} nie ma treści.")
    for child in unit.children:
        _refuse_gaps(child, what)
