"""Open votes, opinions at work, tasks and duties that lose their holder when an order changes or ends a team. Nothing
of it stops the order: the director reads it, and says who takes over."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from apps.accounts.models import Person
from apps.core.polish import day_in_words, plural
from apps.opinions.models import Opinion
from apps.opinions.words import noun_of
from apps.orders.models import Order
from apps.teams.models import Ballot, Elector
from apps.teams.words import by_gender, chair_word

from . import documents, tasks
from .composition import Change

S = Opinion.Status
WRITTEN = {S.WORKING, S.CIRCULATED}
UNFINISHED = WRITTEN | {S.VOTING, S.ADOPTED}


@dataclass(frozen=True)
class HandOver:
    """A thing that its holder leaves behind, and who may take it over."""

    what: str
    giver: Person
    takers: list[Person]
    taker: int | None = None  # chosen before


@dataclass(frozen=True)
class Losses:
    said: list[str] = field(default_factory=list)
    handovers: list[HandOver] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.said or self.handovers)


def losses_of(order: Order, change: Change | None, since: datetime.date, today: datetime.date) -> Losses:
    if change is None or not (change.lines or "dissolves" in order.effects):
        return Losses()
    unfinished = Opinion.objects.filter(team=change.team.pk, status__in=UNFINISHED)
    opinions = list(unfinished.select_related("product", "step").order_by("pk"))
    follows = _chair(change, opinions) if change.after else _ended(opinions)
    said = [*_ballots(change), *_held_meanwhile(change, since, today), *follows, *documents.losses_of(change)]
    return Losses(said, list(_handovers(order, change, opinions, since)))


def _ballots(change: Change) -> Iterator[str]:
    leaving = {line.person: line for line in change.leaving}
    open_ballots = list(Ballot.objects.filter(team=change.team.pk, result=None).order_by("pk"))
    for ballot in open_ballots:
        waiting = Elector.objects.filter(ballot=ballot, person__in=leaving, vote=None).select_related("person")
        yield f"Trwa głosowanie: {ballot.subject}. {_keep_their_votes(list(waiting))}{_do_not_vote(change)}"
        if change.chair_goes:
            yield _who_closes(change, ballot)


def _held_meanwhile(change: Change, since: datetime.date, today: datetime.date) -> Iterator[str]:
    """Only of an order that works backwards."""
    opened = Ballot.objects.filter(team=change.team.pk, opened_at__date__gte=since, opened_at__date__lt=today)
    if since < today and (held := opened.count()):
        votes = plural(held, "głosowanie otwarte", "głosowania otwarte", "głosowań otwartych")
        yield f"{held} {votes} od {day_in_words(since)} do dziś: zostaje przy nich skład z dnia otwarcia."


def _keep_their_votes(electors: list[Elector]) -> str:
    if not electors:
        return "Głosują w nim ci, którzy należeli do zespołu w dniu jego otwarcia."
    names = _listed([elector.name for elector in electors])
    if len(electors) == 1:
        belonged = by_gender(electors[0].person.gender, "należała", "należał")
        return f"{names} odchodzi, ale zachowuje w nim głos, bo {belonged} do zespołu w dniu otwarcia."
    return f"{names} odchodzą, ale zachowują w nim głos, bo w dniu otwarcia należeli do zespołu."


def _do_not_vote(change: Change) -> str:
    return " Nowe osoby w nim nie głosują." if change.joining else ""


def _who_closes(change: Change, ballot: Ballot) -> str:
    was = change.chair_before
    former = f"{by_gender(was.person.gender, 'dotychczasowa', 'dotychczasowy')} {chair_word(was.person.gender)}"
    if not change.chair_after:
        return f"To głosowanie zamknie {former} ({was.name}), a gdy zagłosują wszyscy – każdy z głosujących."
    return f"To głosowanie może zamknąć {former} ({was.name}), a od dnia zmiany także {change.chair_after}."


def _chair(change: Change, opinions: list[Opinion]) -> Iterator[str]:
    """What only a chair does, and a new one will do."""
    if not change.chair_goes or not change.chair_after:
        return
    for opinion in opinions:
        noun = noun_of(opinion)
        if opinion.status == S.ADOPTED:
            yield f"{noun.Accusative} {opinion} potwierdzi {change.chair_after}, a nie {change.chair_before.name}."
        elif opinion.status in WRITTEN:
            yield f"{noun.Accusative} {opinion} podda pod głosowanie {change.chair_after}."


def _ended(opinions: list[Opinion]) -> Iterator[str]:
    for opinion in opinions:
        noun = noun_of(opinion)
        if opinion.status in WRITTEN:
            it = noun.agree("jej", "go")
            yield (
                f"{noun.Nominative} {opinion}: po rozwiązaniu zespołu nikt {it} nie dokończy ani nie podda pod "
                "głosowanie."
            )
        else:
            yield (
                f"{noun.Nominative} {opinion}: brakuje potwierdzenia przez przewodniczącego, a po rozwiązaniu zespołu "
                f"nie będzie miał kto {noun.agree('jej', 'go')} potwierdzić."
            )


# Who takes over


def _handovers(order: Order, change: Change, opinions: list[Opinion], since: datetime.date) -> Iterator[HandOver]:
    people = Person.objects.in_bulk([line.person for line in change.lines])
    takers, chosen, held = _takers(order, change), _chosen(order), tasks.left_behind(change, since)
    for line in change.leaving:
        for what in [*_left_behind(line.person, opinions), *held.get(line.person, [])]:
            yield HandOver(what, people[line.person], takers, chosen.get((what, line.person)))


def _left_behind(person: int, opinions: list[Opinion]) -> Iterator[str]:
    """What a chair does passes to the next one by the order itself; what a person wrote, to whom the director names."""
    for opinion in opinions:
        named = f"{noun_of(opinion).nominative} {opinion}"
        if opinion.status in WRITTEN and (parts := _written_by(person, opinion)):
            yield f"{named} – pisanie ({parts})"
        elif opinion.status in WRITTEN and opinion.started_by.person_id == person:
            yield f"{named} – rozpoczęta praca"


def _written_by(person: int, opinion: Opinion) -> str:
    """„2 części, 1 plus lub minus”: what the person wrote last."""
    sections = opinion.sections.filter(edited_by__person=person).count()
    findings = opinion.findings.filter(edited_by__person=person).count()
    advice = opinion.recommendations.filter(edited_by__person=person).count()
    counted = [
        sections and f"{sections} {plural(sections, 'część', 'części', 'części')}",
        findings and f"{findings} {plural(findings, 'plus lub minus', 'plusy i minusy', 'plusów i minusów')}",
        advice and f"{advice} {plural(advice, 'rekomendacja', 'rekomendacje', 'rekomendacji')}",
    ]
    return ", ".join(filter(None, counted))


def _takers(order: Order, change: Change) -> list[Person]:
    """Those who will be in the team; when it ends, everybody who works in the centre."""
    people = Person.objects.filter(centre=order.centre_id, left_on=None).order_by("last_name", "first_name", "pk")
    leaving = [line.person for line in change.leaving]
    return list(people.filter(pk__in=change.after) if change.after else people.exclude(pk__in=leaving))


def _chosen(order: Order) -> dict[tuple[str, int], int]:
    return {(one["what"], one["from"]): one["to"] for one in order.effects.get("handover", [])}


def typed_handover(order: Order, change: Change | None, since: datetime.date, sent: Any) -> dict[str, list[str]]:
    """What the page of the check sent, as it is kept with what was typed. Only what is there is handed over, and only
    to those who may take it."""
    handovers = losses_of(order, change, since, since).handovers
    takers = sent.getlist("taker")
    rows = [
        (one.what, str(one.giver.pk), taker)
        for one, taker in zip(handovers, takers, strict=False)
        if taker in {str(person.pk) for person in one.takers}
    ]
    return {
        "handover_what": [what for what, _, _ in rows],
        "handover_from": [giver for _, giver, _ in rows],
        "handover_to": [taker for _, _, taker in rows],
    }


def _listed(names: list[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} i {last}" if first else last
