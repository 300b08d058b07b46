"""The life of an order: a draft, then issued for good."""

import pgtrigger

from apps.core.workflow import Step, Workflow

from .models import Order
from .rules import is_director, missing

ORDER = Workflow(
    "zarządzenie",
    Order.Status,
    Order.Status.DRAFT,
    Step("issue", "Wydaj zarządzenie", {Order.Status.DRAFT}, Order.Status.ISSUED, is_director, "dyrektor", missing),
)

pgtrigger.register(
    pgtrigger.FSM(name="order_follows_its_workflow", field="status", transitions=ORDER.transitions()),
    pgtrigger.Protect(
        name="order_is_born_a_draft", operation=pgtrigger.Insert, condition=~pgtrigger.Q(new__status=ORDER.initial)
    ),
)(Order)
