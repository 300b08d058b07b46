"""Changes already made that come into force later, shown beside what is in force (ZTP § 106a)."""

from dataclasses import replace

from apps.orders.text import Node

from .changes import Path
from .history import History
from .units import endings, step_of


def side_by_side(now: tuple[Node, ...], later: tuple[Node, ...], coming: set[Path]) -> tuple[Node, ...]:
    """Every unit as it is now, and after each that will change, as it will be. `coming`: the paths that a later change
    touches. Final marks are said, since neighbours of two texts stand in one list."""
    return _Pages(endings(now), endings(later), coming).units(now, later, ())


class _Pages:
    def __init__(self, now: dict[Path, str], later: dict[Path, str], coming: set[Path]):
        self.now, self.later, self.coming = now, later, coming

    def units(self, now: tuple[Node, ...], later: tuple[Node, ...], above: Path) -> tuple[Node, ...]:
        today = {step_of(unit): unit for unit in now}
        return tuple(one for unit in later for one in self._both(today.get(step_of(unit)), unit, above))

    def _both(self, now: Node | None, later: Node, above: Path) -> list[Node]:
        path = (*above, step_of(later))
        future = replace(_closed(later, path, self.later), ahead=True)
        if now is None:
            return [future]
        if path in self.coming:
            return [_closed(now, path, self.now), future]
        below = self.units(now.children, later.children, path)
        return [replace(now, children=below, ending=self.now[path])]


def _closed(unit: Node, path: Path, marks: dict[Path, str]) -> Node:
    below = tuple(_closed(child, (*path, step_of(child)), marks) for child in unit.children)
    return replace(unit, children=below, ending=marks[path])


def coming_in(history: History, first_ahead: int) -> set[Path]:
    """Units that an amendment not yet in force touches. `first_ahead`: the place of the first such amendment."""
    return {path for path, events in history.items() if any(event.amendment >= first_ahead for event in events)}
