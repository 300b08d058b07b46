"""What the pages of opinions show: the board, whose move it is, what waits to be written, and the story."""

import datetime
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.urls import reverse

from apps.accounts.models import Gender, User
from apps.catalogue.models import FinalProduct, RequiredPart
from apps.core import clock
from apps.core.models import AuditEvent
from apps.core.polish import NBSP, plural
from apps.projects.models import Pilot
from apps.teams import reading as teams
from apps.teams import rules as team_rules
from apps.teams.counting import needed_for_quorum
from apps.teams.models import Ballot, BallotResult, Function, RosterInterval, Team, Vote
from apps.teams.words import by_gender, chair_word

from . import rules, words
from .models import Opinion

S = Opinion.Status


@dataclass(frozen=True)
class Line:
    """One final product of a pilot on the board."""

    pilot: Pilot
    product: FinalProduct
    opinion: Opinion | None
    team: Team | None
    waits_for: str
    can_begin: bool

    @property
    def noun(self) -> words.Noun:
        return words.noun_of_kind(self.product.kind)


@dataclass
class PilotBoard:
    """The seven products of one pilot, in the order of Tabela 1."""

    pilot: Pilot
    lines: list[Line] = field(default_factory=list)


def board(user: User) -> list[PilotBoard]:
    """Every pilot of the person's centre with its products; the same few queries whatever their number."""
    pilots = list(Pilot.objects.visible_to(user).select_related("centre"))
    versions = {pilot.catalogue_version_id for pilot in pilots}
    products = list(FinalProduct.objects.filter(version__in=versions).select_related("element", "version"))
    begun = {(opinion.pilot_id, opinion.product_id): opinion for opinion in _opinions(user)}
    rosters = teams.rosters_on(user.centre_id, clock.today()) if user.centre_id else {}
    working = list(Team.objects.visible_to(user).filter(effective_on__lte=clock.today()))
    return [
        PilotBoard(
            pilot,
            [
                _line(pilot, product, begun.get((pilot.pk, product.pk)), working, rosters, user)
                for product in products
                if product.version_id == pilot.catalogue_version_id
            ],
        )
        for pilot in pilots
    ]


def _opinions(user):
    waiting = models.Count(
        "voted__ballot__electors",
        filter=models.Q(voted__ballot__result=None, voted__ballot__electors__vote=None),
    )
    together = Opinion.objects.visible_to(user).select_related("pilot__centre", "product", "team", "adoption")
    return together.annotate(not_voted=waiting)


def _line(pilot, product, opinion, working, rosters, user):
    team = opinion.team if opinion else _team_for(pilot, product, working)
    roster = rosters.get(team.pk, []) if team else []
    mine = {entry.person_id for entry in roster}
    waits_for = mover(opinion, roster, opinion.not_voted) if opinion else ""
    return Line(pilot, product, opinion, team, waits_for, not opinion and user.person_id in mine)


def _team_for(pilot, product, working):
    """As teams.rules.team_for, over teams that are read already: the one appointed later."""
    named = [team for team in working if team.pilot_id == pilot.pk and product.code in (team.products or [])]
    return max(named, key=lambda team: (team.effective_on, team.pk), default=None)


def mover(opinion: Opinion, roster: list[RosterInterval], not_voted: int) -> str:
    """Whose move it is, in the accusative („Czeka na: …”)."""
    match opinion.status:
        case S.WORKING:
            return "członków zespołu"
        case S.VOTING if not_voted:
            return _not_voted(not_voted)
        case S.ADOPTED if clock.today() <= opinion.adoption.dissent_until and _may_dissent(opinion):
            return "uprawnionych do zgłoszenia zdania odrębnego"
        case S.CONFIRMED:
            return opinion.pilot.centre.director_title_genitive.lower()
        case S.HANDED_OVER:
            return ""
    return chair_of(roster)


def _not_voted(n):
    return plural(
        n,
        f"{n}{NBSP}osobę, która jeszcze nie zagłosowała",
        f"{n}{NBSP}osoby, które jeszcze nie zagłosowały",
        f"{n}{NBSP}osób, które jeszcze nie zagłosowały",
    )


def chair_of(roster: list[RosterInterval]) -> str:
    """„przewodniczącą zespołu”."""
    chair = next((entry for entry in roster if entry.function == Function.CHAIR), None)
    return f"{chair_word(chair.person.gender if chair else Gender.MASCULINE, 'accusative')} zespołu"


def _may_dissent(opinion):
    return rules.entitled_to_dissent(opinion.adoption).exists()


def until(opinion: Opinion) -> datetime.date | None:
    """The day until which the move waits; only dissent has a deadline."""
    if opinion.status == S.ADOPTED and clock.today() <= opinion.adoption.dissent_until and _may_dissent(opinion):
        return opinion.adoption.dissent_until
    return None


@dataclass(frozen=True)
class Action:
    """A button or a link, named by its effect. `posts`: it acts at once; otherwise it leads to a page."""

    label: str
    url: str
    posts: bool = False
    explained: str = ""


def move_of(user: User, opinion: Opinion, gaps_to_fill: list["Gap"]) -> dict[str, Any]:
    """Whose move it is, until when, and what this person can do."""
    roster = team_rules.roster_on(opinion.team, clock.today())
    voted = rules.open_vote(opinion) if opinion.status == S.VOTING else None
    not_voted = voted.ballot.electors.filter(vote=None).count() if voted else 0
    primary = primary_action(user, opinion, gaps_to_fill)
    others = [other for other in other_actions(user, opinion) if primary is None or other.url != primary.url]
    waits_for_others = not_voted and primary is not None and primary.url == _url(opinion, "close_vote")
    return {
        "is_mine": primary is not None and not waits_for_others,
        "waits_for": mover(opinion, roster, not_voted),
        "until": until(opinion),
        "primary": primary,
        "others": others,
    }


def has_to_vote(user: User, ballot: Ballot) -> bool:
    return bool(user.person_id) and ballot.electors.filter(person_id=user.person_id, vote=None).exists()


def vote_of(user: User, ballot: Ballot) -> Vote | None:
    """This person's own vote."""
    return Vote.objects.filter(elector__ballot=ballot, elector__person_id=user.person_id or 0).first()


def reasons(opinion: Opinion) -> list[Vote]:
    """Reasons people gave for their votes; shown only once the ballot is closed."""
    closed = Vote.objects.filter(elector__ballot__voted_content__opinion=opinion, elector__ballot__result__isnull=False)
    return list(closed.exclude(reason="").select_related("elector").order_by("pk"))


def turnout(ballot: Ballot) -> dict[str, Any]:
    """Who has voted and who has not, and the quorum; not how, to anybody, while the vote is open."""
    lines = teams.in_words(list(ballot.electors.select_related("person", "vote")))
    voted = [line for line in lines if hasattr(line.entry, "vote")]
    return {
        "ballot": ballot,
        "entitled": len(lines),
        "voted": voted,
        "waiting": [line for line in lines if line not in voted],
        "quorum": needed_for_quorum(ballot.rules["quorum"], len(lines)),
        "lacking": _votes_lacking(ballot),
    }


def _votes_lacking(ballot):
    """How many votes the quorum still needs."""
    entitled = ballot.electors.count()
    cast = ballot.electors.exclude(vote=None).count()
    return max(needed_for_quorum(ballot.rules["quorum"], entitled) - cast, 0)


def primary_action(user: User, opinion: Opinion, gaps: list["Gap"]) -> Action | None:
    """The one thing this person should do next, or None when it is somebody else's move."""
    match opinion.status:
        case S.WORKING | S.CIRCULATED if rules.is_team_member(user, opinion):
            return gaps[0].action if gaps else _next_of_writing(user, opinion)
        case S.VOTING:
            return _next_of_voting(user, opinion)
        case S.ADOPTED if rules.is_chair(user, opinion) and not rules.dissent_is_open(opinion):
            return _leads(opinion, "confirm", f"Potwierdź {words.noun_of(opinion).accusative} i utrwal PDF")
        case S.CONFIRMED if rules.is_director(user, opinion):
            return _leads(opinion, "hand_over", f"Przekaż {words.noun_of(opinion).accusative} do WRZOS")
    return None


def _next_of_writing(user, opinion):
    if opinion.status == S.WORKING:
        return _to_circulate(opinion)
    if rules.is_chair(user, opinion) and not rules.too_early(opinion):
        return _leads(opinion, "put_to_vote", "Poddaj pod głosowanie")
    return None


def _to_circulate(opinion):
    roster = team_rules.roster_on(opinion.team, clock.today())
    chair = next((entry.person.gender for entry in roster if entry.function == Function.CHAIR), Gender.MASCULINE)
    explained = (
        "Zespół zobaczy tekst jako uzgadniany; nadal można go zmieniać, "
        f"a {chair_word(chair)} będzie {by_gender(chair, 'mogła', 'mógł')} poddać go pod głosowanie."
    )
    return Action("Przekaż do uzgodnień w zespole", _url(opinion, "circulate"), posts=True, explained=explained)


def _next_of_voting(user, opinion):
    ballot = rules.open_vote(opinion).ballot
    if has_to_vote(user, ballot):
        return _leads(opinion, "vote", "Przeczytaj i zagłosuj")
    if _votes_lacking(ballot) or not team_rules.may_close(user, ballot):
        return None
    return _leads(opinion, "close_vote", "Zamknij głosowanie")


def other_actions(user: User, opinion: Opinion) -> list[Action]:
    """Quiet links beside the primary button."""
    found = []
    match opinion.status:
        case S.WORKING if rules.is_team_member(user, opinion):
            found.append(_to_circulate(opinion))
        case S.CIRCULATED if rules.is_team_member(user, opinion):
            found.append(Action("Wróć do pracy nad tekstem", _url(opinion, "take_back"), posts=True))
        case S.VOTING:
            found.append(_leads(opinion, "vote", "Zobacz, kto już zagłosował"))
            if rules.can_withdraw_vote(user, opinion):
                found.append(_leads(opinion, "close_vote", "Zamknij głosowanie"))
                found.append(_leads(opinion, "withdraw_vote", "Przerwij głosowanie"))
        case S.ADOPTED if rules.can_dissent(user, opinion):
            found.append(_leads(opinion, "dissent", "Zgłoś zdanie odrębne"))
    return found


@dataclass(frozen=True)
class Gap:
    """A part that Tabela 1 requires and nobody has written yet: the sentence, and the action that fills it."""

    said: str
    action: Action
    part: RequiredPart


def gaps(opinion: Opinion) -> list[Gap]:
    """Everything that is missing, in the order of the document."""
    sections = {section.part_id: section.pk for section in opinion.sections.all()}
    return [
        Gap(lack, Action(_to_write(part), place_of(opinion, part, sections)), part)
        for lack, part in rules.parts_without_content(opinion)
    ]


def _to_write(part):
    match part.kind:
        case RequiredPart.Kind.SECTION:
            return f"Napisz część „{part.title}”"
        case RequiredPart.Kind.RECOMMENDATIONS:
            return f"Dodaj rekomendację: {part.get_recommendation_kind_display()}"
    return "Dodaj plus" if part.kind == RequiredPart.Kind.ADVANTAGES else "Dodaj minus"


def place_of(opinion: Opinion, part: RequiredPart, sections: dict[int, int]) -> str:
    """Where a required part is written."""
    if part.kind == RequiredPart.Kind.SECTION:
        if part.pk not in sections:
            return opinion.get_absolute_url()
        return reverse("opinions:section", args=[opinion.pk, sections[part.pk]])
    if part.kind == RequiredPart.Kind.RECOMMENDATIONS:
        return reverse("opinions:recommendation_new", args=[opinion.pk, part.recommendation_kind])
    return _url(opinion, "findings")


@dataclass(frozen=True)
class Place:
    """One part of the document with the page on which it is written."""

    title: str
    url: str
    lacks: list[Gap]


def places(opinion: Opinion, lacking: list[Gap]) -> list[Place]:
    """Every part in the order of the document, each with what it still lacks."""
    kind = RequiredPart.Kind
    of_sections = {gap.part.pk: [gap] for gap in lacking if gap.part.kind == kind.SECTION}
    of_signs = [gap for gap in lacking if gap.part.kind in (kind.ADVANTAGES, kind.DISADVANTAGES)]
    of_recommendations = [gap for gap in lacking if gap.part.kind == kind.RECOMMENDATIONS]
    written = [
        Place(section.part.title, _url(opinion, "section", section.pk), of_sections.get(section.part_id, []))
        for section in opinion.sections.all()
    ]
    return [
        *written,
        Place("Plusy i minusy", _url(opinion, "findings"), of_signs),
        Place("Rekomendacje", _url(opinion, "recommendations"), of_recommendations),
    ]


def story(opinion: Opinion) -> list[dict[str, Any]]:
    """What happened, the newest first, for components/timeline.html."""
    events = [_event(opinion.started_at, "Zaczęto pracę nad dokumentem.", opinion.started_by.full_name)]
    for voted in opinion.voted.select_related("ballot__opened_by", "ballot__result__closed_by"):
        events += _events_of_ballot(voted.ballot)
    events += _moves_to_and_fro(opinion)
    if adoption := getattr(opinion, "adoption", None):
        events += [_event(d.filed_at, "Zgłoszono zdanie odrębne.", d.person_name) for d in adoption.dissents.all()]
    if confirmation := getattr(opinion, "confirmation", None):
        said = "Potwierdzono treść i utrwalono PDF."
        events.append(_event(confirmation.confirmed_at, said, confirmation.confirmed_by.full_name))
    if handed := getattr(opinion, "hand_over", None):
        events.append(_event(handed.handed_at, "Przekazano do WRZOS.", handed.handed_by.full_name))
    return sorted(events, key=lambda event: event["at"], reverse=True)


_TOLD = {
    "opinion.circulate": "Przekazano tekst do uzgodnień w zespole.",
    "opinion.take_back": "Wrócono do pracy nad tekstem.",
}


def _moves_to_and_fro(opinion):
    """Steps that leave no row of their own; the audit tells them. In example data it was written later than the days
    it tells of, so none is shown after the ballot that followed it."""
    ballots = {voted.ballot_id: voted.ballot.opened_at for voted in opinion.voted.select_related("ballot")}
    verbs = [*_TOLD, "opinion.put_to_vote"]
    deeds = AuditEvent.objects.filter(object_type=opinion._meta.label_lower, object_id=opinion.pk, verb__in=verbs)
    events, before = [], None
    for deed in deeds.order_by("-id"):
        if deed.verb in _TOLD:
            at = min(deed.at, before) if before else deed.at
            events.append(_event(at, _TOLD[deed.verb], deed.actor_name))
        else:
            before = ballots.get(deed.data.get("ballot"), before)
    return events


def _events_of_ballot(ballot):
    opened = _event(
        ballot.opened_at, f"Poddano pod głosowanie {ballot.get_mode_display()}.", ballot.opened_by.full_name
    )
    if (result := getattr(ballot, "result", None)) is None:
        return [opened]
    said = f"Zamknięto głosowanie: {result.get_outcome_display()}"
    if result.outcome != BallotResult.Outcome.WITHDRAWN:
        said += f" (za {result.votes_for}, przeciw {result.votes_against}, wstrzymało się {result.abstentions})"
    return [opened, _event(result.closed_at, f"{said}. {result.note}".strip(), result.closed_by.full_name)]


def _event(at, what, who):
    return {"at": at, "what": what, "who": who, "link": ""}


def _leads(opinion, name, label):
    return Action(label, _url(opinion, name))


def _url(opinion, name, *more):
    return reverse(f"opinions:{name}", args=[opinion.pk, *more])
