"""What was sent no longer changes, whoever tries; how a version is withdrawn and its deadline prolonged."""

import datetime

import pytest
from django.core import mail
from django.db import DatabaseError, connection, transaction
from psycopg2.errors import InsufficientPrivilege

from apps.consultations.models import Consultation, DeadlineExtension, DocumentVersion
from apps.consultations.versions import actions
from apps.core.errors import DomainError
from tests.factories import consultations as made
from tests.factories.files import letter, paragraphs

pytestmark = pytest.mark.django_db
TEXT = letter(paragraphs("§ 1. Ośrodek działa."))


@pytest.fixture
def mine():
    return made.scene()


@pytest.fixture
def sends_mail(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


# Frozen

CHANGES = {
    "units": [{"key": "p1"}],
    "body": "<p>Inna.</p>",
    "sha256": "a" * 64,
    "file_name": "inny.docx",
    "change_note": "Inaczej.",
    "version": 7,
    "withdrawn_why": "Bo tak.",
    "number": 9,
    "origin": "order",
}


@pytest.mark.parametrize("column", CHANGES)
@pytest.mark.parametrize("statuses", [[], ["answering"], ["answering", "answered"], ["withdrawn"]])
def test_what_was_sent_does_not_change_even_by_hand(mine, column, statuses):
    version = made.to(made.sent(mine), *statuses)
    with pytest.raises(DatabaseError, match="zostaje|nie zmienia się|Powód"), transaction.atomic():
        DocumentVersion.objects.filter(pk=version.pk).update(**{column: CHANGES[column]})


def test_a_version_in_work_changes(mine):
    version = made.version(mine)
    for column in set(CHANGES) - {"number", "origin"}:
        DocumentVersion.objects.filter(pk=version.pk).update(**{column: CHANGES[column]})


def test_what_was_sent_is_not_deleted(mine):
    version = made.sent(mine)
    with pytest.raises(DomainError, match="już się nie zmienia"):
        actions.discard_version(version, by=mine.expert)
    with pytest.raises(DatabaseError, match="nie usuwa się"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM consultations_documentversion WHERE id = %s", [version.pk])


def test_nothing_is_sent_to_nobody(mine):
    version = made.version(mine)

    def sent_to_nobody():
        with transaction.atomic():
            made.to(version, "collecting")
            connection.check_constraints()

    with pytest.raises(DatabaseError, match="co najmniej jednemu zespołowi"):
        sent_to_nobody()


def test_files_that_were_handed_over_stay(mine, as_app_role):
    actions.upload_version(mine.document, "a.docx", TEXT, by=mine.expert)
    with pytest.raises(InsufficientPrivilege), transaction.atomic():
        as_app_role.execute("DELETE FROM consultations_uploadedfile")


# Withdrawing, extending


def test_a_withdrawn_version_says_why_and_tells_the_teams(mine, sends_mail, django_capture_on_commit_callbacks):
    version = made.sent(mine)
    with django_capture_on_commit_callbacks(execute=True):
        actions.withdraw_version(version, " Zły plik. ", by=mine.director)
    version.refresh_from_db()
    assert (version.status, version.withdrawn_why, len(mail.outbox)) == ("withdrawn", "Zły plik.", 4)
    assert "Powód: Zły plik." in mail.outbox[0].body


def test_a_withdrawal_without_a_reason_is_refused(mine):
    with pytest.raises(DomainError, match="Napisz, dlaczego"):
        actions.withdraw_version(made.sent(mine), " ", by=mine.expert)


@pytest.mark.parametrize("who", ["hr", "member", "chair", "employee"])
def test_others_neither_withdraw_nor_extend(mine, who):
    version, user = made.sent(mine), getattr(mine, who)
    with pytest.raises(DomainError, match="ekspert"):
        actions.withdraw_version(version, "Bo tak.", by=user)
    with pytest.raises(DomainError, match="przedłuża ekspert"):
        actions.extend_deadline(version, datetime.date(2100, 1, 4), "Urlopy.", by=user)


def test_an_extension_keeps_the_old_day_and_the_reason(mine):
    version = made.sent(mine)
    actions.extend_deadline(version, datetime.date(2100, 1, 4), "Urlopy.", by=mine.expert)
    kept = DeadlineExtension.objects.get()
    assert (kept.from_on, kept.to_on, kept.reason) == (made.DEADLINE, datetime.date(2100, 1, 4), "Urlopy.")
    assert Consultation.objects.get().deadline_on == datetime.date(2100, 1, 4)


@pytest.mark.parametrize("day", [made.DEADLINE, datetime.date(2099, 12, 31), datetime.date(2001, 1, 1)])
def test_an_extension_is_later(mine, day):
    with pytest.raises(DomainError, match="musi być późniejszy"):
        actions.extend_deadline(made.sent(mine), day, "Urlopy.", by=mine.expert)


def test_the_day_does_not_move_by_itself(mine):
    made.sent(mine)
    with pytest.raises(DatabaseError, match="z podaniem powodu"), transaction.atomic():
        Consultation.objects.update(deadline_on=datetime.date(2101, 1, 1))


def test_after_the_consultation_there_is_nothing_to_extend(mine):
    version = made.to(made.sent(mine), "answering")
    with pytest.raises(DomainError, match="w opiniowaniu"):
        actions.extend_deadline(version, datetime.date(2100, 1, 4), "Urlopy.", by=mine.expert)
