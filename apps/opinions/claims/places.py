"""Tells the register of evidence which opinions stand on a piece."""

from typing import Any

from django.db.models import QuerySet

from apps.accounts.models import User
from apps.implementation.citations import Place, Source, citations_come_from
from apps.implementation.models import Evidence

from ..models import Citation
from ..rules import EDITABLE
from .reading import citing, place_of


def _rows(outer: Any) -> QuerySet[Citation]:
    return Citation.objects.filter(evidence=outer)


def _places(evidence: Evidence, user: User) -> list[Place]:
    """Each section, plus, minus and recommendation that cites it. Where people still write, the link leads to the
    place; afterwards to the document."""
    return [_place(citation) for citation in citing(evidence)]


def _place(citation: Citation) -> Place:
    opinion = citation.opinion
    is_open = opinion.status in EDITABLE
    url = place_of(citation) if is_open else opinion.get_absolute_url()
    return Place(f"{opinion}: {_thing(citation)}", url, is_settled=not is_open)


def _thing(citation: Citation) -> str:
    if citation.section:
        return f"część „{citation.section.part.title}”"
    if citation.finding:
        return f"{citation.finding.get_sign_display()} „{citation.finding}”"
    return f"rekomendacja „{citation.recommendation}”"


SOURCE = citations_come_from(Source(_rows, _places))
