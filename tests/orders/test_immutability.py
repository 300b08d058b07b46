"""Issued is issued: the application's database role can change neither text, bytes, number nor state."""

import datetime

import psycopg2
import pytest
from django.db import InternalError, connection

from apps.core import clock
from apps.orders.models import IssuedOrder, Order
from tests import factories
from tests.guards import attempt, ignoring_everything

from .drafts import draft, issue

JUNE_11 = datetime.date(2018, 6, 11)
ONCE = ["orders_issuedorder", "documents_frozendocument", "documents_blob", "core_auditevent"]


@pytest.fixture
def issued(transactional_db):
    centre = factories.centre()
    director = factories.user_of(factories.person(centre, "Dorota Dyrektorska", roles=["director"]))
    with clock.pretend(JUNE_11):
        return issue(draft(centre, director), director)


@pytest.mark.parametrize("table", ONCE)
@pytest.mark.parametrize(
    "statement", ["UPDATE {0} SET {1} = {1}", "DELETE FROM {0}", "TRUNCATE {0} CASCADE", "DROP TABLE {0}"]
)
@pytest.mark.parametrize("before", [str, ignoring_everything])
def test_what_is_written_once_cannot_be_changed(issued, as_app_role, table, statement, before):
    column = "sha256" if table == "documents_blob" else "id"
    with pytest.raises(psycopg2.errors.InsufficientPrivilege):
        as_app_role.execute(before() + statement.format(table, column))


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE orders_order SET subject = 'x' WHERE id = {0}",
        "UPDATE orders_order SET body = '[]' WHERE id = {0}",
        "UPDATE orders_order SET status = 'draft' WHERE id = {0}",
        "UPDATE orders_order SET version = version + 1 WHERE id = {0}",
        "DELETE FROM orders_order WHERE id = {0}",
    ],
)
@pytest.mark.parametrize("before", [str, ignoring_everything])
def test_an_issued_orders_row_cannot_be_changed(issued, as_app_role, change, before):
    with pytest.raises(psycopg2.errors.RaiseException, match="jest wydane i nie można go zmienić"):
        as_app_role.execute(before() + change.format(issued.order_id))
    assert Order.objects.get().subject == "powołania Zespołu"


def test_not_even_the_owner_changes_an_issued_order_by_mistake(issued):
    with pytest.raises(InternalError, match="jest wydane i nie można go zmienić"):
        Order.objects.filter(pk=issued.order_id).update(subject="x")


def test_the_application_cannot_switch_the_triggers_off(issued, as_app_role):
    for statement in [
        "ALTER TABLE orders_order DISABLE TRIGGER ALL",
        "SET session_replication_role = replica",
        "DROP TRIGGER issued_is_issued ON orders_order",
        "CREATE OR REPLACE FUNCTION orders_refuse_change_of_issued() RETURNS trigger LANGUAGE sql AS 'SELECT NULL'",
    ]:
        with pytest.raises(psycopg2.errors.InsufficientPrivilege):
            as_app_role.execute(statement)


def test_an_order_is_born_a_draft(issued, as_app_role):
    with pytest.raises(psycopg2.errors.RaiseException, match="Stan początkowy to „draft”"):
        as_app_role.execute(copy_of(issued, "orders_order", status="'issued'"))


def test_an_order_cannot_be_marked_as_issued_without_its_text(issued, as_app_role):
    as_app_role.execute(copy_of(issued, "orders_order", status="'draft'") + " RETURNING id")
    [pk] = as_app_role.fetchone()
    with pytest.raises(psycopg2.errors.RaiseException, match="bez wydanej treści"):
        as_app_role.execute(f"UPDATE orders_order SET status = 'issued' WHERE id = {pk}")


def test_a_number_that_is_not_the_counters_cannot_be_inserted(issued, as_app_role):
    as_app_role.execute(copy_of(issued, "orders_order", status="'draft'") + " RETURNING id")
    [pk] = as_app_role.fetchone()
    with pytest.raises(psycopg2.errors.RaiseException, match="nie pochodzi z licznika"):
        as_app_role.execute(copy_of(issued, "orders_issuedorder", order_id=pk, number=7))


def test_a_text_cannot_be_inserted_for_an_order_that_stays_a_draft(issued, as_app_role):
    as_app_role.execute(copy_of(issued, "orders_order", status="'draft'") + " RETURNING id")
    [pk] = as_app_role.fetchone()
    as_app_role.execute("UPDATE orders_ordercounter SET last = 2")
    as_app_role.execute(copy_of(issued, "documents_frozendocument", code="'AAAA-BBBB-CCCC'") + " RETURNING id")
    [document_pk] = as_app_role.fetchone()
    own = {"order_id": pk, "number": 2, "number_text": "'2/2018'", "document_id": document_pk}
    with pytest.raises(psycopg2.errors.RaiseException, match="zarządzenia nie wydano"):
        as_app_role.execute(copy_of(issued, "orders_issuedorder", **own))
    assert IssuedOrder.objects.count() == 1


def test_the_counter_never_falls_below_what_was_issued(issued, as_app_role):
    with pytest.raises(psycopg2.errors.RaiseException, match="wydano już zarządzenie nr 1"):
        as_app_role.execute("UPDATE orders_ordercounter SET last = 0")
    with pytest.raises(psycopg2.errors.InsufficientPrivilege):
        as_app_role.execute("DELETE FROM orders_ordercounter")


def test_the_counter_never_runs_ahead_of_the_register(issued, as_app_role):
    with pytest.raises(psycopg2.errors.RaiseException, match="licznik nie może wskazywać 3"):
        as_app_role.execute("UPDATE orders_ordercounter SET last = 3")


def test_an_earlier_day_than_the_order_before_needs_a_reason(issued, as_app_role):
    own = {"order_id": "(SELECT max(id) FROM orders_order)", "number": 2, "number_text": "'2/2018'"}
    own |= {"document_id": "(SELECT max(id) FROM documents_frozendocument)", "signed_on": "'2018-06-10'"}

    def forged(reason):
        return "; ".join([
            copy_of(issued, "orders_order", status="'draft'"),
            copy_of(issued, "documents_frozendocument", code="'AAAA-BBBB-CCCC'"),
            "UPDATE orders_ordercounter SET last = 2",
            copy_of(issued, "orders_issuedorder", chronology_reason=reason, **own),
            "UPDATE orders_order SET status = 'issued' WHERE id = (SELECT max(id) FROM orders_order)",
        ])  # fmt: skip

    assert "a nie podano powodu" in attempt(as_app_role, forged("' '"))
    as_app_role.execute("BEGIN; " + forged("'zegar'") + "; COMMIT")
    assert IssuedOrder.objects.get(number=2).chronology_reason == "zegar"


def copy_of(issued, table, **changed):
    """INSERT of the same row with some columns changed."""
    pk = {"orders_order": issued.order_id, "orders_issuedorder": issued.pk}.get(table, issued.document_id)
    with connection.cursor() as cursor:
        cursor.execute("SELECT column_name FROM information_schema.columns WHERE table_name = %s", [table])
        columns = [name for (name,) in cursor.fetchall() if name != "id"]
    values = ", ".join(str(changed.get(name, name)) for name in columns)
    return f"INSERT INTO {table} ({', '.join(columns)}) SELECT {values} FROM {table} WHERE id = {pk}"
