"""Citing evidence: by whom, of what, once."""

import pytest

from apps.core import clock
from apps.core.errors import DomainError
from apps.opinions import actions as opinions
from apps.opinions.claims import actions
from apps.opinions.models import Citation, Opinion
from tests.factories.claims import evidence
from tests.factories.opinions import BEGUN, VOTED, opinion_scene

pytestmark = pytest.mark.django_db
S = Opinion.Status


def cited_scene(status=S.WORKING):
    scene = opinion_scene(status)
    scene.evidence = evidence(scene.pilot, scene.member)
    return scene


def things(scene):
    """One section, one plus and one recommendation, by the name under which each is cited."""
    opinion = scene.opinion
    return {
        "section": opinion.sections.first(),
        "finding": opinion.findings.first(),
        "recommendation": opinion.recommendations.first(),
    }


@pytest.mark.parametrize("name", ["section", "finding", "recommendation"])
def test_each_thing_cites_a_piece_once(name):
    scene = cited_scene(S.CIRCULATED)
    supported = {name: things(scene)[name]}
    with clock.pretend(BEGUN):
        first, second = (actions.cite(scene.opinion, scene.evidence, **supported, by=scene.member) for _ in range(2))

    assert (first.pk, Citation.objects.count(), getattr(first, name)) == (second.pk, 1, supported[name])


def test_a_citation_taken_back_twice_is_gone_once():
    scene = cited_scene()
    with clock.pretend(BEGUN):
        cited = actions.cite(scene.opinion, scene.evidence, section=things(scene)["section"], by=scene.member)
        for _ in range(2):
            actions.uncite(Citation(pk=cited.pk, opinion=scene.opinion), by=scene.member)

    assert not Citation.objects.exists()


def test_only_a_member_cites_and_only_while_the_text_is_open():
    scene, closed = cited_scene(), cited_scene(S.VOTING)
    with clock.pretend(VOTED):
        with pytest.raises(DomainError, match="tylko członek zespołu"):
            actions.cite(scene.opinion, scene.evidence, section=things(scene)["section"], by=scene.director)
        with pytest.raises(DomainError, match="nie można już zmienić"):
            actions.cite(closed.opinion, closed.evidence, section=things(closed)["section"], by=closed.member)


def test_what_is_cited_belongs_to_the_pilot_and_stands_in_the_register():
    scene, other = cited_scene(), cited_scene()
    section = things(scene)["section"]
    with clock.pretend(BEGUN):
        with pytest.raises(DomainError, match="tego samego pilotażu"):
            actions.cite(scene.opinion, other.evidence, section=section, by=scene.member)
        type(scene.evidence).objects.update(withdrawn_by=scene.member, withdrawn_at=clock.now())
        with pytest.raises(DomainError, match="Dowód D1 wycofano"):
            actions.cite(scene.opinion, scene.evidence, section=section, by=scene.member)


def test_what_cites_belongs_to_the_opinion_and_is_one_thing():
    scene, other = cited_scene(S.CIRCULATED), cited_scene(S.CIRCULATED)
    mine, foreign = things(scene), things(other)
    with clock.pretend(BEGUN):
        for supported in ({}, {"section": mine["section"], "finding": mine["finding"]}):
            with pytest.raises(DomainError, match="przy jednej części"):
                actions.cite(scene.opinion, scene.evidence, **supported, by=scene.member)
        with pytest.raises(DomainError, match="usunął ten wpis"):
            actions.cite(scene.opinion, scene.evidence, finding=foreign["finding"], by=scene.member)


def test_with_a_plus_removed_its_citations_go():
    scene = cited_scene(S.CIRCULATED)
    plus = things(scene)["finding"]
    with clock.pretend(BEGUN):
        actions.cite(scene.opinion, scene.evidence, finding=plus, by=scene.member)
        opinions.remove_finding(plus, plus.version, by=scene.member)

    assert not Citation.objects.exists()
