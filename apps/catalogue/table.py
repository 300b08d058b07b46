"""What the page of Tabela 1 shows: elements, their products and steps, narrowed by the filters in the address."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch

from apps.core.filters import Choice

from .models import CatalogueVersion, ImplementationStep, ModelElement

WHEN = {"w-trakcie": "w trakcie pilotażu", "po": "po zakończeniu pilotażu"}


@dataclass(frozen=True)
class Filters:
    """Chosen values; empty means all. A value that does not exist counts as empty."""

    element: str = ""
    actor: str = ""
    when: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Filters":
        element, actor, when = (query.get(name, "") for name in ("element", "kto", "kiedy"))
        return cls(
            element if element.isascii() and element.isdigit() else "",
            actor if actor in ImplementationStep.Actor else "",
            when if when in WHEN else "",
        )

    def __bool__(self) -> bool:
        return bool(self.element or self.actor or self.when)

    def take(self, step: ImplementationStep) -> bool:
        right_time = not self.when or step.after_pilot == (self.when == "po")
        return right_time and self.actor in ("", step.actor)


def choices(elements: list[ModelElement], filters: Filters) -> list[Choice]:
    """What the table may be narrowed by."""
    named = {str(element.rank): f"{element.rank}. {element.name}" for element in elements}
    return [
        Choice("Element modelu", "element", "wszystkie", named, filters.element),
        Choice("Kto działa", "kto", "wszyscy", dict(ImplementationStep.Actor.choices), filters.actor),
        Choice("Kiedy", "kiedy", "zawsze", WHEN, filters.when),
    ]


def elements_of(version: CatalogueVersion) -> list[ModelElement]:
    """The whole table: elements with their products and steps."""
    return list(version.elements.prefetch_related(Prefetch("products", version.products.prefetch_related("steps"))))


def rows(elements: list[ModelElement], filters: Filters) -> list[dict[str, Any]]:
    """Elements with their products that have something to show; each product with the steps that match."""
    chosen = [element for element in elements if filters.element in ("", str(element.rank))]
    narrowed = [{"element": element, "products": _products(element, filters)} for element in chosen]
    return [row for row in narrowed if row["products"]]


def _products(element, filters):
    shown = []
    for product in element.products.all():
        steps = product.steps.all()
        if taken := [step for step in steps if filters.take(step)]:
            shown.append({"product": product, "steps": taken, "all_steps": len(steps)})
    return shown
