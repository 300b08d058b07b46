"""What cites a piece of evidence stands in rooms above. Such a room hands over two questions when it starts (in
AppConfig.ready), so that this one knows it not by name."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Value

from apps.accounts.models import User

from .models import Evidence


@dataclass(frozen=True)
class Place:
    """One thing that cites: `what` in words („opinia 2a …, część „Ocena””), and where it stands. `is_settled`: its
    text is under a vote or adopted, so that the piece cannot be withdrawn."""

    what: str
    url: str = ""
    is_settled: bool = False


@dataclass(frozen=True)
class Source:
    """`rows(outer)`: a queryset of citations of the evidence whose key is `outer`; `places`: what cites one piece."""

    rows: Callable[[Any], QuerySet]
    places: Callable[[Evidence, User], list[Place]]


_sources: list[Source] = []


def citations_come_from(source: Source) -> Source:
    _sources.append(source)
    return source


def with_citations(evidence: QuerySet[Evidence]) -> QuerySet[Evidence]:
    """Each piece with `is_cited`."""
    if not _sources:
        return evidence.annotate(is_cited=Value(False))
    cited = Exists(_sources[0].rows(OuterRef("pk")))
    for source in _sources[1:]:
        cited = cited | Exists(source.rows(OuterRef("pk")))
    return evidence.annotate(is_cited=cited)


def places_of(evidence: Evidence, user: User) -> list[Place]:
    return [place for source in _sources for place in source.places(evidence, user)]
