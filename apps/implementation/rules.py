"""Who may do what in the run of Tabela 1. Everybody in the centre reads; WRZOS sees what is handed over."""

import datetime

from apps.accounts.models import Role, User
from apps.catalogue.models import ImplementationStep
from apps.core import clock
from apps.core.polish import plural
from apps.projects.models import Pilot
from apps.teams.models import Mandate, RosterInterval, Team

from .models import Evidence, Task, TaskHolder

RUNNERS = "Etapy pilotażu ustala dyrektor albo koordynator usług."
SHARERS = "Zadania rozdziela dyrektor albo koordynator usług."
CHANGERS = (
    "Zadanie zmienia dyrektor, koordynator usług, wykonawca albo członek zespołu, który pracuje nad tym produktem; "
    "krok kadr także pracownik kadr."
)
ADDERS = "Dowody dodaje ten, kto prowadzi zadania tego pilotażu."
KEEPERS = "Dowód zastępuje i wycofuje osoba, która go dodała, dyrektor albo koordynator usług."


def may_run(user: User, pilot: Pilot) -> bool:
    """Phases, and everything below."""
    own = user.is_active and user.centre_id == pilot.centre_id
    return own and user.has_role(Role.DIRECTOR, Role.COORDINATOR)


def may_change_step(user: User, pilot: Pilot, step: ImplementationStep) -> bool:
    return Powers.of(user, pilot).over(step)


def may_change_task(user: User, task: Task) -> bool:
    return may_change_step(user, task.pilot, task.step)


def may_add_evidence(user: User, pilot: Pilot) -> bool:
    return Powers.of(user, pilot).anywhere


def may_keep_evidence(user: User, evidence: Evidence) -> bool:
    """Replace it or withdraw it."""
    own = user.is_active and user.centre_id == evidence.pilot.centre_id
    return own and (user.pk == evidence.added_by_id or may_run(user, evidence.pilot))


class Powers:
    """What one person may change in a pilot, read once for a page of many tasks."""

    def __init__(self, runs: bool, is_hr: bool, products: frozenset[str], held: frozenset[int]):
        self.runs, self.is_hr, self.products, self.held = runs, is_hr, products, held

    @classmethod
    def of(cls, user: User, pilot: Pilot) -> "Powers":
        if not user.is_active or not user.centre_id or user.centre_id != pilot.centre_id:
            return cls(False, False, frozenset(), frozenset())
        if may_run(user, pilot):
            return cls(True, user.has_role(Role.HR), frozenset(), frozenset())
        held = TaskHolder.objects.filter(person_id=user.person_id, task__pilot=pilot).values_list(
            "task__step", flat=True
        )
        return cls(False, user.has_role(Role.HR), _products_of(user, pilot), frozenset(held))

    def over(self, step: ImplementationStep) -> bool:
        at_work = step.product.code in self.products or step.pk in self.held
        return self.runs or at_work or (self.is_hr and step.actor == ImplementationStep.Actor.HR)

    @property
    def anywhere(self) -> bool:
        return bool(self.runs or self.is_hr or self.products or self.held)


def _products_of(user: User, pilot: Pilot) -> frozenset[str]:
    """Codes of products on which the person's teams work today."""
    mine = RosterInterval.objects.filter(centre=pilot.centre_id, person=user.person_id).on(clock.today())
    teams = Team.objects.filter(pilot=pilot.pk, pk__in=mine.values("team_id")).values_list("pk", flat=True)
    at_work = Mandate.objects.filter(centre=pilot.centre_id, team__in=list(teams)).on(clock.today())
    return frozenset(code for codes in at_work.values_list("products", flat=True) for code in codes)


def plan_of(task: Task | None) -> str:
    """Deadline and phase as the page showed them, to notice that somebody has changed them since."""
    return f"{task.due_on or ''}|{task.phase_id or ''}" if task else "|"


def is_overdue(due_on: datetime.date | None, state: str, today: datetime.date) -> bool:
    return due_on is not None and due_on < today and state != Task.State.DONE


def overdue_in_words(due_on: datetime.date, today: datetime.date) -> str:
    """„3 dni po terminie”, „ponad 2 lata po terminie”."""
    days = (today - due_on).days
    if (years := days // 365) == 0:
        return f"{days} {plural(days, 'dzień', 'dni', 'dni')} po terminie"
    return "ponad rok po terminie" if years == 1 else f"ponad {years} {plural(years, 'rok', 'lata', 'lat')} po terminie"
