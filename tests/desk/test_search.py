"""The search of a centre: what it finds, and what it may not."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.desk.search.reading import found
from apps.opinions.models import Opinion
from apps.orders.actions import start_draft
from apps.orders.models import Order
from tests import factories
from tests.factories.opinions import opinion_scene
from tests.factories.organisation import organised

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene():
    return opinion_scene(Opinion.Status.WORKING)


def hits(user, words):
    return {group.name: [hit.name for hit in group.hits] for group in found(user, words)}


def abouts(user, words):
    return {hit.about for group in found(user, words) for hit in group.hits}


def test_an_order_by_its_number_and_by_its_words(scene):
    order = scene.team.issued_order
    name = f"nr {order.number_text} {order.title}"
    assert hits(scene.member, order.number_text)["Zarządzenia"] == [name]
    assert hits(scene.member, order.subject.upper())["Zarządzenia"] == [name]


@pytest.mark.parametrize("words", ["Zażółć", "zazolc", "ZAZOLC gesla", "gęślą zażółć"])
def test_polish_letters_may_be_left_out_and_words_stand_in_any_order(scene, words):
    scene.opinion.sections.update(body="<p>Zażółć gęślą jaźń.</p>")
    section = scene.opinion.sections.first()
    assert hits(scene.member, words)["Opinie"] == [str(scene.opinion)] * scene.opinion.sections.count()
    assert f"w części „{section.part.title}”" in abouts(scene.member, words)


def test_a_team_by_who_sits_in_it(scene):
    name = str(scene.member.person)
    assert hits(scene.chair, name)["Zespoły"] == [str(scene.team)]
    assert f"w składzie: {name}" in abouts(scene.chair, name)


def test_people_are_found_by_those_who_see_the_list_of_people(scene):
    name = str(scene.member.person)
    assert "Osoby" not in hits(scene.member, name)
    assert hits(scene.director, name)["Osoby"] == [name]


def test_a_draft_is_found_by_those_who_see_drafts(scene):
    draft = start_draft(scene.team.centre, "free", by=scene.director)
    Order.objects.filter(pk=draft.pk).update(subject="parkowania rowerów")
    assert hits(scene.director, "rowerów") == {"Zarządzenia": ["w sprawie parkowania rowerów"]}
    assert hits(scene.member, "rowerów") == {}


def test_units_and_posts_of_today(scene):
    made = organised(scene.team.centre, factories.user_of(factories.person(scene.team.centre, "Hr Ka", roles=["hr"])))
    unit, position = str(made.unit), str(made.position)
    assert unit in hits(scene.member, unit)["Organizacja"]
    assert position in hits(scene.member, position)["Organizacja"]


def test_another_centre_finds_nothing_of_it(scene):
    stranger = factories.user_of(factories.person(factories.centre(), "Ewa Obca", roles=["director"]))
    words = [scene.team.issued_order.number_text, str(scene.member.person), str(scene.team), scene.opinion.name]
    assert [hits(stranger, one) for one in words] == [{}, {}, {}, {}]


@pytest.mark.parametrize("words", ["", "z", "%", "' OR 1=1 --", "\\", "nieistniejące"])
def test_nothing_to_find(scene, words):
    assert hits(scene.member, words) == {}


def test_the_page_asks_as_often_whatever_there_is(scene):
    client, counts = Client(), []
    client.force_login(scene.director)
    for subjects in (["rowery"], ["rowery zimą", "rowery latem"]):
        for subject in subjects:
            draft = start_draft(scene.team.centre, "free", by=scene.director)
            Order.objects.filter(pk=draft.pk).update(subject=subject)
        with CaptureQueriesContext(connection) as asked:
            page = client.get(reverse("desk:search"), {"szukaj": "rowery"}).content.decode()
        counts.append(len(asked))
    assert page.count("w\u00a0sprawie rowery") == 3
    assert counts[0] == counts[1]


def test_words_come_back_escaped(scene):
    client = Client()
    client.force_login(scene.member)
    page = client.get(reverse("desk:search"), {"szukaj": '<b>"x"'}).content.decode()
    assert ("Nie znaleziono: „&lt;b&gt;&quot;x&quot;”" in page, "<b>" in page) == (True, False)


def test_its_page_has_one_box(scene):
    client = Client()
    client.force_login(scene.member)
    pages = {name: client.get(reverse(name)).content.decode() for name in ("desk:search", "desk:home")}
    assert {name: page.count('type="search"') for name, page in pages.items()} == {"desk:search": 1, "desk:home": 1}
    assert {name: page.count('accesskey="4"') for name, page in pages.items()} == {"desk:search": 1, "desk:home": 1}
