"""Finding units by their paths, naming them in the cases that an amending text needs, and where final marks stand.
Trees here are labelled (apps.orders.text.labelled)."""

from collections.abc import Iterator

from apps.core.errors import DomainError
from apps.orders.text import PODWOJNE_TIRET, TIRET, Node, citation, ending_of, number_said

from .changes import Path

REPEALED = "{unit}: ta jednostka jest uchylona, więc nie można jej zmieniać."
_DASHES = (TIRET, PODWOJNE_TIRET)


def step_of(node: Node) -> tuple[str, str]:
    return node.kind, node.label


def walk(tree: tuple[Node, ...], above: Path = (), ending: str = ".") -> Iterator[tuple[Path, Node, str]]:
    """(path, unit, its final mark) in reading order."""
    for node in tree:
        yield from _walked(node, above, ending)


def _walked(node: Node, above: Path, ending: str) -> Iterator[tuple[Path, Node, str]]:
    path = (*above, step_of(node))
    yield path, node, ending
    last = len(node.children)
    for place, child in enumerate(node.children, start=1):
        yield from _walked(child, path, ending_of(child, node, place == last, ending))


def endings(tree: tuple[Node, ...]) -> dict[Path, str]:
    return {path: ending for path, _, ending in walk(tree)}


def units_in(tree: tuple[Node, ...], parent: Path) -> tuple[Node, ...]:
    """The units directly in a unit; of the order itself for ()."""
    return unit_at(tree, parent).children if parent else tree


def unit_at(tree: tuple[Node, ...], path: Path) -> Node:
    """The unit of the path, or DomainError."""
    found, units = None, tree
    for depth, step in enumerate(path):
        if found is not None and found.repealed:
            raise DomainError(REPEALED.format(unit=cited(path[:depth])))
        found = next((node for node in units if step_of(node) == step), None)
        if found is None:
            raise DomainError(f"W zmienianym zarządzeniu nie ma jednostki: {cited(path)}.")
        units = found.children
    if found is None:
        raise DomainError("Wskaż jednostkę zarządzenia.")
    return found


def place_of(tree: tuple[Node, ...], path: Path) -> tuple[int, ...]:
    """Its place among the units of each level, for sorting."""
    places, units = [], tree
    for depth, step in enumerate(path, start=1):
        unit = unit_at(tree, path[:depth])
        places.append(next(n for n, node in enumerate(units) if step_of(node) == step))
        units = unit.children
    return tuple(places)


def closing_path(tree: tuple[Node, ...], path: Path) -> Path:
    """The unit whose words stand before the final mark of this one: itself, or the last below it."""
    node = unit_at(tree, path)
    if node.tail or not node.children or node.repealed:
        return path
    return closing_path(tree, (*path, step_of(node.children[-1])))


# Names


def cited(path: Path) -> str:
    """„§ 2 pkt 4 lit. b” (ZTP § 59)."""
    return " ".join(citation(kind, label) for kind, label in path)


def within(path: Path) -> str:
    """„w § 4 w ust. 5”: „w” before each unit (ZTP § 89)."""
    return " ".join(f"w {locative(kind, label)}" for kind, label in path)


def locative(kind: str, label: str) -> str:
    """„ust. 5”, „tiret drugim”: after „w” and „po”."""
    if kind not in _DASHES:
        return citation(kind, label)
    words = [_declined(word) for word in citation(kind, label).split()]
    return " ".join(words)


def _declined(word: str) -> str:
    if word.endswith(("gie", "cie")):
        return f"{word[:-2]}im"
    return f"{word[:-1]}ym" if word.endswith("e") else word


def listed(kind: str, labels: list[str]) -> str:
    """„pkt 3”, „pkt 3 i 4”, „pkt 3–5”, „tiret drugie i trzecie”."""
    first = citation(kind, labels[0])
    if len(labels) == 1:
        return first
    between = " i " if len(labels) == 2 else "–"
    return f"{first}{between}{number_said(kind, labels[-1])}"
