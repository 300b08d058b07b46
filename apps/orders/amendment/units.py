"""The text that is amended as the page shows it: line by line, each unit with what may be done to it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from apps.orders.amending.changes import Path
from apps.orders.amending.units import cited, step_of
from apps.orders.text import Node, Printed, mark, printed

from .asked import AFTER, DELETE, END, LABELS, MORE, NOUNS, REPEAL, REWORD, WORDS, Asked, at_of
from .forms import AmendmentForm
from .guarded import why_guarded


@dataclass(frozen=True)
class Line:
    """One unit: its words, and the buttons by it. `why`: why it cannot be changed here; `made`: labels of its changes
    in the list; `pending`: the one that is being written."""

    at: str
    cited: str
    depth: int
    text: str
    tail: str = ""
    buttons: list[tuple[str, str]] = field(default_factory=list)
    why: str = ""
    made: list[str] = field(default_factory=list)
    pending: Asked | None = None


def lines_of(form: AmendmentForm) -> list[Line]:
    found = []
    for node, unit in zip(form.tree, printed(form.tree), strict=True):
        found += _lines(form, node, unit, ())
    return found


def _lines(form: AmendmentForm, node: Node, unit: Printed, above: Path) -> Iterator[Line]:
    path = (*above, step_of(node))
    at = at_of(path)
    yield Line(
        at,
        cited(path),
        len(path),
        _said(node, unit),
        unit.tail,
        [(op, LABELS[op]) for op in _possible(node) if not _why(op, path, form)],
        form.guarded.get(path, "").format(unit=cited(path)),
        [NOUNS[entry.op] for entry in form.entries if entry.at == at],
        form.pending if form.pending and form.pending.at == at else None,
    )
    for child, below in zip(node.children, unit.units, strict=True):
        yield from _lines(form, child, below, path)


def _said(node: Node, unit: Printed) -> str:
    """Its own mark and words; a § of ustępy, which has none, is named."""
    return " ".join([*unit.marks[-1:], unit.text]) if unit.text else mark(node.kind, node.label)


def _possible(node: Node) -> Iterator[str]:
    if node.repealed:
        yield AFTER
        return
    yield from (REWORD, AFTER)
    if node.children:
        yield END
    yield REPEAL
    if node.text:
        yield from (WORDS, DELETE, MORE)


def _why(op: str, path: Path, form: AmendmentForm) -> str:
    where = path[:-1] if op == AFTER else path
    return why_guarded(where, form.guarded, whole=op in (REWORD, REPEAL))
