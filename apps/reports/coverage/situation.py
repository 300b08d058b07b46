"""How far each product of Tabela 1 is in one pilot: read once, asked by every condition."""

import datetime
from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Count, Prefetch

from apps.catalogue.models import FinalProduct, ImplementationStep
from apps.catalogue.published import products_of
from apps.core import clock
from apps.implementation.introducing import introductions
from apps.implementation.models import Task, TaskHolder
from apps.opinions.models import Citation, Finding, Opinion, Recommendation, SectionAuthor
from apps.organisation.duties.separation import Separation, separation_on
from apps.projects.models import Pilot
from apps.teams.models import Team
from apps.teams.rules import mandates_on


@dataclass(frozen=True)
class Situation:
    """One final product of the pilot, with all that was done for it."""

    pilot: Pilot
    product: FinalProduct
    today: datetime.date
    team: Team | None
    tasks: dict[int, Task]  # by step; none: nobody has begun
    opinion: Opinion | None
    intermediate: dict[int, Opinion]  # by step
    introduced: frozenset[str]  # kinds of documents that orders in force introduced
    is_tool_cited: bool = False
    has_tool_result: bool = False  # in the pilot's register of evidence
    separation: Separation | None = None  # how the centre keeps social work apart from procedure today
    authors: dict[int, list[str]] = field(default_factory=dict)  # by section

    @property
    def steps(self) -> list[ImplementationStep]:
        return list(self.product.steps.all())

    @property
    def writers(self) -> str:
        """Whom a gap in the text waits for."""
        return self.team.name if self.team else "dyrektor: powierzenie produktu zespołowi"


def situations(pilot: Pilot) -> list[Situation]:
    """Every final product of the pilot, in the order of Tabela 1; the same few queries whatever was written."""
    products = list(products_of(pilot.catalogue_version_id).values())
    desk = _Desk(pilot, products)
    return [desk.situation(product) for product in products]


class _Desk:
    def __init__(self, pilot: Pilot, products: list[FinalProduct]) -> None:
        self.pilot, self.today = pilot, clock.today()
        self.tasks = {task.step_id: task for task in _tasks(pilot)}
        self.opinions = {(opinion.product_id, opinion.step_id): opinion for opinion in _opinions(pilot)}
        self.introduced = _introduced(pilot, products)
        self.teams = _teams(pilot)
        self.separation = separation_on(pilot.centre, self.today)
        self.with_tool = _with_tool(pilot)
        self.has_tool_result = pilot.evidence.filter(tool__isnull=False, withdrawn_at=None).exists()
        self.authors = _authors(pilot)

    def situation(self, product: FinalProduct) -> Situation:
        opinion = self._opinion(product, None)
        steps = [step for step in product.steps.all() if step.intermediate_title]
        begun = {step.pk: made for step in steps if (made := self._opinion(product, step))}
        return Situation(
            pilot=self.pilot,
            product=product,
            today=self.today,
            team=self.teams.get(opinion.team_id) if opinion else self._team_for(product),
            tasks=self.tasks,
            opinion=opinion,
            intermediate=begun,
            introduced=self.introduced,
            is_tool_cited=bool(opinion) and opinion.pk in self.with_tool,
            has_tool_result=self.has_tool_result,
            separation=self.separation,
            authors=self.authors,
        )

    def _opinion(self, product, step):
        if opinion := self.opinions.get((product.pk, step and step.pk)):
            opinion.product, opinion.pilot = product, self.pilot
            if step:
                opinion.step = step
        return opinion

    def _team_for(self, product):
        """As teams.rules.team_for: the one appointed later."""
        named = [
            team for team in self.teams.values() if product.code in team.works_on and team.pilot_id == self.pilot.pk
        ]
        return max(named, key=lambda team: (team.effective_on, team.pk), default=None)


def _tasks(pilot):
    holders = Prefetch("holders", TaskHolder.objects.select_related("person"))
    return Task.objects.filter(pilot=pilot).prefetch_related(holders).annotate(evidence_count=Count("shown_by"))


def _opinions(pilot):
    """With their texts; of pluses, minuses and recommendations only which there are."""
    signs = Prefetch("findings", Finding.objects.only("opinion", "sign").order_by())
    kinds = Prefetch("recommendations", Recommendation.objects.only("opinion", "kind").order_by())
    return Opinion.objects.filter(pilot=pilot).order_by().prefetch_related("sections", signs, kinds)


def _with_tool(pilot):
    """Opinions that cite the result of a WRZOS tool."""
    cited = Citation.objects.filter(opinion__pilot=pilot, evidence__tool__isnull=False)
    return set(cited.values_list("opinion", flat=True))


def _teams(pilot):
    mandates = mandates_on(pilot.centre_id)
    teams = {team.pk: team for team in Team.objects.filter(centre=pilot.centre_id)}
    for team in teams.values():
        team.works_on = mandates[team.pk].products if team.pk in mandates else []
    return teams


def _introduced(pilot, products):
    """Kinds of documents that Tabela 1 wants introduced and an order in force introduces."""
    kinds = {step.introduced_by for product in products for step in product.steps.all()}
    found = introductions(pilot, kinds - {""})
    return frozenset(key for key, one in found.items() if one.is_introduced)


def _authors(pilot):
    found = defaultdict(list)
    named = SectionAuthor.objects.filter(section__opinion__pilot=pilot).select_related("person")
    for author in named:
        found[author.section_id].append(str(author.person))
    return dict(found)
