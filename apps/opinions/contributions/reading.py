"""What the pages of proposals show: who has submitted, what they gave, and how far they agree."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch, QuerySet, prefetch_related_objects

from apps.accounts.models import Person, User
from apps.catalogue.models import RecommendationKind
from apps.core import clock
from apps.implementation.models import Evidence
from apps.teams.rules import roster_on

from ..content import kinds_in_order
from ..models import (
    Contradiction,
    Contribution,
    ContributionEvidence,
    ContributionRound,
    Finding,
    Opinion,
    Recommendation,
    Stance,
)
from . import rules
from .similar import is_similar, stems

_TOGETHER = ("person", "finding", "recommendation")
_STANCES = Prefetch("stances", Stance.objects.select_related("person"))
STANDING = Prefetch("supports", ContributionEvidence.objects.select_related("evidence"))
TITLES = {"advantage": "Plusy", "disadvantage": "Minusy"}
Claim = Finding | Recommendation


@dataclass
class Giver:
    """A member today, and what stands of theirs: how many were submitted."""

    person: Person
    given: int


def givers(opinion: Opinion, collecting: ContributionRound) -> list[Giver]:
    """Every member of the team today; how many proposals each has submitted in the round."""
    submitted = list(collecting.contributions.filter(submitted_at__isnull=False).values_list("person_id", flat=True))
    members = [entry.person for entry in roster_on(opinion.team, clock.today())]
    return [Giver(person, submitted.count(person.pk)) for person in members]


def own(user: User, collecting: ContributionRound) -> list[Contribution]:
    return list(collecting.contributions.filter(person=user.person_id).prefetch_related(STANDING))


def of_others(user: User, opinion: Opinion, collecting: ContributionRound) -> list[Contribution]:
    """What the others gave in this round, as far as this person may see it."""
    visible = rules.visible_contributions(user, opinion).filter(round=collecting).exclude(person=user.person_id)
    return list(visible.select_related("person").prefetch_related(STANDING))


def submitted(user: User, opinion: Opinion) -> list[Contribution]:
    """Everything submitted in all rounds that this person may see, and what became of it."""
    visible = rules.visible_contributions(user, opinion).filter(submitted_at__isnull=False)
    return list(visible.select_related(*_TOGETHER).prefetch_related(STANDING).order_by("pk"))


@dataclass(frozen=True)
class Contradicted:
    """A mark on a card: the proposal that says the contrary, and who says so."""

    mark: Contradiction
    other: Contribution


@dataclass
class Card:
    """One proposal on the page of agreement."""

    contribution: Contribution
    stances: list[Stance]
    mine: Stance | None
    similar: list["Card"] = field(default_factory=list)
    contrary: list["Card"] = field(default_factory=list)
    contradicted: list[Contradicted] = field(default_factory=list)

    @property
    def agree(self) -> list[Stance]:
        return [one for one in self.stances if one.choice == Stance.Choice.AGREE]

    @property
    def disagree(self) -> list[Stance]:
        return [one for one in self.stances if one.choice == Stance.Choice.DISAGREE]

    @property
    def standing(self) -> str:
        """How it stands among the members, in words."""
        if self.disagree or self.contradicted:
            return "sprzeczność"
        if self.agree:
            return "zgoda"
        return "może o tym samym" if self.similar else "pojedynczy głos"

    @property
    def counted(self) -> str:
        return f"{len(self.agree)} za, {len(self.disagree)} przeciw"

    @property
    def is_settled(self) -> bool:
        return rules.is_settled(self.contribution)


@dataclass(frozen=True)
class Group:
    key: str
    title: str
    waiting: list[Card]
    settled: list[Card]


def groups(user: User, opinion: Opinion) -> list[Group]:
    """Everything that may be agreed on, by kind: pluses, minuses, then recommendations in the order of the document.
    Each card knows the similar ones of other people, and of the other sign those that may contradict it."""
    read = rules.contributions_to_settle(opinion).select_related(*_TOGETHER).prefetch_related(_STANCES, STANDING)
    cards = [_card(user, contribution) for contribution in read.order_by("pk")]
    _mark(opinion, cards)
    _compare(cards)
    found = [Group(key, title, *_split(cards, key)) for key, title in _titles(opinion)]
    return [group for group in found if group.waiting or group.settled]


def _card(user: User, contribution: Contribution) -> Card:
    stances = list(contribution.stances.all())
    return Card(contribution, stances, next((one for one in stances if one.person_id == user.person_id), None))


def _titles(opinion: Opinion) -> list[tuple[str, str]]:
    kinds = [(kind, f"Rekomendacje: {RecommendationKind(kind).label}") for kind in kinds_in_order(opinion)]
    return [*TITLES.items(), *kinds]


def _split(cards: list[Card], key: str) -> tuple[list[Card], list[Card]]:
    of_kind = [card for card in cards if key_of(card.contribution) == key]
    return [card for card in of_kind if not card.is_settled], [card for card in of_kind if card.is_settled]


def key_of(contribution: Contribution) -> str:
    """A sign of a finding or a kind of recommendation."""
    return contribution.recommendation_kind or contribution.kind


def contradictions(opinion: Opinion) -> QuerySet[Contradiction]:
    return Contradiction.objects.filter(one__round__opinion=opinion)


def _mark(opinion: Opinion, cards: list[Card]) -> None:
    by_key = {card.contribution.pk: card for card in cards}
    for mark in contradictions(opinion).select_related("marked_by"):
        one, other = by_key[mark.one_id], by_key[mark.other_id]
        one.contradicted.append(Contradicted(mark, other.contribution))
        other.contradicted.append(Contradicted(mark, one.contribution))


def _compare(cards: list[Card]) -> None:
    said = [(card, stems(card.contribution.body)) for card in cards if not card.is_settled]
    for place, (card, words) in enumerate(said):
        for other, others_words in said[place + 1 :]:
            if is_similar(words, others_words):
                _pair(card, other)


def _pair(card: Card, other: Card) -> None:
    one, two = card.contribution, other.contribution
    if one.kind == two.kind:
        card.similar.append(other)
        other.similar.append(card)
    elif Contribution.Kind.RECOMMENDATION not in (one.kind, two.kind) and not _is_marked(card, two):
        card.contrary.append(other)
        other.contrary.append(card)


def _is_marked(card: Card, other: Contribution) -> bool:
    return any(said.other.pk == other.pk for said in card.contradicted)


def chosen(opinion: Opinion, keys: Iterable[str]) -> QuerySet[Contribution]:
    """Proposals ticked on the page that still wait."""
    numbers = {int(key) for key in keys if key.isascii() and key.isdigit() and len(key) < 10}
    waiting = rules.contributions_to_settle(opinion).filter(finding=None, recommendation=None, set_aside="")
    return waiting.filter(pk__in=numbers).select_related("person").prefetch_related(_STANCES, STANDING)


def carried_over(ticked: Iterable[Contribution]) -> list[Evidence]:
    """What the text will cite with them, each piece once: all on which they stand and nobody withdrew."""
    pieces = {piece.pk: piece for one in ticked for piece in one.stands_on if not piece.withdrawn_at}
    return sorted(pieces.values(), key=lambda piece: piece.number)


def with_provenance(rows: list[Claim]) -> list[Claim]:
    """The rows, each with `provenance`: on whose proposals it stands and who disagrees. For the team alone."""
    given = Contribution.objects.select_related("person").prefetch_related(_STANCES).order_by("pk")
    prefetch_related_objects(rows, Prefetch("contributions", given))
    for row in rows:
        row.provenance = provenance(row.contributions.all())
    return rows


def provenance(contributions: Iterable[Contribution]) -> str:
    """„Na podstawie propozycji: Anna Nowak, Barbara Lis. Nie zgadza się: Celina Kos.”; nothing for no proposals."""
    if not (given := list(contributions)):
        return ""
    authors = _names(one.person for one in given)
    against = _names(s.person for one in given for s in one.stances.all() if s.choice == Stance.Choice.DISAGREE)
    verb = "Nie zgadza się" if len(against) == 1 else "Nie zgadzają się"
    return f"Na podstawie propozycji: {', '.join(authors)}." + (f" {verb}: {', '.join(against)}." if against else "")


def _names(people: Iterable[Person]) -> list[str]:
    return list({person.pk: str(person) for person in people}.values())


def waiting_count(opinion: Opinion) -> int:
    """How many proposals wait to be agreed on."""
    return rules.contributions_to_settle(opinion).filter(finding=None, recommendation=None, set_aside="").count()


def targets(opinion: Opinion) -> list[tuple[str, Any]]:
    """Choices of a merge: a new plus, minus or recommendation of a kind, or one that stands."""
    new = [("advantage", "nowy plus"), ("disadvantage", "nowy minus")]
    new += [(kind, f"nowa rekomendacja: {RecommendationKind(kind).label}") for kind in kinds_in_order(opinion)]
    standing = [(f"finding-{row.pk}", f"{row.get_sign_display()}: {row}") for row in opinion.findings.all()]
    standing += [(f"recommendation-{row.pk}", f"rekomendacja: {row}") for row in opinion.recommendations.all()]
    return [("Nowy wpis", new), *([("Wpis, który już jest", standing)] if standing else [])]
