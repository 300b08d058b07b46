"""The register of evidence: which pieces, in which order, and what stands beside each."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Func, Prefetch, Q, QuerySet, TextField, Value
from django.db.models.functions import Lower

from apps.accounts.models import DIACRITICS, PLAIN
from apps.catalogue.models import EvaluationTool, FinalProduct
from apps.core.filters import Choice
from apps.implementation.citations import with_citations
from apps.implementation.models import Evidence, TaskEvidence
from apps.projects.models import Pilot

CITED, UNCITED, WITHDRAWN = "tak", "nie", "wycofane"
_NUMBER = re.compile(r"d?\s*(\d{1,6})", re.IGNORECASE)


@dataclass(frozen=True)
class Asked:
    """What the address asks for."""

    sought: str = ""
    kind: str = ""
    tool: str = ""
    product: str = ""
    cited: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Asked":
        names = {"sought": "szukaj", "kind": "rodzaj", "tool": "narzedzie", "product": "produkt", "cited": "powolane"}
        return cls(**{name: query.get(asked, "").strip() for name, asked in names.items()})

    def __bool__(self) -> bool:
        return any((self.sought, self.kind, self.tool, self.product, self.cited))


def register(pilot: Pilot, asked: Asked) -> QuerySet[Evidence]:
    """Pieces of one pilot, the newest number first; those withdrawn only when asked for, or by their number."""
    found = with_citations(Evidence.objects.filter(pilot=pilot.pk)).select_related("current", "tool", "added_by")
    if number := _NUMBER.fullmatch(asked.sought):
        return _beside(found.filter(number=int(number[1])))
    for word in asked.sought.lower().translate(str.maketrans(DIACRITICS, PLAIN)).split():
        found = _with_plain_text(found).filter(plain__contains=word)
    if asked.kind in Evidence.Kind.values:
        found = found.filter(kind=asked.kind)
    if asked.tool.isdecimal():
        found = found.filter(tool=int(asked.tool[:9]))
    if asked.product:
        found = found.filter(
            pk__in=TaskEvidence.objects.filter(task__step__product__code=asked.product).values("evidence")
        )
    return _beside(_standing(found, asked.cited))


def _standing(found, cited) -> QuerySet[Evidence]:
    if cited == WITHDRAWN:
        return found.exclude(withdrawn_at=None)
    found = found.filter(withdrawn_at=None)
    return found.filter(is_cited=cited == CITED) if cited in (CITED, UNCITED) else found


def _with_plain_text(found) -> QuerySet[Evidence]:
    said = [F(f"current__{name}") for name in ("title", "description", "statement", "file_name", "address")]
    text = Func(Value(" "), *said, function="concat_ws", output_field=TextField())
    letters = {"function": "translate", "output_field": TextField()}
    return found.annotate(plain=Func(Lower(text), Value(DIACRITICS), Value(PLAIN), **letters))


def _beside(found) -> QuerySet[Evidence]:
    shows = TaskEvidence.objects.select_related("task__step__product").order_by(
        "task__step__product__rank", "task__step__rank"
    )
    return found.prefetch_related(Prefetch("shows", shows)).order_by("-number")


def labels_of_tasks(evidence: Evidence) -> list[str]:
    """„2a.3”, of links that are read already."""
    return [f"{one.task.step.product.code}.{one.task.step.rank}" for one in evidence.shows.all()]


def choices(pilot: Pilot, asked: Asked) -> list[Choice]:
    tools = EvaluationTool.objects.filter(results__pilot=pilot.pk).distinct()
    products = FinalProduct.objects.filter(version=pilot.catalogue_version_id)
    cited = {CITED: "powołane w opiniach", UNCITED: "jeszcze niepowołane", WITHDRAWN: "wycofane"}
    return [
        Choice("Rodzaj", "rodzaj", "wszystkie", dict(Evidence.Kind.choices), asked.kind),
        Choice("Narzędzie WRZOS", "narzedzie", "wszystkie", {str(one.pk): one.name for one in tools}, asked.tool),
        Choice(
            "Produkt", "produkt", "wszystkie", {p.code: f"{p.code}. {p.short_name}" for p in products}, asked.product
        ),
        Choice("Powołania", "powolane", "wszystkie oprócz wycofanych", cited, asked.cited),
    ]


def offered(pilot: Pilot) -> QuerySet[Evidence]:
    """Pieces that may be pointed to anew, for forms here and above."""
    found = Evidence.objects.filter(pilot=pilot.pk, withdrawn_at=None).select_related("current")
    return found.order_by("-number")


def counted(pilot: Pilot) -> dict[str, Any]:
    """How many pieces the pilot has, and how many of them are in use."""
    of = Evidence.objects.filter(pilot=pilot.pk)
    return of.aggregate(all=Count("pk"), standing=Count("pk", filter=Q(withdrawn_at=None)))


def tasks_shown(evidence: Evidence) -> list[TaskEvidence]:
    links = TaskEvidence.objects.filter(evidence=evidence.pk).select_related("task__step__product")
    return list(links.order_by("task__step__product__rank", "task__step__rank"))
