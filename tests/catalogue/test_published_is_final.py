"""The database refuses every change of a published version, to the owner's triggers' last word and to the
application's role with pgtrigger's switch as well."""

import pytest
from django.db import IntegrityError, OperationalError, connection, transaction

from apps.catalogue.actions import load_catalogue, new_version_from
from apps.catalogue.management.commands.load_catalogue import FIRST
from tests.guards import attempt, ignoring_everything, temporary_tables_allowed

REFUSAL = "Opublikowana wersja Tabeli 1 nie zmienia się"
CHANGES = [
    "UPDATE catalogue_catalogueversion SET title = 'x' WHERE id = {v}",
    "UPDATE catalogue_catalogueversion SET published_at = NULL WHERE id = {v}",
    "DELETE FROM catalogue_catalogueversion WHERE id = {v}",
    "UPDATE catalogue_modelelement SET name = 'x' WHERE version_id = {v}",
    "UPDATE catalogue_finalproduct SET name = 'x' WHERE version_id = {v}",
    "UPDATE catalogue_implementationstep SET text = 'x' WHERE product_id IN {p}",
    "UPDATE catalogue_requiredpart SET hint = 'x' WHERE product_id IN {p}",
    "DELETE FROM catalogue_modelelement WHERE version_id = {v}",
    "DELETE FROM catalogue_finalproduct WHERE version_id = {v}",
    "DELETE FROM catalogue_implementationstep WHERE product_id IN {p}",
    "DELETE FROM catalogue_requiredpart WHERE product_id IN {p}",
    "UPDATE catalogue_modelelement SET version_id = {draft}, rank = rank + 50 WHERE version_id = {v}",
    "UPDATE catalogue_modelelement SET version_id = {v}, rank = rank + 50 WHERE version_id = {draft}",
]
INSERTS = [
    "INSERT INTO catalogue_modelelement (version_id, rank, name) VALUES ({v}, 9, 'x')",
    "INSERT INTO catalogue_implementationstep (product_id, rank, text, actor, after_pilot, intermediate_title,"
    " introduced_by) SELECT id, 99, 'x', 'team', false, '', '' FROM catalogue_finalproduct WHERE version_id = {v}",
]


def filled(statement, version, draft):
    products = f"(SELECT id FROM catalogue_finalproduct WHERE version_id = {version.pk})"
    return statement.format(v=version.pk, draft=draft.pk, p=products)


def versions():
    published = load_catalogue(FIRST, by=None)
    return published, new_version_from(published, by=None)


@pytest.mark.django_db
@pytest.mark.parametrize("statement", CHANGES)
def test_even_the_owner_cannot_change_a_published_version(statement):
    statement = filled(statement, *versions())
    with pytest.raises(IntegrityError, match=REFUSAL), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.django_db(transaction=True)
def test_the_application_role_can_neither_change_nor_add_nor_switch_the_guard_off(as_app_role):
    published, draft = versions()
    for statement in CHANGES + INSERTS:
        refusal = "permission denied" if statement.startswith("DELETE") else REFUSAL
        said = attempt(as_app_role, filled(statement, published, draft), before=ignoring_everything())
        assert said.startswith(refusal)


@pytest.mark.django_db(transaction=True)
def test_a_temporary_table_does_not_pass_for_the_version(as_app_role):
    published, draft = versions()
    shadow = (
        "CREATE TEMP TABLE catalogue_catalogueversion AS SELECT id, NULL::timestamptz AS published_at"
        " FROM public.catalogue_catalogueversion;"
    )
    with temporary_tables_allowed():
        said = [attempt(as_app_role, filled(one, published, draft), before=shadow) for one in [*CHANGES[3:7], *INSERTS]]
    assert [one[: len(REFUSAL)] for one in said] == [REFUSAL] * 6


@pytest.mark.django_db(transaction=True)
def test_a_version_that_waits_may_be_changed_by_the_application(as_app_role):
    published, draft = versions()
    for statement in [*CHANGES[4:7], INSERTS[0], INSERTS[1]]:
        as_app_role.execute(filled(statement, draft, published))


@pytest.mark.django_db(transaction=True)
def test_publishing_waits_for_a_change_under_way(as_app_role):
    published, draft = versions()
    as_app_role.execute("BEGIN")
    as_app_role.execute(f"UPDATE catalogue_modelelement SET name = 'x' WHERE version_id = {draft.pk}")
    with pytest.raises(OperationalError, match="lock timeout"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SET LOCAL lock_timeout = '200ms';UPDATE catalogue_catalogueversion SET published_at = now() WHERE id = %s",
            [draft.pk],
        )
    as_app_role.execute("ROLLBACK")
