"""Two versions of a document side by side in one text, unit by unit."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.utils.safestring import SafeString

from apps.consultations.models import DocumentVersion
from apps.consultations.units import HEADING, Unit
from apps.texts.compare import words_compared

from .cutting import units_of_html
from .pairing import Pair, pairs
from .reading import units_of

NO_WORDS = (
    "Tych wersji nie da się porównać: {} to PDF, z którego nie można odczytać tekstu (zapewne skan). "
    "Pobierz oba pliki i porównaj je sam(a)."
)
FROM_PDF = (
    "Jedna z wersji jest plikiem PDF, dlatego porównano sam tekst odczytany z pliku, bez układu i tabel. "
    "Drobne różnice mogą pochodzić z dzielenia wierszy."
)
_QUIET = frozenset({"same", "renumbered"})
_KEPT_OPEN = 3  # units in a row whose words are the same and that are shown as they are


@dataclass(frozen=True)
class Row:
    """A unit of either version. `kind`: same, renumbered, changed, added, removed, moved; `words` with the changes."""

    kind: str
    label: str
    words: SafeString
    was: str = ""  # its label in the earlier version, where that is another
    is_heading: bool = False
    depth: int = 0


@dataclass(frozen=True)
class Run:
    """Rows that are shown, or a stretch without changes that may be opened."""

    rows: list[Row]
    is_folded: bool = False

    @property
    def first(self) -> str:
        return self.rows[0].label

    @property
    def last(self) -> str:
        return self.rows[-1].label


@dataclass(frozen=True)
class Comparison:
    runs: list[Run] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    note: str = ""
    refusal: str = ""

    @property
    def is_same(self) -> bool:
        return not self.refusal and not (set(self.counts) - _QUIET)


def compared(old: DocumentVersion, new: DocumentVersion) -> Comparison:
    texts = [_units(one) for one in (old, new)]
    for version, found in zip((old, new), texts, strict=True):
        if not found:
            return Comparison(refusal=NO_WORDS.format(f"wersja {version.number}"))
    rows = [_row(pair) for pair in pairs(*texts)]
    counts: dict[str, int] = {}
    for row in rows:
        counts[row.kind] = counts.get(row.kind, 0) + 1
    return Comparison(list(_folded(rows)), counts, FROM_PDF if _is_pdf(old) or _is_pdf(new) else "")


def _is_pdf(version: DocumentVersion) -> bool:
    return version.origin == DocumentVersion.Origin.FILE and not version.units


def _units(version: DocumentVersion) -> list[Unit]:
    if not _is_pdf(version):
        return units_of(version)
    return units_of_html("".join(f"<p>{line}</p>" for line in version.body.split("\n\n") if line))


def _row(pair: Pair) -> Row:
    unit = pair.new or pair.old
    said = {"is_heading": unit.kind == HEADING, "depth": unit.depth}
    if pair.old is None:
        return Row("added", unit.label, words_compared("", unit.text), **said)
    if pair.new is None:
        return Row("removed", unit.label, words_compared(unit.text, ""), **said)
    words = words_compared(pair.old.text, pair.new.text)
    was = pair.old.label if pair.old.label != pair.new.label else ""
    if pair.moved and was:
        return Row("moved", unit.label, words, was, **said)
    if pair.is_same:
        return Row("renumbered" if was else "same", unit.label, words, was, **said)
    return Row("changed", unit.label, words, was, **said)


def _folded(rows: Iterable[Row]) -> Iterator[Run]:
    """Longer stretches without changes may be folded; one unit stays open on either side of a change."""
    run: list[Row] = []
    for row in rows:
        if run and (row.kind in _QUIET) != (run[0].kind in _QUIET):
            yield from _runs(run)
            run = []
        run.append(row)
    if run:
        yield from _runs(run)


def _runs(run: list[Row]) -> Iterator[Run]:
    if run[0].kind not in _QUIET or len(run) <= _KEPT_OPEN:
        yield Run(run)
        return
    yield Run(run[:1])
    yield Run(run[1:-1], is_folded=True)
    yield Run(run[-1:])
