from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from apps.core import audit, clock
from apps.core.deeds import deed, part_of_a_deed
from apps.core.errors import DomainError

from .. import rules
from ..models import Centre, Person, Role, User
from .parts import (
    PERSON_FIELDS,
    _fill,
    _grant,
    _keep_an_administrator,
    _locked,
    _require,
    _revoke,
    _saved,
    _switch_off,
)

ADDERS = "Osoby dopisują i zmieniają kadry oraz administrator ośrodka."
MANAGERS = "Role i konta w ośrodku prowadzi jego administrator."


@deed
def add_person(centre: Centre, data: Mapping[str, Any], *, by: User) -> Person:
    """A person of the centre, without roles and without an account. `data`: first_name, last_name, gender ("f", "m"),
    job_title, email (the last two may be empty)."""
    _require(rules.may_add_people(by, centre), ADDERS)
    person = Person(centre=centre)
    _fill(person, data, PERSON_FIELDS)
    _saved(person)
    audit.record("person.added", person, by=by)
    return person


@deed
def change_person(person: Person, data: Mapping[str, Any], *, by: User) -> Person:
    """Change name, form in documents or job title. Issued orders keep the old words; the account shows the new name."""
    _require(rules.may_add_people(by, person.centre), ADDERS)
    person = Person.objects.select_for_update().get(pk=person.pk)
    changed = _fill(person, data, PERSON_FIELDS)
    _saved(person)
    User.objects.filter(person=person).update(full_name=str(person))
    audit.record("person.changed", person, by=by, changed=changed)
    return person


@deed
def set_roles(person: Person, roles: Iterable[str], *, by: User) -> Person:
    """Give the person exactly these roles: what is new is granted, what is missing is revoked, each with who and when.
    Nobody gives themselves a role, nor takes the administrator's one away, and a centre keeps an administrator."""
    _require(rules.may_manage_people(by, person.centre), MANAGERS)
    _locked(person.centre)
    person = Person.objects.select_related("centre").get(pk=person.pk)
    _require(person.left_on is None, f"{person} nie pracuje już w ośrodku, więc nie może mieć ról.")
    wanted, held = _known(roles), set(person.grants.filter(revoked_at=None).values_list("role", flat=True))
    _require(by.person_id != person.pk or wanted <= held, "Nikt nie nadaje roli sobie. Poproś innego administratora.")
    if Role.ADMIN in held - wanted:
        _require(by.person_id != person.pk, "Własnej roli administratora nie można sobie odebrać.")
        _keep_an_administrator(person)
    _revoke(person, held - wanted, by)
    for role in sorted(wanted - held):
        _grant(person, role, by)
    audit.record("person.roles_set", person, by=by, granted=sorted(wanted - held), revoked=sorted(held - wanted))
    return person


@deed
def withdraw_person(person: Person, left_on: date, *, by: User) -> Person:
    """The person has left the centre: roles and account end now. The roster changes only by an order."""
    _require(rules.may_manage_people(by, person.centre), MANAGERS)
    _require(by.person_id != person.pk, "Nie można zakończyć własnej pracy. Poproś innego administratora.")
    _require(left_on <= clock.today(), "Podaj dzień nie późniejszy niż dzisiejszy – konto i role wygasną od razu.")
    return end_work(person, left_on, by=by)


@part_of_a_deed
def end_work(person: Person, left_on: date, *, by: User) -> Person:
    """Roles and account end now. Who may do so and when, the deed has asked: this one's, or kadry's (organisation)."""
    _locked(person.centre)
    person = Person.objects.get(pk=person.pk)
    _keep_an_administrator(person)
    held = set(person.grants.filter(revoked_at=None).values_list("role", flat=True))
    _revoke(person, held, by)
    person.left_on = left_on
    _saved(person)
    if person.account:
        _switch_off(person.account)
    audit.record("person.withdrawn", person, by=by, left_on=left_on, revoked=sorted(held))
    return person


@deed
def return_person(person: Person, *, by: User) -> Person:
    """The person works in the centre again, or had been withdrawn by mistake. Roles and the account are given anew."""
    _require(rules.may_manage_people(by, person.centre), MANAGERS)
    person = Person.objects.select_for_update().get(pk=person.pk)
    _require(person.left_on is not None, f"{person} nadal pracuje w ośrodku.")
    person.left_on = None
    _saved(person)
    audit.record("person.returned", person, by=by)
    return person


def _known(roles: Iterable[str]) -> set[str]:
    wanted = set(roles)
    if unknown := wanted - set(Role.values):
        raise DomainError(f"Nie ma takiej roli: {', '.join(sorted(unknown))}.")
    return wanted
