"""The texts that an order has had: the days on which it changed, and the differences between two of them."""

import datetime
from dataclasses import dataclass
from itertools import groupby

from django.utils.html import escape
from django.utils.safestring import SafeString

from apps.core.polish import plain_spaces, typography
from apps.orders.models import IssuedOrder
from apps.orders.text import Node, printed
from apps.texts.compare import compare

from .reading import Amended
from .units import listed, step_of


@dataclass(frozen=True)
class Version:
    """The text from a day on; `by`: the orders that made it so that day, none for the original."""

    since: datetime.date
    by: tuple[IssuedOrder, ...] = ()


def versions_of(read: Amended) -> list[Version]:
    made = groupby(read.amendments, lambda one: max(one.effective_on, read.issued.effective_on))
    return [Version(read.issued.effective_on), *(Version(day, tuple(orders)) for day, orders in made)]


@dataclass(frozen=True)
class Difference:
    """A § that changed, as readable lines, or a run of those that did not („§ 5–9”)."""

    lines: tuple[SafeString, ...] = ()
    unchanged: str = ""


def differences(before: tuple[Node, ...], after: tuple[Node, ...]) -> list[Difference]:
    """§ by §; labels never change, so a unit is always compared with itself."""
    old, new = _lines_by_unit(before), _lines_by_unit(after)
    labels = [unit.label for unit in _both(before, after)]
    compared = [(label, *_compared(label, old, new)) for label in labels]
    found = []
    for is_same, run in groupby(compared, lambda one: one[1]):
        sections = list(run)
        if is_same:
            found.append(Difference(unchanged=listed("paragraf", [label for label, *_ in sections])))
        else:
            found += [Difference(lines) for _, _, lines in sections]
    return found


def _both(before: tuple[Node, ...], after: tuple[Node, ...]) -> tuple[Node, ...]:
    """Every unit of both; what is only in the older text (the days were given the other way round) in its place."""
    known = {step_of(unit) for unit in after}
    return after if {step_of(unit) for unit in before} <= known else before


def _lines_by_unit(tree: tuple[Node, ...]) -> dict[str, dict[tuple, str]]:
    """For each §, its printed lines by the unit that says them."""
    return {
        node.label: dict(_lines(node, unit, (step_of(node),))) for node, unit in zip(tree, printed(tree), strict=True)
    }


def _lines(node: Node, unit, path):
    if unit.text:
        yield path, " ".join([*unit.marks, unit.text])
    for child, below in zip(node.children, unit.units, strict=True):
        yield from _lines(child, below, (*path, step_of(child)))
    if unit.tail:
        yield (*path, ("tail", "")), unit.tail


def _compared(label: str, old: dict, new: dict) -> tuple[bool, tuple[SafeString, ...]]:
    before, after = old.get(label, {}), new.get(label, {})
    if before == after:
        return True, ()
    paths = _merged(list(before), list(after))
    return False, tuple(_line(before.get(path, ""), after.get(path, "")) for path in paths)


def _merged(before: list, after: list) -> list:
    """All paths in reading order: those of one text, with those only in the other where they stood."""
    merged = list(after)
    for place, path in enumerate(before):
        if path not in merged:
            behind = next((merged.index(one) + 1 for one in reversed(before[:place]) if one in merged), 0)
            merged.insert(behind, path)
    return merged


def _line(before: str, after: str) -> SafeString:
    old, new = (typography(escape(plain_spaces(text))) for text in (before, after))
    return compare(f"<p>{old}</p>" if old else "", f"<p>{new}</p>" if new else "")
