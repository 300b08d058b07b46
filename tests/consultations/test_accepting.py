"""The director accepts a version when every team that was asked has confirmed its opinion, and not before."""

import pytest

from apps.consultations.models import DocumentOpinion, DocumentVersion
from apps.consultations.outcome.actions import accept_version
from apps.consultations.rules import opinions_missing
from apps.core.errors import DomainError
from tests.factories import consultations as made
from tests.factories.judged import judged

pytestmark = pytest.mark.django_db
S = DocumentOpinion.Status


@pytest.mark.parametrize("status", [S.WORKING, S.VOTING, S.ADOPTED])
def test_an_opinion_under_way_holds_the_decision(status):
    mine = made.scene()
    version = made.to(made.sent(mine, teams=[mine.team]), "answering", "answered")
    judged(mine, status, version=version)

    assert len(opinions_missing(version)) == 1
    with pytest.raises(DomainError, match="Nie ma jeszcze potwierdzonej opinii"):
        accept_version(version, "", by=mine.director)


def test_one_team_that_says_nothing_holds_it_too():
    mine = made.scene()
    version = made.to(made.sent(mine), "answering", "answered")
    judged(mine, S.CONFIRMED, version=version)

    with pytest.raises(DomainError, match=str(mine.other_team)):
        accept_version(version, "", by=mine.director)


def test_confirmed_opinions_of_all_let_it_through():
    mine = made.scene()
    version = made.to(made.sent(mine, teams=[mine.team]), "answering", "answered")
    judged(mine, S.CONFIRMED, version=version)

    accept_version(version, "", by=mine.director)

    assert DocumentVersion.objects.get(pk=version.pk).status == "accepted"
