"""What the database refuses about citations and proposals, whoever asks it."""

import pytest
from django.db import DatabaseError, connection, transaction

from apps.core import clock
from apps.opinions import actions as opinions
from apps.opinions.contributions import actions
from apps.opinions.models import Citation, Contribution
from tests.factories.claims import evidence
from tests.factories.opinions import BEGUN, opinion_scene
from tests.guards import ignoring_everything

from .scene import MINUS, PLUS, gathered

pytestmark = pytest.mark.django_db
STAYS, TOGETHER = "Złożona propozycja zostaje", "tej samej opinii"


def refused(statement):
    with pytest.raises(DatabaseError) as refusal, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(ignoring_everything() + statement)
    return str(refusal.value)


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        ("UPDATE opinions_contribution SET body = 'Inne.' WHERE id = {one}", STAYS),
        ("UPDATE opinions_contribution SET submitted_at = NULL WHERE id = {one}", STAYS),
        ("DELETE FROM opinions_contribution WHERE id = {one}", STAYS),
        ("UPDATE opinions_contribution SET person_id = {other_person} WHERE id = {one}", "Raz zapisane"),
        ("UPDATE opinions_contribution SET finding_id = {foreign} WHERE id = {one}", TOGETHER),
        ("UPDATE opinions_contributionround SET closed_at = NULL, closed_by_id = NULL WHERE id = {round}", "zamknięte"),
        ("UPDATE opinions_contributionround SET deadline_on = '2030-01-01' WHERE id = {round}", "zamknięte"),
    ],
)
def test_what_was_submitted_stays(statement, reason):
    scene, other = gathered(("member", "advantage", PLUS)), gathered(("member", "disadvantage", MINUS))
    with clock.pretend(BEGUN):
        foreign = opinions.add_finding(other.opinion, "advantage", "Obcy plus.", by=other.member)
    keys = {
        "one": scene.given[0].pk,
        "round": scene.round.pk,
        "foreign": foreign.pk,
        "other_person": scene.people["chair"].pk,
    }
    assert reason in refused(statement.format(**keys))


def test_a_draft_is_not_merged():
    scene = gathered(("member", "advantage", PLUS))
    with clock.pretend(BEGUN):
        plus = opinions.add_finding(scene.opinion, "advantage", "Plus.", by=scene.member)
        second = actions.open_round(scene.opinion, 5, by=scene.chair)
        draft = actions.add_contribution(second, "advantage", {"body": "Niezłożony."}, by=scene.member)
    assert TOGETHER in refused(f"UPDATE opinions_contribution SET finding_id = {plus.pk} WHERE id = {draft.pk}")
    assert Contribution.objects.get(pk=draft.pk).finding is None


@pytest.mark.parametrize("what", ["evidence", "finding"])
def test_a_citation_joins_what_belongs_together(what):
    scene, other = opinion_scene("circulated"), opinion_scene("circulated")
    piece, foreign = evidence(scene.pilot, scene.member), evidence(other.pilot, other.member)
    citation = {
        "opinion": scene.opinion,
        "evidence": foreign if what == "evidence" else piece,
        "finding": (other if what == "finding" else scene).opinion.findings.first(),
        "cited_by": scene.member,
        "cited_at": clock.now(),
    }
    with pytest.raises(DatabaseError, match="tego samego pilotażu i opinii"), transaction.atomic():
        Citation.objects.create(**citation)
