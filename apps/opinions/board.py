"""The board: every final product of a centre's pilots, how far its document is and whom it waits for."""

from dataclasses import dataclass, field

from django.db.models import Count, Q
from django.urls import reverse

from apps.accounts.models import User
from apps.catalogue.models import FinalProduct, ImplementationStep
from apps.catalogue.published import products_of
from apps.core import clock
from apps.projects.models import Pilot
from apps.teams.models import Elector, Mandate, RosterInterval, Team
from apps.teams.rules import mandates_on

from . import reading, rules, words
from .circulation.reading import Agreement, agreements_of
from .models import Opinion

S = Opinion.Status
# composed once: to compose them takes as long as to answer them
_BEGUN = Opinion.objects.select_related("adoption").annotate(dissents=Count("adoption__dissents")).order_by()
_NOT_VOTED = Elector.objects.filter(ballot__result=None, vote=None).order_by()
_NOT_VOTED = _NOT_VOTED.values_list("ballot__voted_content__opinion").annotate(Count("pk"))


@dataclass(frozen=True)
class Line:
    """One final product of a pilot on the board."""

    pilot: Pilot
    product: FinalProduct
    opinion: Opinion | None
    team: Team | None
    waits_for: str
    can_begin: bool
    step: ImplementationStep | None = None  # of an intermediate opinion
    parts: list["Line"] = field(default_factory=list)  # intermediate opinions that it draws on

    @property
    def noun(self) -> words.Noun:
        return words.INTERMEDIATE if self.step else words.noun_of_kind(self.product.kind)

    @property
    def name(self) -> str:
        return self.step.intermediate_title if self.step else self.product.short_name

    @property
    def begin_url(self) -> str:
        where = [self.pilot.pk, self.product.code]
        if self.step:
            return reverse("opinions:begin_intermediate", args=[*where, self.step.rank])
        return reverse("opinions:begin", args=where)


@dataclass
class PilotBoard:
    """The seven products of one pilot, in the order of Tabela 1."""

    pilot: Pilot
    lines: list[Line] = field(default_factory=list)


def boards_of(user: User) -> list[PilotBoard]:
    """Every pilot of the person's centre with its products; the same few queries whatever their number."""
    pilots = list(Pilot.objects.visible_to(user))
    desk = _Desk.of(user)
    for pilot in pilots:
        pilot.centre = user.centre
    return [
        PilotBoard(pilot, [_line(pilot, product, desk) for product in products_of(pilot.catalogue_version_id).values()])
        for pilot in pilots
    ]


@dataclass(frozen=True)
class _Desk:
    """What all lines of the board are made from, each read once."""

    user: User
    begun: dict[tuple[int, int, int | None], Opinion]  # by pilot, product and step
    teams: dict[int, Team]
    mandates: dict[int, Mandate]  # by team, those in force today
    rosters: dict[int, list[RosterInterval]]
    not_voted: dict[int, int]  # by opinion under vote: how many people it waits for
    dissenters: set[int]  # opinions that wait for those who may dissent
    agreements: dict[int, Agreement]  # by opinion

    @classmethod
    def of(cls, user: User) -> "_Desk":
        opinions = list(_BEGUN.visible_to(user))
        return cls(
            user,
            {(opinion.pilot_id, opinion.product_id, opinion.step_id): opinion for opinion in opinions},
            {team.pk: team for team in Team.objects.visible_to(user)},
            mandates_on(user.centre_id) if user.centre_id else {},
            reading.rosters_today(user),
            _waiting_for_votes([opinion for opinion in opinions if opinion.status == S.VOTING]),
            _waiting_for_dissent([opinion for opinion in opinions if opinion.status == S.ADOPTED]),
            agreements_of([opinion for opinion in opinions if opinion.status in rules.EDITABLE], user),
        )


def _waiting_for_votes(opinions):
    if not opinions:
        return {}
    in_time = Q(ballot__deadline_on=None) | Q(ballot__deadline_on__gte=clock.today())
    return dict(_NOT_VOTED.filter(in_time, ballot__voted_content__opinion__in=opinions))


def _waiting_for_dissent(opinions):
    in_time = [opinion.adoption for opinion in opinions if clock.today() <= opinion.adoption.dissent_until]
    if not in_time:
        return set()
    return set(rules.entitled_to_dissent(*in_time).values_list("ballot__voted_content__opinion", flat=True))


def _line(pilot, product, desk):
    line = _one_line(pilot, product, desk, None)
    line.parts.extend(_one_line(pilot, product, desk, step) for step in product.steps.all() if step.intermediate_title)
    return line


def _one_line(pilot, product, desk, step):
    opinion = desk.begun.get((pilot.pk, product.pk, step and step.pk))
    if opinion is None:
        team = _team_for(pilot, product, desk)
        mine = {entry.person_id for entry in desk.rosters.get(team.pk, [])} if team else set()
        return Line(pilot, product, None, team, "", desk.user.person_id in mine, step)
    opinion.pilot, opinion.product, opinion.team, opinion.step = pilot, product, desk.teams[opinion.team_id], step
    waits_for = reading.mover(
        opinion,
        desk.rosters.get(opinion.team_id, []),
        not_voted=desk.not_voted.get(opinion.pk, 0),
        may_dissent=opinion.pk in desk.dissenters,
        agreement=desk.agreements.get(opinion.pk, Agreement()),
    )
    return Line(pilot, product, opinion, opinion.team, waits_for, can_begin=False, step=step)


def _team_for(pilot, product, desk):
    """As teams.rules.team_for, over teams that are read already: the one appointed later."""
    named = [desk.teams[pk] for pk, mandate in desk.mandates.items() if product.code in mandate.products]
    of_pilot = [team for team in named if team.pilot_id == pilot.pk]
    return max(of_pilot, key=lambda team: (team.effective_on, team.pk), default=None)
