"""The organisation of a centre by day: structure, duties, staffing, and structures that are only proposed."""

from .duties import Duty, ScopeAcknowledgement, ScopeOfDuties
from .staffing import IndicatorTerm, Measure, MeasureTerm, SocialWorkerTerm
from .structure import (
    FULL_TIME,
    EmployeeImport,
    Employment,
    KeyPost,
    Position,
    PositionTerm,
    Term,
    Unit,
    UnitTerm,
)
from .variants import Variant, VariantMove, VariantPosition, VariantUnit

__all__ = [
    "FULL_TIME", "Duty", "EmployeeImport", "Employment", "IndicatorTerm", "KeyPost", "Measure", "MeasureTerm",
    "Position", "PositionTerm", "ScopeAcknowledgement", "ScopeOfDuties", "SocialWorkerTerm", "Term", "Unit", "UnitTerm",
    "Variant", "VariantMove", "VariantPosition", "VariantUnit",
]  # fmt: skip
