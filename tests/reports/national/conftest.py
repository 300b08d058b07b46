from tests.reports.recommendations.conftest import centres, reviewer, said

__all__ = ["centres", "reviewer", "said"]
