"""What an opinion says, as plain data: the shape that is voted on, hashed, printed and read by reports."""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from apps.catalogue.models import RecommendationKind, RequiredPart
from apps.core.polish import day_in_words
from apps.documents.typeface import named, unprintable
from apps.teams.fields import words_of
from apps.teams.models import Team
from apps.texts import rich

from .claims.cited import Cited
from .intermediate.reading import named_in
from .models import Finding, Opinion, Recommendation
from .review.answers import answers_of

RECOMMENDATION_TEXTS = ("body", "addressee", "justification", "legal_act", "article", "proposed_wording")
SAID = ("sections", "advantages", "disadvantages", "recommendations")
SAID_IF_ANY = (
    "cites",
    "evidence",
    "intermediates",
    "answers",
    "responsibility_variant",
)  # older contents lack them; their hash must stay


def content_of(opinion: Opinion) -> dict[str, Any]:
    """The document as it stands now. Rich text is sanitised HTML, everything else plain text with „\\n” line ends."""
    titles, cited = {part.pk: part.title for part in opinion.parts}, Cited(opinion)
    said = {
        "product": _product(opinion.product),
        **_step(opinion),
        **_variant(opinion),
        "pilot": _pilot(opinion.pilot),
        "team": _team(opinion),
        "sections": [
            {"title": titles[section.part_id], "html": _normal(rich.clean(section.body))} | cited.by(section=section.pk)
            for section in opinion.sections.all()
        ],
        "advantages": _findings(opinion, Finding.Sign.ADVANTAGE),
        "disadvantages": _findings(opinion, Finding.Sign.DISADVANTAGE),
        "recommendations": [
            _recommendation(number, said) | cited.by(recommendation=said.pk)
            for number, said in enumerate(recommendations_in_order(opinion), start=1)
        ],
    }
    return said | _evidence_of(opinion, cited) | named_in(opinion) | answers_of(opinion)


def content_hash(content: dict[str, Any]) -> str:
    """SHA-256 of what the document says; names of the project or the team and everything about who and when are not
    in it, so that correcting them raises no false alarm."""
    keys = [*SAID, *(key for key in SAID_IF_ANY if content.get(key))]
    said = json.dumps({key: content[key] for key in keys}, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(said.encode()).hexdigest()


def variant_in(content: dict[str, Any]) -> str:
    """The variant of the model that a content names; empty in other products, and in what was adopted before it was
    asked for."""
    return content.get("responsibility_variant", {}).get("key", "")


def recommendations_in_order(opinion: Opinion) -> list[Recommendation]:
    """By kind – first those that Tabela 1 requires, in its order – then by rank."""
    kinds = kinds_in_order(opinion)
    return sorted(opinion.recommendations.all(), key=lambda said: (kinds.index(said.kind), said.rank, said.pk))


def kinds_in_order(opinion: Opinion) -> list[str]:
    """Kinds of recommendations: the required ones of this product, then the rest („m. in.”)."""
    required = required_kinds(opinion)
    return required + [kind for kind in RecommendationKind.values if kind not in required]


def required_kinds(opinion: Opinion) -> list[str]:
    parts = [part for part in opinion.parts if part.kind == RequiredPart.Kind.RECOMMENDATIONS]
    return [part.recommendation_kind for part in parts]


def _product(product: Any) -> dict[str, str]:
    plain = {name: getattr(product, name) for name in ("code", "name", "short_name", "kind")}
    return plain | {"element": product.element.name}


def _step(opinion: Opinion) -> dict[str, Any]:
    """The step that asks for an intermediate opinion; of a final one nothing."""
    step = opinion.step
    return {"step": {"rank": step.rank, "title": step.intermediate_title, "text": step.text}} if step else {}


def _variant(opinion: Opinion) -> dict[str, Any]:
    """The variant of the model, in the product that names it."""
    if not (opinion.asks_for_variant and opinion.responsibility_variant):
        return {}
    said = {"key": opinion.responsibility_variant, "label": opinion.get_responsibility_variant_display()}
    return {"responsibility_variant": said}


def _pilot(pilot: Any) -> dict[str, str]:
    return {
        "project_name": pilot.project_name,
        "financing_line": pilot.financing_line or pilot.centre.financing_line,
        "centre_name": pilot.centre.name,
    }


def _team(opinion: Opinion) -> dict[str, str]:
    if not Opinion.team.is_cached(opinion):
        opinion.team = Team.objects.with_orders().get(pk=opinion.team_id)
    team, order = opinion.team, opinion.team.issued_order
    return {
        "name": team.name,
        "name_genitive": team.name_genitive,
        "order": f"nr {order.number_text} z dnia {day_in_words(order.signed_on)}",
    }


def _evidence_of(opinion: Opinion, cited: Cited) -> dict[str, Any]:
    """Keys that stand there only when something is cited: the pieces, and what each plus and minus cites."""
    signs = {"advantages": Finding.Sign.ADVANTAGE, "disadvantages": Finding.Sign.DISADVANTAGE}
    cites = {
        key: [cited.by(finding=row.pk).get("cites", []) for row in opinion.findings.all() if row.sign == sign]
        for key, sign in signs.items()
    }
    found = {"cites": cites if any(map(any, cites.values())) else {}, "evidence": cited.evidence()}
    return {key: value for key, value in found.items() if value}


def _findings(opinion: Opinion, sign: str) -> list[str]:
    return [_normal(finding.body) for finding in opinion.findings.all() if finding.sign == sign]


def _recommendation(number: int, said: Recommendation) -> dict[str, str]:
    return {"number": f"R{number}", "kind": said.kind, "kind_label": said.get_kind_display()} | {
        name: _normal(getattr(said, name)) for name in RECOMMENDATION_TEXTS
    }


def _normal(text: str) -> str:
    return rich.tidy(text).strip()


def unprintable_places(content: dict[str, Any]) -> list[str]:
    """A sentence for each place of the document that could not be printed."""
    return [
        f"{place} są znaki, których nie da się wydrukować: {named(missing)}. Usuń je albo zastąp."
        for place, text in _places(content)
        if (missing := unprintable(text))
    ]


def _places(content: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for said in content["sections"]:
        yield f"W części „{said['title']}”", said["title"] + words_of(said["html"])
    for number, text in enumerate(content["advantages"], start=1):
        yield f"W plusie nr {number}", text
    for number, text in enumerate(content["disadvantages"], start=1):
        yield f"W minusie nr {number}", text
    for said in content["recommendations"]:
        yield f"W rekomendacji {said['number']}", "".join(said[name] for name in RECOMMENDATION_TEXTS)
    for piece in content.get("evidence", []):
        yield f"W tytule dowodu {piece['number']} albo w nazwie narzędzia", piece["title"] + piece["tool"]
    for said in content.get("answers", []):
        yield f"W uwadze WRZOS nr {said['number']} albo w odpowiedzi na nią", said["remark"] + said["answer"]
    for place, about in [("W danych pilotażu albo ośrodka", "pilot"), ("W Tabeli 1", "product")]:
        yield place, "".join(content[about].values())
