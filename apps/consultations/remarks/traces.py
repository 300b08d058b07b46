"""Where the passage of a remark stands in a later version."""

from dataclasses import dataclass

from apps.consultations import units

try:
    from apps.consultations.versions.tracing import Trace, trace
except ImportError:

    @dataclass(frozen=True)
    class Trace:
        state: str
        unit: units.Unit | None
        label: str

    def trace(remark, version):
        unit = units.named(version.units, remark.unit_label)
        if unit is None:
            return Trace("gone", None, remark.unit_label)
        old = units.find(remark.of_version.units, remark.unit_key)
        return Trace("same" if old and old.text == unit.text else "changed", unit, unit.label)


__all__ = ["Trace", "trace"]
