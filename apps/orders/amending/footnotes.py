"""The footnotes of a consolidated text (ZTP § 106)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from apps.orders.text import LITERA, PODWOJNE_TIRET, TIRET, Node

from .changes import Path
from .history import ADDED, CHANGED, REPEALED, REWORDED, Event, History
from .units import step_of

_ADDED = {LITERA: "dodana", TIRET: "dodane", PODWOJNE_TIRET: "dodane"}
_VERBS = {REWORDED: "w brzmieniu ustalonym", CHANGED: "ze zmianą wprowadzoną", REPEALED: ""}


@dataclass(frozen=True)
class Footnote:
    number: int
    text: str


def annotated(
    tree: tuple[Node, ...], history: History, named: Callable[[int], str]
) -> tuple[tuple[Node, ...], list[Footnote]]:
    """The tree with its notes, numbered in reading order. `named(amendment)`: „zarządzenia nr … z dnia … zmieniającego
    zarządzenie w sprawie …, które weszło w życie z dniem …”, said once, then by the number of that footnote."""
    notes = _Notes(named)
    return notes.on(tree, (), history), notes.written


class _Notes:
    def __init__(self, named: Callable[[int], str]):
        self.named, self.written, self.first_named = named, [], {}

    def on(self, units: tuple[Node, ...], above: Path, history: History) -> tuple[Node, ...]:
        return tuple(self._one(unit, (*above, step_of(unit)), history) for unit in units)

    def _one(self, unit: Node, path: Path, history: History) -> Node:
        numbers = (self._write(unit, history[path]),) if path in history else ()
        return replace(unit, notes=numbers, children=self.on(unit.children, path, history))

    def _write(self, unit: Node, events: tuple[Event, ...]) -> int:
        number = len(self.written) + 1
        said = "; ".join(self._said(unit.kind, verb, group, number) for verb, group in _by_verb(events))
        said = said[0].upper() + said[1:]
        self.written.append(Footnote(number, said if said.endswith(".") else f"{said}."))
        return number

    def _said(self, kind: str, verb: str, events: list[Event], number: int) -> str:
        made = _ADDED.get(kind, "dodany") if verb == ADDED else _VERBS[verb]
        if verb == CHANGED and len(events) > 1:
            made = "ze zmianami wprowadzonymi"
        by = " oraz ".join(f"przez {event.provision} {self._order(event.amendment, number)}" for event in events)
        return f"{made} {by}".strip()

    def _order(self, amendment: int, number: int) -> str:
        first = self.first_named.setdefault(amendment, number)
        if first < number:
            return f"zarządzenia, o którym mowa w odnośniku {first}"
        return self.named(amendment)


def _by_verb(events: tuple[Event, ...]) -> Iterator[tuple[str, list[Event]]]:
    for verb in dict.fromkeys(event.verb for event in events):
        yield verb, [event for event in events if event.verb == verb]
