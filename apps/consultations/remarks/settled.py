"""Which remarks a version owes a settlement, and where its writer may look for it."""

from dataclasses import dataclass

from django.db.models import QuerySet

from apps.consultations.models import DocumentVersion, Remark, Settlement
from apps.consultations.versions.tracing import GONE, Trace, traces

from . import rules


def to_settle(version: DocumentVersion) -> QuerySet[Remark]:
    """Remarks to earlier versions that were taken in, in whole or in part, and are not settled in another version."""
    found = Remark.objects.filter(
        document=version.document_id,
        of_version__number__lt=version.number,
        of_version__status__in=rules.HANDED_OVER,
        answer__disposition__in=rules.TAKEN_IN,
    )
    elsewhere = Settlement.objects.filter(remark__document=version.document_id).exclude(in_version=version)
    found = found.exclude(pk__in=elsewhere.values("remark"))
    return found.select_related("answer", "settlement", "of_version").order_by("of_version__number", "place", "number")


@dataclass(frozen=True)
class Row:
    """A remark that was taken in, and where in the version its passage stands now."""

    remark: Remark
    trace: Trace

    @property
    def settlement(self) -> Settlement | None:
        return getattr(self.remark, "settlement", None)

    @property
    def is_here(self) -> bool:
        return self.settlement is not None

    @property
    def label(self) -> str:
        """The unit that was named; before anything was, the one where the passage stands now."""
        if self.settlement:
            return self.settlement.unit_label
        return "" if self.trace.state == GONE else self.trace.label


def rows_of(version: DocumentVersion) -> list[Row]:
    found = list(to_settle(version))
    by_remark = traces(found, version)
    return [Row(remark, by_remark[remark.pk]) for remark in found]
