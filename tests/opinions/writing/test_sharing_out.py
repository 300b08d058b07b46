"""Who writes a section, until when, how far it is, and what Moje sprawy says of it."""

import datetime

import pytest
from django.urls import reverse

from apps.core import clock
from apps.core.errors import DomainError
from apps.core.models import AuditEvent
from apps.desk.matters import matters_of
from apps.opinions.actions import save_section
from apps.opinions.models import Section
from apps.opinions.writing import actions
from tests.factories.opinions import BEGUN, opinion_scene

from .driving import client_of

pytestmark = pytest.mark.django_db
DUE = BEGUN + datetime.timedelta(days=10)


@pytest.fixture
def scene():
    scene = opinion_scene()
    with clock.pretend(BEGUN):
        scene.section = scene.opinion.sections.get()
        yield scene


def address_of(scene, name):
    return reverse(f"opinions:{name}", args=[scene.opinion.pk, scene.section.pk])


def authors(scene):
    return [str(one.person) for one in scene.section.authors.all()]


def test_any_member_says_who_writes_and_until_when(scene):
    person = scene.secretary.person_id
    client_of(scene.member).post(address_of(scene, "section_authors"), {"people": [person], "due_on": "22.6.2018"})
    scene.section.refresh_from_db()
    assert (authors(scene), scene.section.due_on) == (["Maria Testowa"], datetime.date(2018, 6, 22))

    client_of(scene.member).post(address_of(scene, "section_authors"), {"people": [], "due_on": ""})
    scene.section.refresh_from_db()
    assert (authors(scene), scene.section.due_on) == ([], None)
    assert AuditEvent.objects.filter(verb="opinion.assign_section").count() == 2


def test_only_members_of_today_are_given_a_section(scene):
    with pytest.raises(DomainError, match="Nie ma w nim dziś: Ewa Zwyczajna"):
        actions.assign_section(scene.section, [scene.employee.person], None, by=scene.member)


def test_a_day_that_has_passed_is_refused_and_one_that_stands_may_stay(scene):
    with pytest.raises(DomainError, match="już minął"):
        actions.assign_section(scene.section, [], BEGUN - datetime.timedelta(days=1), by=scene.member)
    actions.assign_section(scene.section, [], DUE, by=scene.member)
    with clock.pretend(DUE + datetime.timedelta(days=5)):
        actions.assign_section(scene.section, [scene.member.person], DUE, by=scene.member)
    assert authors(scene) == ["Piotr Szablonowy"]


def test_the_first_text_makes_a_section_one_in_work_and_an_empty_one_is_never_ready(scene):
    assert scene.section.state == Section.State.TO_DO
    with pytest.raises(DomainError, match="bez treści"):
        actions.mark_section(scene.section, Section.State.READY, by=scene.member)
    save_section(scene.section, "<p>Tekst.</p>", 1, by=scene.member, autosaved=True)
    scene.section.refresh_from_db()
    assert scene.section.state == Section.State.IN_WORK

    client_of(scene.member).post(address_of(scene, "section_state"), {"state": "ready"})
    scene.section.refresh_from_db()
    assert scene.section.state == Section.State.READY


def mine(user):
    return [(one.what, one.action, one.until) for one in matters_of(user).mine if "Część" in one.what]


def test_a_section_waits_among_the_matters_of_its_author_until_it_is_ready(scene):
    assert mine(scene.secretary) == []
    actions.assign_section(scene.section, [scene.secretary.person], DUE, by=scene.chair)
    name = f"Część „Wpływ na realizację usług” ({scene.opinion}) czeka na Ciebie"
    assert (mine(scene.secretary), mine(scene.chair)) == ([(name, "Zacznij pisać", DUE)], [])

    save_section(scene.section, "<p>Tekst.</p>", 1, by=scene.secretary)
    assert mine(scene.secretary) == [(name, "Pisz dalej", DUE)]
    actions.mark_section(scene.section, Section.State.READY, by=scene.secretary)
    assert mine(scene.secretary) == []
