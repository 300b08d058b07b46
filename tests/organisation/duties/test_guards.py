"""What the database itself keeps of scopes: an accepted one never changes, whoever asks."""

import datetime

import pytest

from apps.organisation.models import ScopeOfDuties
from tests import factories
from tests.factories import duties as made
from tests.factories.duties import SERVICES, SOCIAL
from tests.guards import attempt, ignoring_everything

pytestmark = pytest.mark.django_db
STAYS = "Zatwierdzony zakres czynności już się nie zmienia"
AT_DIRECTOR = "Zakres czynności przekazany dyrektorowi się nie zmienia"
ONLY_DRAFTS = "Czynności zmienia się tylko w projekcie zakresu"


@pytest.fixture
def mine():
    return made.keepers(factories.centre())


@pytest.fixture
def scope(mine):
    return made.post(mine, "inspektor", SERVICES, SOCIAL).scopes.get()


def said(cursor, sql, before=""):
    return attempt(cursor, sql, before=before).split(" (")[0]


@pytest.mark.parametrize("before", [str, ignoring_everything], ids=["plainly", "ignoring"])
@pytest.mark.parametrize(
    ("statement", "refusal"),
    [
        ("UPDATE public.organisation_scopeofduties SET purpose = 'x' WHERE id = {0}", STAYS),
        ("UPDATE public.organisation_scopeofduties SET effective_on = '2020-01-01' WHERE id = {0}", STAYS),
        ("UPDATE public.organisation_scopeofduties SET status = 'draft' WHERE id = {0}", STAYS),
        ("UPDATE public.organisation_duty SET body = 'x' WHERE scope_id = {0}", ONLY_DRAFTS),
        ("UPDATE public.organisation_duty SET tag = 'other' WHERE scope_id = {0}", ONLY_DRAFTS),
        ("DELETE FROM public.organisation_duty WHERE scope_id = {0}", ONLY_DRAFTS),
        (
            "INSERT INTO public.organisation_duty (scope_id, rank, body, tag) VALUES ({0}, 9, 'x', 'other')",
            ONLY_DRAFTS,
        ),
        (
            "DELETE FROM public.organisation_scopeofduties WHERE id = {0}",
            "Zakres czynności, który nie jest projektem, nie znika",
        ),
    ],
)
def test_an_accepted_scope_and_its_duties_never_change(scope, as_app_role, statement, refusal, before):
    refused = attempt(as_app_role, statement.format(scope.pk), before=before()).split(" (")[0]
    assert refused.startswith((refusal, "Nie ma kroku"))


def test_a_duty_does_not_move_from_an_accepted_scope_to_a_draft(mine, scope, as_app_role):
    draft = made.drafted(made.post(mine), mine.hr)
    moved = f"UPDATE public.organisation_duty SET scope_id = {draft.pk} WHERE scope_id = {scope.pk}"
    assert said(as_app_role, moved) == ONLY_DRAFTS


def test_what_is_with_the_director_does_not_change(mine, as_app_role):
    waits = made.submitted(made.post(mine), mine.hr)
    changed = f"UPDATE public.organisation_scopeofduties SET purpose = 'x' WHERE id = {waits.pk}"
    duties = f"UPDATE public.organisation_duty SET body = 'x' WHERE scope_id = {waits.pk}"
    assert (said(as_app_role, changed), said(as_app_role, duties)) == (AT_DIRECTOR, ONLY_DRAFTS)


def test_what_is_accepted_has_a_document_of_its_own_kind_and_centre(mine, scope, as_app_role):
    """Not one of another kind, and not of another centre."""
    waits = made.submitted(made.post(mine), mine.hr)
    other = made.keepers(factories.centre())
    foreign = made.post(other, "obce", SERVICES).scopes.get()
    for document in (foreign.document_id, factories.team(mine.centre, []).issued_order.document_id):
        accept = (
            "UPDATE public.organisation_scopeofduties SET status = 'accepted', accepted_at = now(), "
            f"accepted_by_id = {mine.director.pk}, document_id = {document} WHERE id = {waits.pk}"
        )
        assert said(as_app_role, accept) == "Zatwierdzony zakres czynności ma własny dokument."


def confirmation(scope, person, at="2018-07-01 12:00+02"):
    return (
        "INSERT INTO public.organisation_scopeacknowledgement (scope_id, person_id, person_name, acknowledged_at) "
        f"VALUES ({scope.pk}, {person.pk}, 'x', '{at}')"
    )


def test_who_was_not_on_the_position_that_day_has_not_confirmed(mine, scope, as_app_role):
    refusal = "Z zakresem czynności zapoznaje się osoba zatrudniona na tym stanowisku, po jego zatwierdzeniu."
    person = made.employed(scope.position, "Anna Nowa", mine.hr, since=datetime.date(2018, 7, 1))
    stranger = factories.person(mine.centre, "Ewa Inna")
    waits = made.submitted(made.post(mine), mine.hr)
    made.employed(waits.position, "", mine.hr, person=person)

    assert [
        said(as_app_role, sql)
        for sql in [
            confirmation(scope, stranger),
            confirmation(scope, person, at="2018-06-30 23:59+02"),
            confirmation(waits, person),
        ]
    ] == [refusal] * 3
    as_app_role.execute(confirmation(scope, person))


def test_a_draft_goes_with_its_duties(mine, as_app_role):
    draft = made.drafted(made.post(mine), mine.hr, SOCIAL, SERVICES)
    draft.delete()
    assert not ScopeOfDuties.objects.filter(pk=draft.pk).exists()
