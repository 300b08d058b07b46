"""„Wdrażanie”: every step of Tabela 1 as a task of the pilot, who holds it, by when, and what shows it was done."""

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Prefetch, Q

from apps.accounts.models import Person, User
from apps.catalogue.models import FinalProduct, ImplementationStep
from apps.core import clock
from apps.core.filters import Choice
from apps.projects.models import Pilot

from . import introducing, rules
from .introducing import Introduction
from .models import Phase, Task, TaskHolder
from .phases import phase_on

MINE, OVERDUE, NOBODY = "moje", "po-terminie", "nikt"
S = Task.State


@dataclass(frozen=True)
class Line:
    """One task: a step of Tabela 1 with its row, if anybody has begun one."""

    step: ImplementationStep
    task: Task | None
    phase: Phase | None
    people: list[Person]
    today: datetime.date
    introduction: Introduction | None = None
    evidence_count: int = 0
    is_mine: bool = False

    @property
    def label(self) -> str:
        """„2a.3”."""
        return f"{self.step.product.code}.{self.step.rank}"

    @property
    def state(self) -> str:
        return self.task.state if self.task else S.TO_DO

    @property
    def state_words(self) -> str:
        return str(S(self.state).label)

    @property
    def due_on(self) -> datetime.date | None:
        return self.task.due_on if self.task else None

    @property
    def is_overdue(self) -> bool:
        return rules.is_overdue(self.due_on, self.state, self.today)

    @property
    def overdue_words(self) -> str:
        return rules.overdue_in_words(self.due_on, self.today) if self.is_overdue else ""

    @property
    def is_shown(self) -> bool:
        """Something shows that it was done: evidence, or the order that the step asks for."""
        return bool(self.evidence_count or (self.introduction and self.introduction.is_introduced))


@dataclass(frozen=True)
class Group:
    """Tasks of one final product; `done` of `all` whatever the list is narrowed to."""

    product: FinalProduct
    lines: list[Line]
    done: int
    all: int


@dataclass(frozen=True)
class Asked:
    """What the address asks for; a value that is none of the choices counts as not asked."""

    whose: str = ""
    due: str = ""
    product: str = ""
    state: str = ""
    phase: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Asked":
        names = {"whose": "czyje", "due": "termin", "product": "produkt", "state": "stan", "phase": "etap"}
        return cls(**{name: query.get(asked, "") for name, asked in names.items()})

    def __bool__(self) -> bool:
        return any((self.whose, self.due, self.product, self.state, self.phase))

    def takes(self, line: Line) -> bool:
        return (
            (self.whose != MINE or line.is_mine)
            and (self.whose != NOBODY or not line.people)
            and (self.due != OVERDUE or line.is_overdue)
            and self.product in ("", line.step.product.code)
            and self.state in ("", line.state)
            and self.phase in ("", str(line.phase.pk) if line.phase else "-")
        )


@dataclass(frozen=True)
class Board:
    pilot: Pilot
    phases: list[Phase]
    lines: list[Line]
    asked: Asked = field(default_factory=Asked)

    @property
    def groups(self) -> list[Group]:
        done, every = Counter(), Counter()
        for line in self.lines:
            every[line.step.product_id] += 1
            done[line.step.product_id] += line.state == S.DONE
        products = {line.step.product_id: line.step.product for line in self.lines}
        shown = [
            (product, [line for line in self.shown if line.step.product_id == pk]) for pk, product in products.items()
        ]
        return [Group(product, lines, done[product.pk], every[product.pk]) for product, lines in shown if lines]

    @property
    def shown(self) -> list[Line]:
        return [line for line in self.lines if self.asked.takes(line)]

    @property
    def done(self) -> int:
        return sum(line.state == S.DONE for line in self.lines)

    @property
    def overdue(self) -> int:
        return sum(line.is_overdue for line in self.lines)

    @property
    def unheld(self) -> int:
        return sum(not line.people and line.state != S.DONE for line in self.lines)

    @property
    def now(self) -> Phase | None:
        return phase_on(self.phases, clock.today())

    @property
    def choices(self) -> list[Choice]:
        products = {
            line.step.product.code: f"{p.code}. {p.short_name}" for line in self.lines for p in [line.step.product]
        }
        phases = {str(one.pk): one.name for one in self.phases} | {"-": "bez etapu"}
        whose = {MINE: "moje zadania", NOBODY: "bez wykonawcy"}
        return [
            Choice("Czyje", "czyje", "wszystkie", whose, self.asked.whose),
            Choice("Termin", "termin", "dowolny", {OVERDUE: "po terminie"}, self.asked.due),
            Choice("Produkt", "produkt", "wszystkie", products, self.asked.product),
            Choice("Stan", "stan", "dowolny", dict(S.choices), self.asked.state),
            Choice("Etap", "etap", "wszystkie", phases, self.asked.phase),
        ]


def pilot_choice(pilot: Pilot, pilots: list[Pilot]) -> list[Choice]:
    """Which pilot, where the centre has several; it stays in the address when the tasks are narrowed."""
    names = {str(one.pk): one.project_name for one in pilots}
    return [Choice("Pilotaż", "pilotaz", "najnowszy", names, str(pilot.pk))] if len(pilots) > 1 else []


def board_of(pilot: Pilot, user: User, asked: Asked | None = None) -> Board:
    """The same few queries however many tasks there are."""
    phases = list(pilot.phases.all())
    steps = ImplementationStep.objects.filter(product__version=pilot.catalogue_version_id)
    steps = list(steps.select_related("product__version").order_by("product__rank", "rank"))
    return Board(pilot, phases, lines_of(pilot, steps, phases, user), asked or Asked())


def lines_of(pilot: Pilot, steps: Iterable[ImplementationStep], phases: list[Phase], user: User) -> list[Line]:
    steps, today = list(steps), clock.today()
    tasks = {task.step_id: task for task in tasks_of(pilot).filter(step__in=steps)}
    known = introducing.introductions(pilot, {step.introduced_by for step in steps if step.introduced_by})
    return [_line(step, tasks.get(step.pk), phases, known, user, today) for step in steps]


def tasks_of(pilot: Pilot) -> Any:
    holders = TaskHolder.objects.select_related("person")
    shown = Count("shown_by", filter=Q(shown_by__evidence__withdrawn_at=None))
    return (
        Task.objects.filter(pilot=pilot.pk)
        .annotate(evidence_count=shown)
        .prefetch_related(Prefetch("holders", holders))
        .order_by()
    )


def _line(step, task, phases, known, user, today) -> Line:
    people = [holder.person for holder in task.holders.all()] if task else []
    return Line(
        step,
        task,
        _phase(task, phases),
        people,
        today,
        known.get(step.introduced_by),
        task.evidence_count if task else 0,
        any(person.pk == user.person_id for person in people),
    )


def _phase(task, phases) -> Phase | None:
    """As chosen, otherwise the one in which the deadline falls."""
    if task is None:
        return None
    chosen = next((phase for phase in phases if phase.pk == task.phase_id), None)
    return chosen or phase_on(phases, task.due_on)
