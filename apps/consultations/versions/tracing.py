"""Where the passage of a remark stands in a later version, or that it is gone. Pure questions over units: one alignment
for each pair of versions, however many remarks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from apps.consultations.models import DocumentVersion, Remark
from apps.consultations.units import Unit, find, from_json, named

from .pairing import pairs

SAME, CHANGED, MOVED, GONE, UNKNOWN = "same", "changed", "moved", "gone", "unknown"


@dataclass(frozen=True)
class Trace:
    """`state`: same; changed, in the same unit; moved: `label` says where to, `changed` whether the words changed, too;
    gone: `was` has the old words; unknown: a general remark, or a version that is a PDF. `unit`: where it is now."""

    state: str
    unit: Unit | None = None
    label: str = ""
    was: str = ""
    changed: bool = False


def trace(remark: Remark, version: DocumentVersion) -> Trace:
    """For one remark; for many: `traces`."""
    return traces([remark], version)[remark.pk]


def traces(remarks: Iterable[Remark], version: DocumentVersion) -> dict[int, Trace]:
    """By remark. Their `of_version` should have been read."""
    known: dict[int, Tracer] = {}
    found = {}
    for remark in remarks:
        if remark.of_version_id not in known:
            known[remark.of_version_id] = _tracer(_Stored(remark.of_version.units), _Stored(version.units))
        found[remark.pk] = known[remark.of_version_id].of(remark.unit_key, remark.unit_label, remark.quote)
    return found


class Tracer:
    """Two versions, aligned once."""

    def __init__(self, old: Sequence[Unit], new: Sequence[Unit]):
        self.old, self.new = old, new
        self.became = {pair.old.key: pair for pair in pairs(old, new) if pair.old} if old and new else {}

    def of(self, key: str, label: str, quote: str = "") -> Trace:
        unit = find(self.old, key) if key else named(self.old, label)
        if unit is not None and self.new:
            return self._of_unit(unit)
        return self._by_words(label, quote)

    def _of_unit(self, unit: Unit) -> Trace:
        pair = self.became[unit.key]
        if pair.new is None:
            return Trace(GONE, None, unit.label, unit.text)
        if pair.new.label != unit.label:
            return Trace(MOVED, pair.new, pair.new.label, unit.text, changed=not pair.is_same)
        state = SAME if pair.is_same else CHANGED
        return Trace(state, pair.new, pair.new.label, unit.text, changed=not pair.is_same)

    def _by_words(self, label: str, quote: str) -> Trace:
        """A unit that was typed, of a PDF: found again by the words that the remark quotes."""
        if not (self.new and quote.strip()):
            return Trace(UNKNOWN, named(self.new, label) if label else None, label)
        words = _plain(quote)
        unit = next((one for one in self.new if words in _plain(one.text)), None)
        if unit is None:
            return Trace(GONE, None, label, quote)
        is_there = label and unit == named(self.new, label)
        return Trace(SAME if is_there or not label else MOVED, unit, unit.label, quote)


class _Stored(list):
    """Units as they are stored, as a key of what was aligned."""

    def __hash__(self) -> int:
        return hash(tuple(one["text"] for one in self))


@lru_cache(maxsize=8)
def _tracer(old: _Stored, new: _Stored) -> Tracer:
    """Kept for the next question about the same two texts."""
    return Tracer(from_json(old), from_json(new))


def _plain(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").split()).lower()
