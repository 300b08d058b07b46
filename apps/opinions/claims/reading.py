"""Which pluses, minuses and recommendations stand on nothing, and what the document says of the tools of WRZOS."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet, prefetch_related_objects
from django.urls import reverse

from apps.catalogue.models import RecommendationKind
from apps.implementation.models import Evidence

from ..content import recommendations_in_order
from ..models import Citation, Finding, Opinion, Recommendation
from .cited import TOGETHER, Cited

READ = ("findings", "recommendations", TOGETHER)  # what every question below looks at
_SHOWN = 80  # characters of a claim


@dataclass(frozen=True)
class Lack:
    """A claim that something is missing from: its name, the beginning of its words, and where it is mended."""

    name: str
    words: str
    url: str
    claim: Finding | Recommendation

    def __str__(self):
        return f"{self.name} „{self.words}”"


def read_claims(*opinions: Opinion) -> None:
    """Read once, for many opinions, all that the questions below ask about."""
    prefetch_related_objects(opinions, "product__parts", *READ)


def unsupported(opinion: Opinion) -> list[Lack]:
    """Pluses, minuses and recommendations that cite no evidence, in the order of the document."""
    read_claims(opinion)
    cited = {(one.finding_id, one.recommendation_id) for one in opinion.citations.all()}
    bare = [_of_finding(opinion, row, n) for row, n in _numbered(opinion) if (row.pk, None) not in cited]
    return bare + [
        _of_recommendation(opinion, row, n)
        for n, row in enumerate(recommendations_in_order(opinion), start=1)
        if (None, row.pk) not in cited
    ]


def without_law(opinion: Opinion) -> list[Lack]:
    """Recommendations of a change of law that name no act or no provision."""
    read_claims(opinion)
    return [
        _of_recommendation(opinion, row, n)
        for n, row in enumerate(recommendations_in_order(opinion), start=1)
        if is_without_law(row)
    ]


def is_without_law(row: Recommendation) -> bool:
    return row.kind == RecommendationKind.LAW and not (row.legal_act and row.article)


def lacks_of_law(row: Recommendation) -> str:
    """What a recommendation of a change of law does not say yet, as a sentence; empty when it says everything."""
    if not is_without_law(row):
        return ""
    unsaid = [name for name, said in [("akt prawny", row.legal_act), ("przepis", row.article)] if not said]
    return f"Niepełna: podaj {' i '.join(unsaid)}, którego dotyczy zmiana."


def cites_tool(opinion: Opinion) -> bool:
    """Whether it stands on the result of an evaluation tool of WRZOS, as the footnote to Tabela 1 wants."""
    read_claims(opinion)
    return any(one.evidence.tool_id for one in opinion.citations.all())


def withdrawn(opinion: Opinion) -> list[Evidence]:
    """Evidence cited here that has since been withdrawn from the register."""
    read_claims(opinion)
    pieces = {one.evidence_id: one.evidence for one in opinion.citations.all()}
    return [evidence for evidence in pieces.values() if evidence.withdrawn_at]


def doubts(opinion: Opinion) -> dict[str, Any]:
    """For the opinion's page: everything that the claims of the document lack. None of it stops the vote."""
    read_claims(opinion)
    has_claims = bool(opinion.findings.all() or opinion.recommendations.all())
    return {
        "unsupported": unsupported(opinion),
        "without_law": without_law(opinion),
        "withdrawn": withdrawn(opinion),
        "lacks_tool": has_claims and not cites_tool(opinion),
    }


def citable(opinion: Opinion) -> QuerySet[Evidence]:
    """What may be cited: the register of the pilot without what was withdrawn."""
    return opinion.pilot.evidence.filter(withdrawn_at=None, current__isnull=False).select_related("current", "tool")


def citations_of(opinion: Opinion, **supported: Any) -> list[Citation]:
    """Citations of one thing, given by the name of its column."""
    together = opinion.citations.filter(**supported).select_related("evidence__current", "evidence__tool")
    return list(together.order_by("evidence__number"))


def place_of(citation: Citation) -> str:
    """Where the team reads what cites: the section, or the row of its list."""
    page = [citation.opinion_id]
    if citation.section_id:
        return reverse("opinions:section", args=[*page, citation.section_id])
    if citation.finding_id:
        return f"{reverse('opinions:findings', args=page)}#wpis-{citation.finding_id}"
    return f"{reverse('opinions:recommendations', args=page)}#rekomendacja-{citation.recommendation_id}"


def with_citations(
    opinion: Opinion, rows: Iterable[Finding | Recommendation], name: str
) -> list[Finding | Recommendation]:
    """The rows, each with its citations as `cited`; `name` is that of the column: „finding” or „recommendation”."""
    together, rows = Cited(opinion).citations, list(rows)
    for row in rows:
        row.cited = [one for one in together if getattr(one, f"{name}_id") == row.pk]
    return rows


def citing(evidence: Evidence) -> QuerySet[Citation]:
    """What stands on a piece of evidence, for its page: „co się na nim opiera”."""
    together = ("opinion__product", "opinion__step", "section__part", "finding", "recommendation")
    return evidence.citations.select_related(*together).order_by("opinion__product__rank", "opinion", "pk")


def _numbered(opinion: Opinion) -> Iterable[tuple[Finding, int]]:
    for sign in Finding.Sign:
        rows = [row for row in opinion.findings.all() if row.sign == sign]
        yield from ((row, number) for number, row in enumerate(rows, start=1))


def _of_finding(opinion: Opinion, row: Finding, number: int) -> Lack:
    name = f"{row.get_sign_display().capitalize()} {number}"
    return Lack(name, _short(row.body), reverse("opinions:finding_cite", args=[opinion.pk, row.pk]), row)


def _of_recommendation(opinion: Opinion, row: Recommendation, number: int) -> Lack:
    url = reverse("opinions:recommendation_cite", args=[opinion.pk, row.pk])
    return Lack(f"Rekomendacja R{number}", _short(row.body), url, row)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN].rsplit(' ', 1)[0]}…"
