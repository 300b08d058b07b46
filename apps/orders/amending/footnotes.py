"""The footnotes of a consolidated text (ZTP § 106 and 106a)."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby
from operator import attrgetter

from apps.orders.text import LITERA, PODWOJNE_TIRET, TIRET, Node

from .changes import Path
from .history import ADDED, CHANGED, REPEALED, REWORDED, Event, History
from .units import step_of

_ADDED = {LITERA: "dodana", TIRET: "dodane", PODWOJNE_TIRET: "dodane"}
_VERBS = {REWORDED: "w brzmieniu ustalonym", CHANGED: "ze zmianą wprowadzoną", REPEALED: ""}
_NUMBER = "⟨⟩"  # stands for a number not yet known
_UNTIL = f"w tym brzmieniu obowiązuje do wejścia w życie zmiany, o której mowa w odnośniku {_NUMBER}"


@dataclass(frozen=True)
class Footnote:
    number: int
    text: str


@dataclass
class Footnotes:
    """Writes them in reading order. `named(amendment)`: „zarządzenia nr … zmieniającego zarządzenie w sprawie …, które
    weszło w życie z dniem …”, said once, afterwards by the number of that footnote. Amendments from `first_ahead` on
    are not yet in force."""

    named: Callable[[int], str]
    first_ahead: int
    written: list[Footnote] = field(default_factory=list)
    first_named: dict[int, int] = field(default_factory=dict)

    def on(self, units: tuple[Node, ...], now: History, later: History, above: Path = ()) -> tuple[Node, ...]:
        """The units with their notes. A unit that will change stands there twice: as it is, then `ahead`."""
        return tuple(self._one(unit, following, now, later, above) for unit, following in _with_next(units))

    def _one(self, unit: Node, following: Node | None, now: History, later: History, above: Path) -> Node:
        path = (*above, step_of(unit))
        if unit.ahead:
            coming = [event for event in later[path] if event.amendment >= self.first_ahead]
            return replace(unit, notes=self._note(unit.kind, coming))
        changes = following is not None and following.ahead and step_of(following) == step_of(unit)
        notes = self._note(unit.kind, now.get(path, ()), _UNTIL if changes else "")
        below = self.on(unit.children, now, later, path)
        if changes:
            self._point(notes[0], len(self.written) + 1)
        return replace(unit, notes=notes, children=below)

    def _note(self, kind: str, events: Iterable[Event], until: str = "") -> tuple[int, ...]:
        number = len(self.written) + 1
        parts = [self._said(kind, verb, list(group), number) for verb, group in groupby(events, attrgetter("verb"))]
        said = "; ".join([*parts, until] if until else parts)
        if not said:
            return ()
        said = said[0].upper() + said[1:]
        self.written.append(Footnote(number, said if said.endswith(".") else f"{said}."))
        return (number,)

    def _point(self, number: int, to: int) -> None:
        """Names the footnote of what is coming, once it is known."""
        note = self.written[number - 1]
        self.written[number - 1] = replace(note, text=note.text.replace(_NUMBER, str(to)))

    def _said(self, kind: str, verb: str, events: list[Event], number: int) -> str:
        made = _ADDED.get(kind, "dodany") if verb == ADDED else _VERBS[verb]
        if verb == CHANGED and len(events) > 1:
            made = "ze zmianami wprowadzonymi"
        by_order = groupby(events, attrgetter("amendment"))
        by = [f"przez {provisions(group)} {self._order(place, number)}" for place, group in by_order]
        return f"{made} {' oraz '.join(by)}".strip()

    def _order(self, amendment: int, number: int) -> str:
        first = self.first_named.setdefault(amendment, number)
        return f"zarządzenia, o którym mowa w odnośniku {first}" if first < number else self.named(amendment)


def provisions(events: Iterable[Event]) -> str:
    """„§ 1 pkt 3 lit. a i b”, „§ 1 pkt 2 i § 3”."""
    first, *others = (event.provision for event in events)
    said = first
    for other in others:
        head, _, last = other.rpartition(" ")
        said += f" i {last if head == first.rpartition(' ')[0] else other}"
    return said


def _with_next(units: tuple[Node, ...]) -> Iterator[tuple[Node, Node | None]]:
    return zip(units, [*units[1:], None], strict=False)
