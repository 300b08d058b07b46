"""What a row needs to show that it came from a deed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Trace:
    """An audit event as far as it matters here: what was done to which object; `detail` where one object has many."""

    verb: str
    object_type: str
    object_id: int
    detail: Any = None


@dataclass(frozen=True)
class Claim:
    """A row, in words, and the traces of which it needs at least one."""

    row: str
    traces: tuple[Trace, ...]

    def or_of(self, trace: Trace) -> "Claim":
        return Claim(self.row, (*self.traces, trace))


def claim_of(row: Any, on: Any, *verbs: str, detail: Any = None) -> Claim:
    """`on`: the object that the event speaks of, as (model, id)."""
    model, pk = on
    name = f"{row._meta.verbose_name} {row.pk} ({row})"
    return Claim(name, tuple(Trace(verb, model._meta.label_lower, pk, detail) for verb in verbs))


def each(rows: Iterable, *verbs: str) -> Iterator[Claim]:
    return (claim_of(row, (type(row), row.pk), *verbs) for row in rows)
