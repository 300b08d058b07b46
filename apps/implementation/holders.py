"""Who usually carries out a step: suggested from roles and from the teams whose orders name the product."""

from dataclasses import dataclass

from apps.accounts.models import Person, Role
from apps.catalogue.models import ImplementationStep
from apps.core import clock
from apps.projects.models import Pilot
from apps.teams.models import Function, Mandate, RosterInterval, Team

Actor = ImplementationStep.Actor
_ROLES = {
    Actor.DIRECTOR: [Role.DIRECTOR],
    Actor.COORDINATOR: [Role.COORDINATOR],
    Actor.HR: [Role.HR],
    Actor.CENTRE: [Role.DIRECTOR, Role.COORDINATOR],
}
_OFFICES = [Function.CHAIR, Function.DEPUTY, Function.SECRETARY, Function.MEMBER]
_BENEFITS = "świadcze"  # as in „inspektor w Dziale Świadczeń”


@dataclass(frozen=True)
class Suggested:
    person: Person
    why: str


def suggested(pilot: Pilot, step: ImplementationStep) -> list[Suggested]:
    """People whom Tabela 1 means, in the order in which one would ask them."""
    if step.actor == Actor.TEAM:
        return _members(pilot, step.product.code)
    working = Person.objects.filter(centre=pilot.centre_id, left_on=None)
    if step.actor == Actor.BENEFITS_WORKERS:
        return [Suggested(one, one.job_title) for one in working.filter(job_title__icontains=_BENEFITS)]
    roles = _ROLES[step.actor]
    found = working.filter(grants__role__in=roles, grants__revoked_at=None).distinct()
    why = " albo ".join(Role(role).label for role in roles)
    return [Suggested(one, why) for one in found]


def _members(pilot: Pilot, code: str) -> list[Suggested]:
    today = clock.today()
    mandates = Mandate.objects.filter(centre=pilot.centre_id, products__contains=[code]).on(today)
    teams = Team.objects.filter(pilot=pilot.pk, pk__in=mandates.values("team_id")).in_bulk()
    entries = RosterInterval.objects.filter(centre=pilot.centre_id, team__in=teams).on(today) if teams else []
    if teams:
        entries = sorted(entries.select_related("person"), key=lambda one: (_OFFICES.index(one.function), one.rank))
    said = {one.person_id: Suggested(one.person, teams[one.team_id].name) for one in reversed(list(entries))}
    return list(reversed(said.values()))
