"""Evidence of a proposal: chosen by its author, kept when submitted, cited by what the proposal becomes part of."""

import pytest
from django.db import Error, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from apps.core import clock
from apps.core.errors import DomainError, StaleVersion
from apps.implementation.models import Evidence
from apps.opinions import actions as opinions
from apps.opinions.claims.actions import cite
from apps.opinions.contributions import actions, reading
from apps.opinions.models import Contribution, ContributionEvidence, Finding
from apps.opinions.removing.actions import restore_contribution
from tests.factories.claims import evidence
from tests.factories.opinions import BEGUN

from .scene import AFTER, PLUS, WORDS, collecting, submit

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene():
    """A round under way, and three pieces in the register."""
    scene = collecting()
    scene.pieces = [evidence(scene.pilot, scene.member, f"Dowód {n}") for n in range(3)]
    return scene


def give(scene, who, *pieces, kind="advantage", body=None):
    with clock.pretend(BEGUN):
        said = {"body": body or WORDS[who]}
        return actions.add_contribution(scene.round, kind, said, evidence=pieces, by=getattr(scene, who))


def over(scene, *who):
    submit(scene, *who)
    with clock.pretend(AFTER):
        actions.close_round(scene.round, by=scene.chair)


def numbers(rows):
    return sorted(str(row.evidence) for row in rows)


def test_what_it_stands_on_is_chosen_and_changed(scene):
    one, two, three = scene.pieces
    row = give(scene, "member", one, two)
    with clock.pretend(BEGUN):
        actions.change_contribution(row, {"body": PLUS}, 1, evidence=[two, three], by=scene.member)
        actions.change_contribution(row, {"body": WORDS["member"]}, 2, by=scene.member)
    assert numbers(row.supports.all()) == ["D2", "D3"]


def test_with_words_that_lost_a_race_the_evidence_stays_as_it_was(scene):
    row = give(scene, "member", scene.pieces[0])
    with clock.pretend(BEGUN):
        actions.change_contribution(row, {"body": "Nowsze."}, 1, by=scene.member)
        with pytest.raises(StaleVersion):
            actions.change_contribution(row, {"body": "Starsze."}, 1, evidence=[], by=scene.member)
    assert numbers(row.supports.all()) == ["D1"]


def test_it_stands_only_on_the_register_of_its_pilot(scene):
    other = collecting()
    foreign = evidence(other.pilot, other.member)
    Evidence.objects.filter(pk=scene.pieces[0].pk).update(withdrawn_by=scene.member, withdrawn_at=timezone.now())
    for piece in (foreign, Evidence.objects.get(pk=scene.pieces[0].pk)):
        with pytest.raises(DomainError, match="nie ma w rejestrze"):
            give(scene, "member", piece)
    assert not Contribution.objects.exists()


def test_merged_proposals_bring_their_evidence_into_the_text(scene):
    one, two, three = scene.pieces
    given = [give(scene, "chair", one, two), give(scene, "member", two)]
    over(scene, "chair", "member")
    Evidence.objects.filter(pk=one.pk).update(withdrawn_by=scene.member, withdrawn_at=timezone.now())
    with clock.pretend(AFTER):
        made = actions.merge(scene.opinion, given, "advantage", {"body": "Krócej."}, by=scene.chair)
    assert numbers(made.citations.all()) == ["D2"]  # D1 was withdrawn since
    assert three not in {row.evidence for row in made.citations.all()}


def test_merged_into_what_stands_they_add_to_its_evidence(scene):
    one, two, _ = scene.pieces
    given = give(scene, "chair", two)
    over(scene, "chair")
    with clock.pretend(AFTER):
        plus = opinions.add_finding(scene.opinion, "advantage", "Krócej.", by=scene.member)
        cited(scene, one, plus)
        actions.merge_into(plus, [given], {"body": "Krócej o tydzień."}, 1, by=scene.chair)
    assert numbers(plus.citations.all()) == ["D1", "D2"]


def cited(scene, piece, plus):
    return cite(scene.opinion, piece, finding=plus, by=scene.member)


@pytest.mark.parametrize(("touched", "goes"), [(False, True), (True, False)])
def test_undone_a_merge_goes_with_evidence_unless_somebody_cited_more(scene, touched, goes):
    given = give(scene, "chair", scene.pieces[0])
    over(scene, "chair")
    with clock.pretend(AFTER):
        made = actions.merge(scene.opinion, [given], "advantage", {"body": "Krócej."}, by=scene.chair)
        if touched:
            cited(scene, scene.pieces[2], made)
        assert actions.undo_merge(made, by=scene.chair) is goes
    assert Finding.objects.filter(pk=made.pk).exists() is not goes


def test_once_submitted_it_keeps_its_evidence(scene):
    row = give(scene, "member", scene.pieces[0])
    submit(scene, "member")
    for change in (
        lambda: row.supports.all().delete(),
        lambda: ContributionEvidence.objects.create(contribution=row, evidence=scene.pieces[1]),
    ):
        with pytest.raises(Error, match="zostaje taka, jaką złożono"), transaction.atomic():
            change()


def test_a_removed_proposal_comes_back_with_its_evidence(scene):
    row = give(scene, "member", scene.pieces[1])
    with clock.pretend(BEGUN):
        removal = actions.remove_contribution(row, by=scene.member)
        back = restore_contribution(removal, by=scene.member)
    assert numbers(back.supports.all()) == ["D2"]


def test_the_form_takes_numbers_and_names_those_that_are_not_there(scene):
    client = Client()
    client.force_login(scene.member)
    address = reverse("opinions:contribution_new", args=[scene.opinion.pk, "advantage"])
    with clock.pretend(BEGUN):
        wrong = client.post(address, {"body": "Krócej.", "evidence": "D1, D9"}).content.decode()
        client.post(address, {"body": "Krócej.", "evidence": "d3, 1"})
        page = client.get(reverse("opinions:contributions", args=[scene.opinion.pk])).content.decode()
    assert "W rejestrze nie ma: D9." in wrong
    assert numbers(ContributionEvidence.objects.all()) == ["D1", "D3"]
    assert f'<a href="{scene.pieces[0].get_absolute_url()}">D1</a>' in page


def test_agreeing_shows_the_evidence_in_as_many_queries_for_one_as_for_three(scene, django_assert_num_queries):
    give(scene, "member", *scene.pieces, body="Pierwsza.")
    with CaptureQueriesContext(connection) as one:
        reading.own(scene.member, scene.round)[0].stands_on  # noqa: B018
    for n in range(2):
        give(scene, "member", *scene.pieces, body=f"Następna {n}.")
    with django_assert_num_queries(len(one)):
        assert [len(row.stands_on) for row in reading.own(scene.member, scene.round)] == [3, 3, 3]
