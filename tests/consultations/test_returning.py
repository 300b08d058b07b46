"""The director does not accept a version but asks for the next one."""

import pytest
from django.db import DatabaseError, transaction

from apps.consultations.commissions.moves import move_of
from apps.consultations.models import Consultation
from apps.consultations.outcome import actions, reading
from apps.core import clock
from apps.core.errors import DomainError
from apps.core.models import AuditEvent
from tests.accounts.post import waiting_letters as letters
from tests.factories import consultations as made

from .outcomes import answered, judged

pytestmark = pytest.mark.django_db


@pytest.fixture
def mine():
    return made.scene()


def refusal(action, *args, **kwargs):
    with pytest.raises(DomainError) as refused:
        action(*args, **kwargs)
    return str(refused.value)


def test_the_director_returns_a_version_instead(mine):
    version = judged(mine, answered(mine))
    actions.return_version(version, "Dopisz terminy.", by=mine.director)

    version.refresh_from_db()
    assert (version.status, version.consultation.returned_why) == ("answered", "Dopisz terminy.")
    move = move_of(version.document, mine.expert)
    assert (move.is_mine, move.label) == (True, "Zacznij wersję 2")
    assert AuditEvent.objects.latest("pk").verb == "version.returned"
    assert "Do poprawienia: Lokalna Polityka Świadczeń" in {one.subject for one in letters()}
    assert refusal(actions.return_version, version, "Jeszcze raz.", by=mine.director).startswith("Tę wersję już")


def test_a_return_says_what_to_improve_and_is_the_directors(mine):
    version = judged(mine, answered(mine))
    assert refusal(actions.return_version, version, "  ", by=mine.director) == "Napisz, co poprawić w następnej wersji."
    for who in ("hr", "expert", "chair"):
        assert "dyrektor" in refusal(actions.return_version, version, "Popraw.", by=getattr(mine, who))
    with pytest.raises(DatabaseError, match="a_version_returned_says"), transaction.atomic():
        Consultation.objects.filter(of_version=version).update(returned_at=clock.now())


def test_what_to_improve_is_read_on_the_page_of_the_document(mine, client):
    version = judged(mine, answered(mine))
    client.force_login(mine.director)
    page = client.post(reading.url_of(version), {"why": ""})
    assert "Napisz, co poprawić w następnej wersji." in page.content.decode()
    page = client.post(reading.url_of(version), {"why": "Dopisz terminy."}, follow=True).content.decode()
    assert "Dopisz terminy." in page
    assert "Czeka na: <strong>eksperta" in page or "Czeka na: <strong>ekspertkę" in page
    client.force_login(mine.expert)
    assert "Zacznij wersję 2" in client.get(version.get_absolute_url()).content.decode()
