"""Two clicks, a page sent again, an entry gone in the meantime: no duplicate, no error page."""

import threading

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client
from django.urls import reverse

from apps.core import clock
from apps.core.errors import DomainError
from apps.opinions import actions
from apps.opinions.models import Finding, Opinion
from apps.opinions.views import steps
from tests.factories.opinions import BEGUN, opinion_scene

pytestmark = pytest.mark.django_db
S = Opinion.Status


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


def url(scene, name, *more):
    return reverse(f"opinions:{name}", args=[scene.opinion.pk, *more])


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_the_same_entry_sent_twice_is_added_once():
    scene = opinion_scene()
    with clock.pretend(BEGUN):
        client = client_of(scene.member)
        for body in ["Szybciej.", " Szybciej. ", "Taniej."]:
            client.post(url(scene, "findings"), {"sign": "advantage", "body": body})
        client.post(url(scene, "findings"), {"sign": "disadvantage", "body": "Szybciej."})
        for article in ["art. 5", "art. 5", "art. 6"]:
            client.post(url(scene, "recommendation_new", "law"), {"body": "Skreślić.", "article": article})

    findings = [(one.sign, one.body) for one in scene.opinion.findings.all()]
    assert findings == [("advantage", "Szybciej."), ("advantage", "Taniej."), ("disadvantage", "Szybciej.")]
    assert [one.article for one in scene.opinion.recommendations.all()] == ["art. 5", "art. 6"]


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_the_same_moment_make_one_entry():
    scene, together = opinion_scene(), threading.Barrier(4)

    def click():
        together.wait(20)
        try:
            actions.add_finding(scene.opinion, "advantage", "Szybciej.", by=scene.member)
        finally:
            connection.close()

    clicks = [threading.Thread(target=click) for _ in range(4)]
    for one in clicks:
        one.start()
    for one in clicks:
        one.join(30)

    assert Finding.objects.filter(opinion=scene.opinion).count() == 1


def test_the_second_click_on_begin_leads_to_what_the_first_began(rf):
    """The view asked before the first click was done; the action is refused, and the person still gets there."""
    scene = opinion_scene()
    request = rf.post("/")
    request.user = scene.member
    with clock.pretend(BEGUN):
        answer = steps._begin(request, scene.pilot, scene.product, scene.team, None)

    assert answer.url == scene.opinion.get_absolute_url()


def test_moving_an_entry_that_somebody_has_just_removed_is_refused_in_words():
    scene = opinion_scene(S.CIRCULATED)
    row = scene.opinion.findings.get(sign="advantage")
    with clock.pretend(BEGUN):
        actions.remove_finding(Finding.objects.get(pk=row.pk), row.version, by=scene.chair)
        with pytest.raises(DomainError, match="Ktoś usunął ten wpis w międzyczasie"):
            actions.move_finding(row, up=True, by=scene.member)


@pytest.mark.parametrize("version", ["²", "", "-1", "abc", "9" * 5000, "99999999999999999999", "\x00"])
@pytest.mark.parametrize("kind", ["finding", "recommendation"])
def test_a_version_that_is_no_number_removes_nothing(kind, version):
    scene = opinion_scene(S.CIRCULATED)
    row = getattr(scene.opinion, f"{kind}s").first()
    with clock.pretend(BEGUN):
        answer = client_of(scene.member).post(url(scene, f"{kind}_remove", row.pk), {"version": version})

    assert said(answer) == ["Ktoś zmienił albo usunął ten wpis w międzyczasie. Przeczytaj go przed usunięciem."]
    assert type(row).objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize("version", ["²", "9" * 5000, "\x00"])
def test_a_version_that_is_no_number_saves_nothing(version):
    scene = opinion_scene(S.CIRCULATED)
    row = scene.opinion.findings.first()
    with clock.pretend(BEGUN):
        answer = client_of(scene.member).post(url(scene, "finding", row.pk), {"body": "Inne.", "version": version})

    row.refresh_from_db()
    assert (answer.status_code, row.version) == (200, 1)
