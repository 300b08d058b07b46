"""What pages show of teams' opinions on a document: whose move it is, what happened, who may read what."""

import datetime
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from django.urls import reverse

from apps.accounts.models import Gender, User
from apps.core import clock
from apps.core.polish import plural
from apps.teams import rules as team_rules
from apps.teams.balloting import events_of, reasons, votes_lacking
from apps.teams.changes import SinceLastBallot
from apps.teams.models import Ballot, Elector, Function, RosterInterval, Team
from apps.teams.words import chair_word

from ..models import DocumentOpinion, DocumentVersion, VotedDocumentOpinion
from ..remarks.rules import Powers
from . import rules
from .content import changes

S, V = DocumentOpinion.Status, DocumentVersion.Status


@dataclass(frozen=True)
class TeamOpinion:
    """A team asked about a version, with its opinion once one is begun; `sits`: the reader is in the team today."""

    team: Team
    opinion: DocumentOpinion | None
    sits: bool = False
    begins: str = ""  # where the reader may begin it


def opinions_of(version: DocumentVersion, user: User | None = None) -> list[TeamOpinion]:
    """One entry for each team asked about the version."""
    asked = [one.team for one in version.consultation.asked.select_related("team")]
    given = {one.team_id: one for one in version.opinions.all()}
    mine = set(_seats(user).values_list("team_id", flat=True)) if user and user.person_id else set()
    return [_team_opinion(version, team, given.get(team.pk), team.pk in mine) for team in asked]


def _team_opinion(version, team, opinion, sits):
    begins = opinion is None and sits and version.status in rules.JUDGED
    url = reverse("consultations:opinion_begin", args=[version.document_id, version.number, team.pk]) if begins else ""
    return TeamOpinion(team, opinion, sits, url)


def _seats(user):
    return RosterInterval.objects.filter(centre=user.centre_id, person=user.person_id).on(clock.today())


def may_read_remarks(user: User, opinion: DocumentOpinion) -> bool:
    """Remarks are read with the opinion by whom the circulation shows them to, and by all once it is confirmed."""
    if opinion.status == S.CONFIRMED or Powers(user, opinion.of_version).reads_others:
        return True
    return rules.is_elector(user, opinion)


@dataclass(frozen=True)
class Action:
    """A link, named by its effect."""

    label: str
    url: str


def _leads(opinion: DocumentOpinion, page: str, label: str) -> Action:
    return Action(label, reverse(f"consultations:{page}", args=[opinion.pk]))


@dataclass(frozen=True)
class Standing:
    """Where an opinion stands today, and what the reader is to it: read once for the whole page."""

    user: User
    opinion: DocumentOpinion
    ballots: list[Ballot]
    dissenters: list[Elector]

    @classmethod
    def of(cls, user: User, opinion: DocumentOpinion) -> "Standing":
        ballots = ballots_of(opinion)
        in_time = opinion.status == S.ADOPTED and clock.today() <= opinion.adoption.dissent_until
        return cls(user, opinion, ballots, list(rules.entitled_to_dissent(opinion.adoption)) if in_time else [])

    @cached_property
    def roster(self) -> list[RosterInterval]:
        return team_rules.roster_on(self.opinion.team, clock.today())

    @cached_property
    def ballot(self) -> Ballot | None:
        """The one under way."""
        return next(filter(team_rules.is_open, self.ballots), None)

    @cached_property
    def electors(self) -> list[Elector]:
        return list(self.ballot.electors.all()) if self.ballot else []

    @property
    def is_member(self) -> bool:
        return self._is_among(self.roster)

    @property
    def is_chair(self) -> bool:
        return self._is_among([entry for entry in self.roster if entry.function == Function.CHAIR])

    @property
    def waiting(self) -> list[Elector]:
        """Who has not voted yet and still may."""
        if self.ballot is None or team_rules.is_past_deadline(self.ballot):
            return []
        return [elector for elector in self.electors if not hasattr(elector, "vote")]

    @property
    def has_to_vote(self) -> bool:
        return self._is_among(self.waiting)

    @property
    def lacks_quorum(self) -> bool:
        cast = len([elector for elector in self.electors if hasattr(elector, "vote")])
        return bool(votes_lacking(self.ballot, len(self.electors), cast))

    @cached_property
    def may_close(self) -> bool:
        concerned = self._is_among(self.electors) or self.is_member
        may = concerned and team_rules.may_close(self.user, self.ballot)
        return may and not team_rules.still_runs(self.ballot)

    @cached_property
    def may_stop(self) -> bool:
        return (self._is_among(self.electors) or self.is_member) and team_rules.presides(self.user, self.ballot)

    @property
    def may_dissent(self) -> bool:
        return self._is_among(self.dissenters)

    @cached_property
    def gaps(self) -> list[tuple[str, str]]:
        """Why it is not put to the vote yet, each with the address where that is mended."""
        return gaps_of(self.opinion) if self.opinion.status == S.WORKING else []

    def _is_among(self, people: list[Any]) -> bool:
        return any(one.person_id == self.user.person_id for one in people)


def gaps_of(opinion: DocumentOpinion) -> list[tuple[str, str]]:
    """What the opinion lacks before the vote, with the address of the place where it is mended."""
    version = opinion.of_version
    where = {
        rules.EDIT: reverse("consultations:opinion_edit", args=[opinion.pk]),
        rules.REMARKS: reverse("consultations:remarks", args=[version.document_id, version.number]),
        rules.DOCUMENT: version.document.get_absolute_url(),
    }
    return [(said, where[place]) for said, place in rules.lacks(opinion)]


def move_of(standing: Standing) -> dict[str, Any]:
    """Whose move it is, until when, and what this person can do."""
    primary = _primary(standing)
    others = [other for other in _others(standing) if primary is None or other.url != primary.url]
    return {
        "primary": primary,
        "others": others,
        "is_mine": primary is not None,
        "waits_for": _waits_for(standing),
        "until": _until(standing),
        "chair": chair_of(standing.roster, "nominative"),
        "after": _after(standing.opinion) if standing.opinion.status == S.CONFIRMED else "",
    }


def _primary(standing: Standing) -> Action | None:
    opinion = standing.opinion
    match opinion.status:
        case S.WORKING if standing.is_chair and not standing.gaps:
            return _leads(opinion, "opinion_put_to_vote", "Poddaj pod głosowanie")
        case S.WORKING if standing.is_member:
            return _leads(opinion, "opinion_edit", "Pisz opinię")
        case S.VOTING if standing.has_to_vote:
            return _leads(opinion, "opinion_vote", "Przeczytaj i zagłosuj")
        case S.VOTING if not standing.lacks_quorum and standing.may_close:
            return _leads(opinion, "opinion_close_vote", "Zamknij głosowanie")
        case S.ADOPTED if standing.is_chair and not standing.dissenters:
            return _leads(opinion, "opinion_confirm", "Potwierdź opinię i utrwal PDF")
    return None


def _others(standing: Standing) -> list[Action]:
    opinion, found = standing.opinion, []
    if opinion.status == S.WORKING and standing.is_member:
        found.append(_leads(opinion, "opinion_edit", "Pisz opinię"))
    if opinion.status == S.VOTING:
        found.append(_leads(opinion, "opinion_vote", "Kto już zagłosował"))
        found += [_leads(opinion, "opinion_close_vote", "Zamknij głosowanie")] if standing.may_close else []
        found += [_leads(opinion, "opinion_withdraw_vote", "Przerwij głosowanie")] if standing.may_stop else []
    if standing.may_dissent:
        found.append(_leads(opinion, "opinion_dissent", "Zgłoś zdanie odrębne"))
    return found


def _waits_for(standing: Standing) -> str:
    """In the accusative, after „Czeka na: ”."""
    match standing.opinion.status:
        case S.WORKING:
            return "członków zespołu" if standing.gaps else _chair(standing.roster)
        case S.VOTING if standing.waiting:
            n = len(standing.waiting)
            return f"{plural(n, 'głos', 'głosy', 'głosy')} {n} {plural(n, 'osoby', 'osób', 'osób')}"
        case S.VOTING:
            return "zamknięcie głosowania"
        case S.ADOPTED:
            return "ewentualne zdania odrębne" if standing.dissenters else _chair(standing.roster)
    return ""


def _chair(roster: list[RosterInterval]) -> str:
    return f"{chair_of(roster, 'accusative')} zespołu"


def chair_of(roster: list[RosterInterval], case: str) -> str:
    genders = [entry.person.gender for entry in roster if entry.function == Function.CHAIR]
    return chair_word(genders[0] if genders else Gender.MASCULINE, case)


def _after(opinion: DocumentOpinion) -> str:
    """What comes after the confirmation, in a sentence."""
    version = opinion.of_version
    if version.status != V.ANSWERED:
        return _LATER.get(version.status, "")
    asked = set(version.consultation.asked.values_list("team", flat=True))
    given = set(version.opinions.filter(status=S.CONFIRMED).values_list("team", flat=True))
    return "Teraz decyzja dyrektora." if asked <= given else "Czeka jeszcze na opinie innych zespołów."


_LATER = {
    V.ACCEPTED: "Wersja, o której mówi, jest zatwierdzona.",
    V.SUPERSEDED: "Wersję, o której mówi, zastąpiła następna.",
    V.WITHDRAWN: "Wersja, o której mówi, jest wycofana.",
}


def _until(standing: Standing) -> datetime.date | None:
    if standing.waiting:
        return standing.ballot.deadline_on
    return standing.opinion.adoption.dissent_until if standing.dissenters else None


def ballots_of(opinion: DocumentOpinion) -> list[Ballot]:
    """Every ballot about it, the newest first, with electors, votes and the result if it is closed. What was voted on
    and what followed are read along, so that nothing on the page asks again."""
    together = ("ballot__opened_by", "ballot__result__closed_by", "ballot__team__issued_order")
    heavy = ("ballot__team__issued_order__text", "ballot__team__issued_order__effects")
    voted = VotedDocumentOpinion.objects.select_related(*together).defer(*heavy)
    electors = Elector.objects.select_related("person", "vote")
    prefetch_related_objects([opinion], Prefetch("voted", voted), Prefetch("voted__ballot__electors", electors))
    if adoption := opinion.adoption:
        adoption.voted = next(one for one in opinion.voted.all() if one.pk == adoption.voted_id)
        prefetch_related_objects([adoption], "dissents")
    return [one.ballot for one in opinion.voted.all()]


def since_last_ballot(opinion: DocumentOpinion) -> SinceLastBallot | None:
    """What changed between the vote under way and the one before it; None when it is voted on for the first time."""
    prefetch_related_objects([opinion], Prefetch("voted", VotedDocumentOpinion.objects.select_related("ballot")))
    now, *before = opinion.voted.all()
    return SinceLastBallot(before[0].ballot, changes(before[0].content, now.content)) if before else None


def story(standing: Standing) -> list[dict[str, Any]]:
    """What happened, the newest first, for components/timeline.html."""
    opinion = standing.opinion
    events = [_event(opinion.started_at, "Zaczęto pracę nad opinią.", opinion.started_by.full_name)]
    events += [event for ballot in standing.ballots for event in events_of(ballot)]
    if adoption := opinion.adoption:
        events += [_event(d.filed_at, "Zgłoszono zdanie odrębne.", d.person_name) for d in adoption.dissents.all()]
    if opinion.status == S.CONFIRMED:
        done = adoption.confirmation
        events.append(_event(done.confirmed_at, "Potwierdzono opinię i utrwalono PDF.", done.confirmed_by.full_name))
    return sorted(events, key=lambda event: event["at"], reverse=True)


def votes_with_reasons(standing: Standing) -> list[Any]:
    return reasons(standing.ballots)


def _event(at, what, who):
    return {"at": at, "what": what, "who": who, "link": ""}
