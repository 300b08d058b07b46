"""Every state × every role × every step of the two workflows, and the database's own guard."""

import datetime

import pytest
from django.db import DatabaseError, transaction

from apps.core import clock
from apps.organisation.models import ScopeOfDuties, Variant
from apps.organisation.workflow import SCOPE, VARIANT
from tests import factories
from tests.factories import duties as made

pytestmark = pytest.mark.django_db
S, V = ScopeOfDuties.Status, Variant.Status
KEEPERS, DIRECTOR = {"hr"}, {"director"}
MATRICES = {
    SCOPE.name: {
        S.DRAFT: {"submit": KEEPERS},
        S.SUBMITTED: {"take_back": KEEPERS, "return": DIRECTOR, "accept": DIRECTOR},
        S.ACCEPTED: {},
    },
    VARIANT.name: {
        V.WORKING: {"submit": KEEPERS, "drop": KEEPERS},
        V.SUBMITTED: {"take_back": KEEPERS, "return": DIRECTOR, "introduce": DIRECTOR},
        V.INTRODUCED: {"withdraw": DIRECTOR},
        V.DROPPED: {},
    },
}
EVERYBODY = ["hr", "director", "employee", "admin", "expert", "coordinator", "foreign_hr", "foreign_director"]


@pytest.fixture
def mine():
    found = made.keepers(factories.centre())
    other = made.keepers(factories.centre())
    found.foreign_hr, found.foreign_director = other.hr, other.director
    for role in ("admin", "expert", "coordinator"):
        person = factories.person(found.centre, f"Osoba {role.title()}", roles=[role])
        setattr(found, role, factories.user_of(person))
    return found


def scope_in(mine, status):
    of = made.post(mine)
    if status == S.ACCEPTED:
        return made.accepted(of, mine.hr, mine.director)
    return made.drafted(of, mine.hr) if status == S.DRAFT else made.submitted(of, mine.hr)


def variant_in(mine, status):
    fields = {"name": "Wariant A", "drawn_from_on": datetime.date(2018, 6, 1), "created_by": mine.hr}
    variant = Variant.objects.create(centre=mine.centre, created_at=clock.now(), **fields)
    day, own = datetime.date(2018, 9, 1), Variant.objects.filter(pk=variant.pk)
    if status in (V.SUBMITTED, V.INTRODUCED):
        own.update(status=V.SUBMITTED, planned_on=day, submitted_at=clock.now(), submitted_by=mine.hr)
    if status in (V.INTRODUCED, V.DROPPED):
        closed = {"closed_at": clock.now(), "closed_by": mine.director}
        own.update(status=status, introduced_on=day if status == V.INTRODUCED else None, **closed)
    return Variant.objects.get(pk=variant.pk)


def may(workflow, mine, thing):
    return {who: {step.name for step in workflow.allowed(getattr(mine, who), thing)} for who in EVERYBODY}


def expected(workflow, status):
    said = MATRICES[workflow.name][status]
    return {who: {name for name, people in said.items() if who in people} for who in EVERYBODY}


@pytest.mark.parametrize("status", S.values)
def test_who_may_take_which_step_of_a_scope(mine, status):
    assert may(SCOPE, mine, scope_in(mine, status)) == expected(SCOPE, status)


@pytest.mark.parametrize("status", V.values)
def test_who_may_take_which_step_of_a_variant(mine, status):
    assert may(VARIANT, mine, variant_in(mine, status)) == expected(VARIANT, status)


@pytest.mark.parametrize("status", S.values)
def test_the_database_refuses_every_other_move_of_a_scope(mine, status):
    scope = scope_in(mine, status)
    assert refused(SCOPE, ScopeOfDuties, scope) == set(S.values) - reachable(SCOPE, status)


@pytest.mark.parametrize("status", V.values)
def test_the_database_refuses_every_other_move_of_a_variant(mine, status):
    variant = variant_in(mine, status)
    assert refused(VARIANT, Variant, variant) == set(V.values) - reachable(VARIANT, status)


def reachable(workflow, status):
    return {target for source, target in workflow.transitions() if source == status} | {status}


def refused(workflow, model, thing):
    """Targets that the guard of moves or of what is decided refuses; other conditions of a target are not its."""
    found = set()
    for target in set(workflow.statuses.values) - {thing.status}:
        try:
            with transaction.atomic():
                model.objects.filter(pk=thing.pk).update(status=target)
                transaction.set_rollback(True)
        except DatabaseError as refusal:
            if "Nie ma kroku" in str(refusal) or "już się nie zmienia" in str(refusal):
                found.add(target)
    return found
