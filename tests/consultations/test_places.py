"""Extensions and files stand where they belong, whoever writes them."""

import datetime

import pytest
from django.db import DatabaseError, transaction

from apps.consultations.models import DeadlineExtension, UploadedFile
from apps.core import clock
from tests import factories
from tests.factories import consultations as made
from tests.factories.orders import frozen_document

pytestmark = pytest.mark.django_db
LATER = made.DEADLINE + datetime.timedelta(7)


@pytest.fixture
def mine():
    return made.scene()


def extend(mine, consultation, from_on=made.DEADLINE):
    said = {"reason": "Święta.", "extended_by": mine.expert, "extended_at": clock.now()}
    return DeadlineExtension.objects.create(consultation=consultation, from_on=from_on, to_on=LATER, **said)


def test_a_deadline_is_extended_from_where_it_stands(mine):
    consultation = made.sent(mine).consultation

    with pytest.raises(DatabaseError, match="w trakcie zbierania uwag"), transaction.atomic():
        extend(mine, consultation, from_on=made.DEADLINE - datetime.timedelta(1))
    assert extend(mine, consultation).to_on == LATER


def test_nothing_is_extended_after_the_collecting(mine):
    closed = made.to(made.sent(mine), "answering")

    with pytest.raises(DatabaseError, match="w trakcie zbierania uwag"), transaction.atomic():
        extend(mine, closed.consultation)


def test_a_file_comes_from_the_centre_of_its_document(mine):
    stranger = factories.user_of(factories.person(factories.centre("obcy"), "Osoba Obca"))
    said = {"blob": frozen_document(mine.centre, "scan").blob, "file_name": "wersja.pdf", "uploaded_at": clock.now()}

    with pytest.raises(DatabaseError, match="osoba z tego ośrodka"), transaction.atomic():
        UploadedFile.objects.create(document=mine.document, uploaded_by=stranger, **said)
    assert UploadedFile.objects.create(document=mine.document, uploaded_by=mine.expert, **said).pk
