"""What was removed comes back as it was: the same row, its evidence, its proposals, its place."""

import json

import pytest
from django.apps import apps
from django.core import serializers
from django.db import Error, transaction
from django.db.models import CASCADE
from django.test import Client
from django.urls import reverse

from apps.core import clock
from apps.core.errors import DomainError
from apps.core.models import AuditEvent
from apps.opinions import actions
from apps.opinions.claims.actions import cite
from apps.opinions.content import content_of
from apps.opinions.contributions import actions as proposals
from apps.opinions.models import Contribution, Opinion, Removal
from apps.opinions.removing.actions import restore_claim, restore_contribution, restore_remark
from apps.opinions.review import actions as review
from tests.factories.claims import evidence
from tests.factories.opinions import BEGUN, REMARKED, VOTED, opinion_scene, write_everything

from .contributions.scene import AFTER, collecting, gathered, give

pytestmark = pytest.mark.django_db
S = Opinion.Status


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


def url(scene, name, *more):
    return reverse(f"opinions:{name}", args=[scene.opinion.pk, *more])


@pytest.fixture
def scene():
    """Three pluses; the second and the recommendation stand on two pieces of evidence."""
    scene = opinion_scene()
    with clock.pretend(BEGUN):
        write_everything(scene)
        scene.plus = actions.add_finding(scene.opinion, "advantage", "Drugi plus.", by=scene.member)
        actions.add_finding(scene.opinion, "advantage", "Trzeci plus.", by=scene.member)
        scene.law = scene.opinion.recommendations.get()
        for piece in (evidence(scene.pilot, scene.member), evidence(scene.pilot, scene.member, "Raport")):
            cite(scene.opinion, piece, finding=scene.plus, by=scene.secretary)
            cite(scene.opinion, piece, recommendation=scene.law, by=scene.secretary)
    return scene


def everything(scene):
    """All that the document is made of, to the last column."""
    rows = [*scene.opinion.findings.all(), *scene.opinion.recommendations.all(), *scene.opinion.citations.all()]
    return json.loads(serializers.serialize("json", rows)), content_of(Opinion.objects.get(pk=scene.opinion.pk))


REMOVED = {"plus": actions.remove_finding, "law": actions.remove_recommendation}


@pytest.mark.parametrize("what", REMOVED)
def test_what_was_removed_comes_back_as_it_was(scene, what):
    before = everything(scene)
    removal = REMOVED[what](getattr(scene, what), 1, by=scene.member)
    gone = everything(scene)
    restore_claim(removal, by=scene.chair)

    assert gone != before
    assert everything(scene) == before


def test_it_comes_back_to_its_place_among_those_moved_since(scene):
    first, second, third = scene.opinion.findings.filter(sign="advantage")
    removal = actions.remove_finding(second, 1, by=scene.member)
    actions.move_finding(third, up=True, by=scene.member)
    restore_claim(removal, by=scene.member)
    assert list(scene.opinion.findings.filter(sign="advantage")) == [third, second, first]


def test_both_deeds_leave_their_trace(scene):
    removal = actions.remove_finding(scene.plus, 1, by=scene.member)
    restore_claim(removal, by=scene.chair)
    told = AuditEvent.objects.filter(verb__in=["opinion.remove", "opinion.restore"]).order_by("pk")
    assert [(one.verb, one.actor_id, one.data["thing_id"]) for one in told] == [
        ("opinion.remove", scene.member.pk, scene.plus.pk),
        ("opinion.restore", scene.chair.pk, scene.plus.pk),
    ]


def test_of_two_people_who_bring_it_back_the_second_is_told(scene):
    removal = actions.remove_finding(scene.plus, 1, by=scene.member)
    restore_claim(removal, by=scene.chair)
    with pytest.raises(DomainError, match="To już wróciło"):
        restore_claim(removal, by=scene.member)
    assert scene.opinion.findings.filter(sign="advantage").count() == 3


def test_an_older_removal_does_not_bring_older_words_back(scene):
    older = actions.remove_finding(scene.plus, 1, by=scene.member)
    changed = restore_claim(older, by=scene.member)
    actions.change_finding(changed, "Poprawiony.", 1, by=scene.member)
    actions.remove_finding(changed, 2, by=scene.member)
    with pytest.raises(DomainError, match="usunięte jeszcze raz"):
        restore_claim(older, by=scene.member)


def test_nothing_comes_back_into_a_closed_text(scene):
    removal = actions.remove_finding(scene.plus, 1, by=scene.member)
    with clock.pretend(VOTED):
        actions.circulate(scene.opinion, by=scene.member)
        actions.put_to_vote(scene.opinion, "meeting", by=scene.chair)
        with pytest.raises(DomainError, match="nie można już zmienić"):
            restore_claim(removal, by=scene.member)


def test_only_the_team_brings_it_back(scene):
    removal = actions.remove_finding(scene.plus, 1, by=scene.member)
    with pytest.raises(DomainError, match="tylko członek zespołu"):
        restore_claim(removal, by=scene.director)


GIVEN = [("chair", "advantage", "Krótsza droga."), ("member", "advantage", "Mniej wizyt.")]


def test_its_proposals_are_part_of_it_again_unless_they_were_used_since():
    scene = gathered(*GIVEN)
    with clock.pretend(AFTER):
        made = proposals.merge(scene.opinion, scene.given, "advantage", {"body": "Krócej."}, by=scene.chair)
        removal = actions.remove_finding(made, 1, by=scene.member)
        other = proposals.merge(scene.opinion, scene.given[:1], "advantage", {"body": "Inaczej."}, by=scene.chair)
        restore_claim(removal, by=scene.member)
    assert [Contribution.objects.get(pk=one.pk).finding_id for one in scene.given] == [other.pk, made.pk]


def test_undoing_a_merge_leaves_nothing_to_bring_back():
    scene = gathered(*GIVEN)
    with clock.pretend(AFTER):
        made = proposals.merge(scene.opinion, scene.given, "advantage", {"body": "Krócej."}, by=scene.chair)
        proposals.undo_merge(made, by=scene.chair)
    assert not Removal.objects.exists()


def test_the_page_offers_the_way_back_at_once_and_to_the_others_later(scene):
    client, other = client_of(scene.member), client_of(scene.chair)
    sent = client.post(url(scene, "finding_remove", scene.plus.pk), {"version": "1"})
    removal = Removal.objects.get()
    back = f'action="{url(scene, "restore", removal.pk)}"'
    shown = [client.get(sent.url).content.decode(), other.get(url(scene, "findings")).content.decode()]
    restored = other.post(url(scene, "restore", removal.pk))
    after = client.get(sent.url).content.decode()

    assert sent.url == f"{url(scene, 'findings')}?usunieto={removal.pk}"
    assert [page.count(back) for page in (*shown, after)] == [2, 1, 0]
    assert "Drugi plus." in after
    assert restored.url == f"{url(scene, 'findings')}#wpis-{scene.plus.pk}"


def test_a_proposal_comes_back_to_its_author_alone_until_submitted():
    scene = collecting()
    mine, other = give(scene, "member"), give(scene, "member", body="Drugie słowo.")
    with clock.pretend(BEGUN):
        removal = proposals.remove_contribution(mine, by=scene.member)
        strange = client_of(scene.chair).post(url(scene, "restore", removal.pk)).status_code
        own = client_of(scene.member).post(url(scene, "restore", removal.pk))
        again = proposals.remove_contribution(Contribution.objects.get(pk=mine.pk), by=scene.member)
        proposals.submit(scene.round, by=scene.member)
        with pytest.raises(DomainError, match="są już złożone"):
            restore_contribution(again, by=scene.member)

    assert (strange, own.url) == (404, f"{url(scene, 'contributions')}#propozycja-{mine.pk}")
    assert list(Contribution.objects.all()) == [other]


def test_the_chair_reads_nothing_of_a_proposal_that_its_author_removed():
    scene = collecting()
    with clock.pretend(BEGUN):
        proposals.remove_contribution(give(scene, "member"), by=scene.member)
        page = client_of(scene.chair).get(url(scene, "contributions")).content.decode()
    assert "Słowo członka." not in page


@pytest.mark.parametrize(("later", "number"), [(0, 1), (1, 2)], ids=["its number is free", "its number is taken"])
def test_a_remark_of_wrzos_comes_back(later, number):
    scene = opinion_scene(S.HANDED_OVER)
    last = scene.opinion.hand_over
    remark = review.write_remark(last, REMARKED, "Podajcie dane.", by=scene.reviewer)
    removal = review.remove_remark(remark, 1, by=scene.reviewer)
    for n in range(later):
        review.write_remark(last, "", f"Inna {n}.", by=scene.reviewer)
    back = restore_remark(Removal.objects.get(pk=removal.pk), by=scene.reviewer)
    assert (back.pk, back.number, back.body) == (remark.pk, number, "Podajcie dane.")


def test_the_application_may_delete_all_that_goes_along_with_what_it_deletes():
    ours = [model for model in apps.get_models() if getattr(model, "DELETABLE", False)]
    along = {(model, one) for model in ours for one in model._meta.related_objects if one.on_delete is CASCADE}
    assert {(model, one) for model, one in along if not getattr(one.related_model, "DELETABLE", False)} == set()
    assert len(along) > 3


def test_the_database_keeps_only_removals_of_what_is_there(scene):
    row = {"opinion": scene.opinion, "thing": "finding", "thing_id": 0, "rows": [], "removed_by": scene.chair}
    with pytest.raises(Error, match="w tej opinii jest i znika"), transaction.atomic():
        Removal.objects.create(**row, removed_at=clock.now())
