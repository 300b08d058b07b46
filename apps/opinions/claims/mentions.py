"""Evidence that a text names by its number („ankieta D2”) and does not cite. Only a hint: what was typed stays."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape

from django.urls import reverse

from apps.implementation.models import Evidence

from ..content import RECOMMENDATION_TEXTS, recommendations_in_order
from ..models import Finding, Opinion, Recommendation, Section
from .cited import Cited
from .reading import citable

_NAMED = re.compile(r"(?<![\w/.-])D(\d{1,6})(?![\w/-])")  # „D2”; not „AD2”, „D2a”, „D2/2018”
_TAG = re.compile(r"<[^>]*>")
Thing = Section | Finding | Recommendation


@dataclass(frozen=True)
class Mention:
    """A piece of the register that one thing names and does not cite; `place` says which thing, `url` leads to it."""

    evidence: Evidence
    place: str
    url: str


def named_only(opinion: Opinion, things: Iterable[Thing], name: str) -> dict[int, list[Evidence]]:
    """By key of the thing: what may be cited and only its words name. `name`: its column, e.g. „section”."""
    named = {thing.pk: numbers_in(thing) for thing in things}
    if not (numbers := set().union(*named.values())):
        return {}
    pieces = {piece.number: piece for piece in citable(opinion).filter(number__in=numbers)}
    cited = {(getattr(one, f"{name}_id"), one.evidence_id) for one in Cited(opinion).citations}
    found = {
        pk: [piece for number, piece in pieces.items() if number in said and (pk, piece.pk) not in cited]
        for pk, said in named.items()
    }
    return {pk: sorted(bare, key=lambda piece: piece.number) for pk, bare in found.items() if bare}


def numbers_in(thing: Thing) -> set[int]:
    """Numbers of evidence that its words name."""
    if isinstance(thing, Recommendation):
        texts = [getattr(thing, name) for name in RECOMMENDATION_TEXTS]
    else:
        texts = [unescape(_TAG.sub(" ", thing.body)) if isinstance(thing, Section) else thing.body]
    return {int(number) for text in texts for number in _NAMED.findall(text)}


def mentions_of(opinion: Opinion) -> Iterator[Mention]:
    """Of the whole document, in its order."""
    titles = {part.pk: part.title for part in opinion.parts}
    sections = {one.pk: f"Część „{titles[one.part_id]}”" for one in opinion.sections.all()}
    findings = {one.pk: f"{one.get_sign_display().capitalize()} „{one}”" for one in opinion.findings.all()}
    numbered = enumerate(recommendations_in_order(opinion), start=1)
    recommendations = {one.pk: f"Rekomendacja R{number}" for number, one in numbered}
    for name, places, things in [
        ("section", sections, opinion.sections.all()),
        ("finding", findings, opinion.findings.all()),
        ("recommendation", recommendations, opinion.recommendations.all()),
    ]:
        for pk, pieces in named_only(opinion, things, name).items():
            url = reverse(f"opinions:{name}_cite", args=[opinion.pk, pk])
            yield from (Mention(piece, places[pk], url) for piece in pieces)
