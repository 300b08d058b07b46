import threading

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from apps.core import audit
from apps.core.deeds import UntracedDeed, deed, part_of_a_deed
from apps.core.models import AuditEvent
from tests import factories
from tests.guards import ignoring_everything


@pytest.fixture
def centre(db):
    return factories.centre()


def test_an_event_says_who_did_what_to_what(centre):
    user = factories.user_of(factories.person(centre, "Anna Wzorowa"))
    audit.record("centre.changed", centre, by=user, field="nazwa")
    event = AuditEvent.objects.get()
    assert (event.centre_id, event.sequence, event.actor_name, event.verb, event.object_type, event.data) == (
        centre.pk, 1, "Anna Wzorowa", "centre.changed", "accounts.centre", {"field": "nazwa"},
    )  # fmt: skip


def test_each_centre_has_a_chain_of_its_own(centre):
    other = factories.centre()
    for thing in [centre, other, centre]:
        audit.record("centre.changed", thing, by=None)
    assert sorted(AuditEvent.objects.values_list("centre_id", "sequence")) == sorted(
        [(centre.pk, 1), (centre.pk, 2), (other.pk, 1)]
    )
    assert (audit.broken_links(centre.pk), audit.broken_links(other.pk)) == ([], [])


def tamper(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE core_auditevent DISABLE TRIGGER USER")
        cursor.execute(sql, values)
        cursor.execute("ALTER TABLE core_auditevent ENABLE TRIGGER USER")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("sql", "broken"),
    [
        ("UPDATE core_auditevent SET actor_name = 'ktoś inny' WHERE sequence = 2", [2]),
        ("UPDATE core_auditevent SET data = '{\"x\": 1}' WHERE sequence = 3", [3]),
        ("DELETE FROM core_auditevent WHERE sequence = 2", [3]),
    ],
)
def test_the_nightly_check_names_a_tampered_entry(sql, broken):
    centre = factories.centre()
    for _ in range(3):
        with transaction.atomic():
            audit.record("centre.changed", centre, by=None)
    tamper(sql)
    assert audit.broken_links(centre.pk)[:1] == broken
    with pytest.raises(CommandError, match="Naruszony rejestr"):
        call_command("verify_audit")


@pytest.mark.django_db(transaction=True)
def test_the_application_role_can_add_to_the_register_and_nothing_else(as_app_role):
    centre = factories.centre()
    with transaction.atomic():
        audit.record("centre.changed", centre, by=None)
    for sql in [
        "UPDATE core_auditevent SET verb = 'x'",
        "DELETE FROM core_auditevent",
        "TRUNCATE core_auditevent",
        ignoring_everything() + "UPDATE core_auditevent SET verb = 'x'",
        "ALTER TABLE core_auditevent DISABLE TRIGGER ALL",
    ]:
        with pytest.raises(Exception, match="permission denied|must be owner"):
            as_app_role.execute(sql)
    as_app_role.execute("SELECT count(*) FROM core_auditevent")
    assert as_app_role.fetchone() == (1,)


@pytest.mark.django_db(transaction=True)
def test_writers_at_the_same_moment_make_one_chain():
    centre = factories.centre()

    def write():
        for _ in range(5):
            with transaction.atomic():
                audit.record("centre.changed", centre, by=None)
        connection.close()

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert AuditEvent.objects.count() == 20
    assert audit.broken_links(centre.pk) == []


def test_a_deed_without_a_trace_is_undone(centre):
    @deed
    def forgetful(thing, *, by):
        type(thing).objects.filter(pk=thing.pk).update(city="Gdzie indziej")

    with pytest.raises(UntracedDeed):
        forgetful(centre, by=None)
    centre.refresh_from_db()
    assert centre.city == "Częstochowa"


@pytest.mark.django_db(transaction=True)
def test_a_part_refuses_to_work_outside_a_deed():
    @part_of_a_deed
    def part(*, by):
        return "zrobione"

    with pytest.raises(UntracedDeed):
        part(by=None)
    with transaction.atomic():
        assert part(by=None) == "zrobione"
