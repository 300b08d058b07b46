"""Proposals for opinions: a round that waits for the person, and proposals that the chair is to have agreed on."""

from typing import TYPE_CHECKING

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse

from apps.core.polish import day_in_words, plural
from apps.opinions.contributions.rules import is_over
from apps.opinions.models import Contribution, ContributionRound, Opinion
from apps.opinions.words import noun_of
from apps.teams.models import Function

from .matter import Matter, Matters

if TYPE_CHECKING:
    from .opinions import Reader


def rounds_of(reader: "Reader", written: list[Opinion]) -> list[ContributionRound]:
    """`written`: opinions that may be written now; those of the person's teams are asked about in one query."""
    return list(_rounds(reader.user, [opinion for opinion in written if opinion.team_id in reader.functions]))


def waiting_for(rounds: list[ContributionRound]) -> dict[int, str]:
    """By opinion: what its text waits for, while proposals come or wait to be agreed on."""
    waiting = {one.opinion_id: "zespół uzgadnia propozycje" for one in rounds if one.waiting and is_over(one)}
    return waiting | {
        one.opinion_id: f"zespół zbiera propozycje do {day_in_words(one.deadline_on)}"
        for one in rounds
        if not is_over(one)
    }


def proposed(reader: "Reader", opinions: dict[int, Opinion], rounds: list[ContributionRound], found: Matters) -> None:
    for collecting in rounds:
        opinion = opinions[collecting.opinion_id]
        if is_over(collecting):
            if collecting.waiting and reader.functions[opinion.team_id] == Function.CHAIR:
                found.mine.append(_to_agree_on(reader, opinion, collecting.waiting))
        elif not collecting.has_given:
            found.mine.append(_to_give(reader, opinion, collecting))


def _rounds(user, opinions):
    if not opinions:
        return []
    given = Contribution.objects.filter(round=OuterRef("pk"), person=user.person_id, submitted_at__isnull=False)
    waiting = Q(
        contributions__submitted_at__isnull=False,
        contributions__finding=None,
        contributions__recommendation=None,
        contributions__set_aside="",
    )
    rounds = ContributionRound.objects.filter(opinion__in=opinions)
    return rounds.annotate(has_given=Exists(given), waiting=Count("contributions", filter=waiting))


def _to_give(reader, opinion, collecting):
    what = f"{_name(opinion)}: zespół zbiera propozycje plusów, minusów i rekomendacji"
    return _matter(reader, opinion, what, "Złóż propozycje", "contributions", until=collecting.deadline_on)


def _to_agree_on(reader, opinion, n):
    verb = plural(n, "propozycja czeka", "propozycje czekają", "propozycji czeka")
    what = f"{_name(opinion)}: {n} {verb} na uzgodnienie"
    return _matter(reader, opinion, what, "Uzgodnij propozycje", "consolidation")


def _name(opinion):
    return f"{noun_of(opinion).Nominative} {opinion}"


def _matter(reader, opinion, what, action, page, **more):
    url = reverse(f"opinions:{page}", args=[opinion.pk])
    return Matter(what, url, action, reader.why(opinion.team_id), **more)
