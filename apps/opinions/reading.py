"""What the page of an opinion shows: whose move it is and what waits to be written."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.db.models import Prefetch, QuerySet, prefetch_related_objects
from django.urls import reverse

from apps.accounts.models import Gender, User
from apps.catalogue.models import RequiredPart
from apps.core import clock
from apps.core.polish import NBSP, plural
from apps.teams import rules as team_rules
from apps.teams.balloting import votes_lacking
from apps.teams.models import Ballot, Elector, Function, RosterInterval
from apps.teams.words import chair_word

from . import rules, words
from .circulation.reading import Agreement, agreement_of
from .contributions.rules import are_only_read
from .intermediate.reading import unconfirmed
from .models import Confirmation, HandOver, Opinion, VotedContent
from .review import rules as review

S = Opinion.Status


def mover(
    opinion: Opinion,
    roster: list[RosterInterval],
    *,
    not_voted: int,
    may_dissent: bool,
    agreement: Agreement = Agreement(),  # noqa: B008  frozen
) -> str:
    """Whose move it is, in the accusative („Czeka na: …”). `not_voted`: how many may still vote."""
    match opinion.status:
        case S.WORKING:
            return "członków zespołu"
        case S.CIRCULATED if agreement.runs:
            return "uwagi członków zespołu"
        case S.CIRCULATED if agreement.unanswered:
            return words.answers_to(agreement.unanswered)
        case S.VOTING if not_voted:
            return _not_voted(not_voted)
        case S.ADOPTED if may_dissent:
            return "uprawnionych do zgłoszenia zdania odrębnego"
        case S.CONFIRMED if opinion.is_intermediate:
            return ""  # it goes on with its final product
        case S.CONFIRMED:
            return opinion.pilot.centre.director_title_genitive.lower()
        case S.HANDED_OVER:
            return "recenzentów WRZOS"
        case S.ACCEPTED:
            return ""
        case S.RETURNED:
            return "członków zespołu"
    return chair_of(roster)


def _not_voted(n):
    return plural(
        n,
        f"{n}{NBSP}osobę, która jeszcze nie zagłosowała",
        f"{n}{NBSP}osoby, które jeszcze nie zagłosowały",
        f"{n}{NBSP}osób, które jeszcze nie zagłosowały",
    )


def members_today(user: User) -> QuerySet[RosterInterval]:
    """Who is in the teams of the person's centre today; of each only the function and the gender."""
    today = RosterInterval.objects.filter(centre=user.centre_id).on(clock.today()).select_related("person").order_by()
    return today.only("team", "function", "person__gender")


def rosters_today(user: User) -> dict[int, list[RosterInterval]]:
    """The same by team."""
    rosters: dict[int, list[RosterInterval]] = {}
    for entry in members_today(user):
        rosters.setdefault(entry.team_id, []).append(entry)
    return rosters


def chair_of(roster: list[RosterInterval]) -> str:
    """„przewodniczącą zespołu”."""
    return f"{chair_word(_gender_of_chair(roster), 'accusative')} zespołu"


def _gender_of_chair(roster):
    return next((entry.person.gender for entry in roster if entry.function == Function.CHAIR), Gender.MASCULINE)


@dataclass(frozen=True)
class Action:
    """A button or a link, named by its effect. `posts`: it acts at once; otherwise it leads to a page."""

    label: str
    url: str
    posts: bool = False
    explained: str = ""


@dataclass(frozen=True)
class Standing:
    """Where an opinion stands today, and what the person who looks is to it: read once for the whole page."""

    user: User
    opinion: Opinion
    ballot: Ballot | None  # under way
    electors: list[Elector]  # of that ballot, with their votes
    dissenters: list[Elector]  # who may still file a dissenting opinion

    @classmethod
    def of(cls, user: User, opinion: Opinion, ballots: list[Ballot]) -> "Standing":
        ballot = next(filter(team_rules.is_open, ballots), None)
        in_time = opinion.status == S.ADOPTED and clock.today() <= opinion.adoption.dissent_until
        return cls(
            user,
            opinion,
            ballot,
            list(ballot.electors.all()) if ballot else [],
            list(rules.entitled_to_dissent(opinion.adoption)) if in_time else [],
        )

    @cached_property
    def roster(self) -> list[RosterInterval]:
        """The team today, read only for a status in which its members have something to do."""
        return list(members_today(self.user).filter(team=self.opinion.team_id))

    @property
    def is_member(self) -> bool:
        return self._is_among(self.roster)

    @property
    def is_chair(self) -> bool:
        return self._is_among(entry for entry in self.roster if entry.function == Function.CHAIR)

    @cached_property
    def agreement(self) -> Agreement:
        """How far the circulation is; read only while there may be one."""
        if self.opinion.status not in rules.EDITABLE:
            return Agreement()
        agreement = agreement_of(self.opinion, self.user)
        return replace(agreement, **review.circulated(self.opinion)) if self.opinion.hand_over_id else agreement

    @property
    def waiting(self) -> list[Elector]:
        """Who has not voted yet and still may."""
        if self.ballot and team_rules.is_past_deadline(self.ballot):
            return []
        return [elector for elector in self.electors if not hasattr(elector, "vote")]

    @property
    def has_to_vote(self) -> bool:
        return self._is_among(self.waiting)

    @property
    def lacking(self) -> int:
        """How many votes the quorum still needs, while votes may come."""
        return votes_lacking(self.ballot, len(self.electors), len(self.electors) - len(self.waiting))

    @property
    def may_dissent(self) -> bool:
        return self._is_among(self.dissenters)

    @property
    def until(self) -> datetime.date | None:
        """The day until which the move waits: remarks, votes in the circular mode, dissent."""
        if self.opinion.status == S.CIRCULATED:
            return self.agreement.deadline_on if self.agreement.runs else None
        if self.waiting:
            return self.ballot.deadline_on
        return self.opinion.adoption.dissent_until if self.dissenters else None

    def may(self, rule: Callable[[User, Ballot], bool]) -> bool:
        """Whether a rule about the ballot lets this person act; it lets nobody who is neither in the electorate nor in
        the team."""
        return (self._is_among(self.electors) or self.is_member) and rule(self.user, self.ballot)

    def _is_among(self, people: Iterable[RosterInterval | Elector]) -> bool:
        return any(one.person_id == self.user.person_id for one in people)


def move_of(standing: Standing, gaps_to_fill: list["Gap"]) -> dict[str, Any]:
    """Whose move it is, until when, and what this person can do."""
    not_voted, may_dissent = len(standing.waiting), bool(standing.dissenters)
    roster = [] if standing.opinion.status in rules.CONFIRMED else standing.roster  # it no longer waits for the team
    primary = primary_action(standing, gaps_to_fill)
    others = [other for other in other_actions(standing) if primary is None or other.url != primary.url]
    waits_for_others = not_voted and primary is not None and primary.url == _url(standing.opinion, "close_vote")
    agreement = standing.agreement
    return {
        "agreement": agreement,
        "has_proposals": are_only_read(standing.opinion) and standing.is_member,
        "may_file": standing.opinion.status == S.CIRCULATED and agreement.runs and standing.is_member,
        "waiting_remarks": words.waiting_remarks(agreement.unanswered),
        "is_mine": primary is not None and not waits_for_others,
        "waits_for": mover(standing.opinion, roster, not_voted=not_voted, may_dissent=may_dissent, agreement=agreement),
        "until": standing.until,
        "may_dissent": standing.may_dissent,
        "primary": primary,
        "others": others,
    }


def ballots_of(opinion: Opinion) -> list[Ballot]:
    """Every ballot about it, the newest first, with electors, votes and the result if it is closed. What was voted on
    and what followed are read along, so that nothing on the page asks again."""
    voted = VotedContent.objects.select_related("ballot__opened_by", "ballot__result__closed_by")
    electors = Elector.objects.select_related("vote")
    if opinion.status in rules.ADOPTED:  # the paper prints who was in which team and voted how
        voted = voted.select_related("ballot__team__issued_order")
        voted = voted.defer("ballot__team__issued_order__text", "ballot__team__issued_order__effects")
        electors = electors.select_related("person")
    prefetch_related_objects([opinion], Prefetch("voted", voted), Prefetch("voted__ballot__electors", electors))
    _recall_adoption(opinion)
    return [content.ballot for content in opinion.voted.all()]


def _recall_adoption(opinion):
    if adoption := rules.adoption_of(opinion):
        adoption.voted = next(content for content in opinion.voted.all() if content.pk == adoption.voted_id)
        prefetch_related_objects([adoption], "dissents")
    if opinion.status in rules.CONFIRMED:
        confirmed = Confirmation.objects.select_related("document", "confirmed_by")
        prefetch_related_objects([opinion], Prefetch("confirmation", confirmed))
    if opinion.hand_over_id:
        _recall_editions(opinion)


def _recall_editions(opinion):
    together = ("handed_by", "confirmation__confirmed_by", "review__decided_by")
    prefetch_related_objects([opinion], Prefetch("hand_overs", HandOver.objects.select_related(*together)))
    opinion.hand_over = next(one for one in opinion.hand_overs.all() if one.pk == opinion.hand_over_id)


def primary_action(standing: Standing, gaps: list["Gap"]) -> Action | None:
    """The one thing this person should do next, or None when it is somebody else's move."""
    opinion = standing.opinion
    match opinion.status:
        case S.WORKING | S.CIRCULATED if standing.is_member:
            return gaps[0].action if gaps else _next_of_writing(standing)
        case S.VOTING if standing.has_to_vote:
            return _leads(opinion, "vote", "Przeczytaj i zagłosuj")
        case S.VOTING if not standing.lacking and standing.may(_may_count):
            return _leads(opinion, "close_vote", "Zamknij głosowanie")
        case S.ADOPTED if standing.is_chair and not standing.dissenters:
            return _leads(opinion, "confirm", f"Potwierdź {words.noun_of(opinion).accusative} i utrwal PDF")
        case S.CONFIRMED if rules.is_director(standing.user, opinion) and not opinion.is_intermediate:
            return _leads(opinion, "hand_over", f"Przekaż {words.noun_of(opinion).accusative} do WRZOS")
        case S.RETURNED if standing.is_member:
            return _to_resume(opinion)
    return None


def _may_count(user, ballot):
    return team_rules.may_close(user, ballot) and not team_rules.still_runs(ballot)


def _to_resume(opinion):
    explained = "Powstanie następne wydanie z obecnym tekstem. Zwrócone wydanie i uwagi WRZOS zostaną, jakie są."
    return Action("Wróć do pracy nad tekstem", _url(opinion, "resume"), posts=True, explained=explained)


def _next_of_writing(standing):
    opinion, agreement = standing.opinion, standing.agreement
    if agreement.to_answer:
        return _leads(opinion, "remarks", f"Odpowiedz na uwagi ({agreement.to_answer})")
    if opinion.hand_over_id and (n := review.unanswered(opinion).count()):
        return _leads(opinion, "review_remarks", f"Odpowiedz na uwagi WRZOS ({n})")
    if opinion.status == S.WORKING:
        return _to_circulate(standing)
    if _may_vote_now(standing) and not agreement.runs:
        return _leads(opinion, "put_to_vote", "Poddaj pod głosowanie")
    return None


def _may_vote_now(standing):
    if not standing.is_chair or standing.agreement.unanswered:
        return False
    return not rules.too_early(standing.opinion) and not unconfirmed(standing.opinion)


def _to_circulate(standing):
    return _leads(standing.opinion, "circulate", "Przekaż do uzgodnień w zespole")


def other_actions(standing: Standing) -> list[Action]:
    """Quiet links beside the primary button."""
    opinion, found = standing.opinion, []
    match opinion.status:
        case S.WORKING if standing.is_member:
            found.append(_to_circulate(standing))
        case S.CIRCULATED if standing.is_member:
            if _may_vote_now(standing) and not gaps(opinion):
                found.append(_leads(opinion, "put_to_vote", "Poddaj pod głosowanie"))
            found.append(Action("Wróć do pracy nad tekstem", _url(opinion, "take_back"), posts=True))
        case S.VOTING:
            found.append(_leads(opinion, "vote", "Zobacz, kto już zagłosował"))
            if standing.may(team_rules.presides):
                if not team_rules.still_runs(standing.ballot):
                    found.append(_leads(opinion, "close_vote", "Zamknij głosowanie"))
                found.append(_leads(opinion, "mend", "Popraw tekst i przerwij głosowanie"))
                found.append(_leads(opinion, "withdraw_vote", "Przerwij głosowanie"))
        case S.ADOPTED if standing.may_dissent:
            found.append(_leads(opinion, "dissent", "Zgłoś zdanie odrębne"))
    return found


@dataclass(frozen=True)
class Gap:
    """A part that Tabela 1 requires and nobody has written yet: the sentence, and the action that fills it. Without a
    part: the variant of the model, which is said beside the first one."""

    said: str
    action: Action
    part: RequiredPart | None


def gaps(opinion: Opinion) -> list[Gap]:
    """Everything that is missing, in the order of the document. Reads its parts once for the whole page."""
    prefetch_related_objects([opinion], "product__parts", "sections", "findings", "recommendations")
    sections = {section.part_id: section.pk for section in opinion.sections.all()}
    return [
        Gap(
            lack, Action(_to_write(part), place_of(opinion, part, sections)) if part else _to_say_variant(opinion), part
        )
        for lack, part in rules.parts_without_content(opinion)
    ]


def _to_say_variant(opinion):
    return _leads(opinion, "variant", "Wskaż rozwiązanie modelowe")


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


def _leads(opinion, name, label):
    return Action(label, _url(opinion, name))


def _url(opinion, name, *more):
    return reverse(f"opinions:{name}", args=[opinion.pk, *more])
