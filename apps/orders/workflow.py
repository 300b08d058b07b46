"""The life of an order: a draft, then issued for good."""

from apps.core.workflow import Step, Workflow

from .models import Order
from .rules import is_director, missing

ORDER = Workflow(
    "zarządzenie",
    Order.Status,
    Order.Status.DRAFT,
    Step("issue", "Wydaj zarządzenie", {Order.Status.DRAFT}, Order.Status.ISSUED, is_director, "dyrektor", missing),
)
