"""Who usually carries out a step: suggested from roles and from the teams whose orders name the product."""

from collections import defaultdict
from dataclasses import dataclass

from apps.accounts.models import Person, Role, RoleGrant
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


class Suggestions:
    """Everybody who may be suggested in a pilot, read once for any number of steps."""

    def __init__(self, working: list[Person], roles: dict[str, list[Person]], members: dict[str, list[Suggested]]):
        self.working, self.roles, self.members = working, roles, members

    @classmethod
    def of(cls, pilot: Pilot) -> "Suggestions":
        working = list(Person.objects.filter(centre=pilot.centre_id, left_on=None))
        known = {person.pk: person for person in working}
        granted = RoleGrant.objects.filter(person__centre=pilot.centre_id, revoked_at=None)
        held = set(granted.values_list("role", "person_id"))
        roles = {role: [one for pk, one in known.items() if (role, pk) in held] for role in Role.values}
        return cls(working, roles, _members(pilot))

    def for_step(self, step: ImplementationStep) -> list[Suggested]:
        """People whom Tabela 1 means, in the order in which one would ask them."""
        if step.actor == Actor.TEAM:
            return self.members.get(step.product.code, [])
        if step.actor == Actor.BENEFITS_WORKERS:
            return [Suggested(one, one.job_title) for one in self.working if _BENEFITS in one.job_title.lower()]
        why = " albo ".join(Role(role).label for role in _ROLES[step.actor])
        named = [one for role in _ROLES[step.actor] for one in self.roles[role]]
        return [Suggested(one, why) for one in dict.fromkeys(named)]


def suggested(pilot: Pilot, step: ImplementationStep) -> list[Suggested]:
    return Suggestions.of(pilot).for_step(step)


def _members(pilot: Pilot) -> dict[str, list[Suggested]]:
    """By code of a product: who is today in a team that works on it, the chair first."""
    today, found = clock.today(), defaultdict(dict)
    teams = Team.objects.filter(pilot=pilot.pk).in_bulk()
    mandates = list(Mandate.objects.filter(centre=pilot.centre_id, team__in=teams).on(today)) if teams else []
    entries = RosterInterval.objects.filter(centre=pilot.centre_id, team__in=teams).on(today).select_related("person")
    in_order = sorted(entries, key=lambda one: (_OFFICES.index(one.function), one.rank)) if mandates else []
    for entry in in_order:
        for code in (code for one in mandates if one.team_id == entry.team_id for code in one.products):
            found[code].setdefault(entry.person_id, Suggested(entry.person, teams[entry.team_id].name))
    return {code: list(people.values()) for code, people in found.items()}
