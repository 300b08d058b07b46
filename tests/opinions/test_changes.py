"""What changed since the last ballot, for people who vote again."""

import pytest
from django.test import Client
from django.urls import reverse

from apps.core import clock
from apps.opinions import actions
from apps.opinions.changes import changes
from apps.opinions.models import Opinion
from tests.factories.opinions import VOTED, opinion_scene

pytestmark = pytest.mark.django_db
HEADING = "Co się zmieniło od poprzedniego głosowania"


def content(**said):
    return {"sections": [], "advantages": [], "disadvantages": [], "recommendations": []} | said


def recommendation(body):
    texts = dict.fromkeys(["addressee", "justification", "legal_act", "article", "proposed_wording"], "")
    return texts | {"number": "R1", "kind": "law", "kind_label": "zmiana prawa", "body": body, "addressee": "<Sejm>"}


def test_only_chapters_that_differ_are_shown_with_their_changes():
    old = content(
        sections=[{"title": "A", "html": "<p>bez zmian</p>"}, {"title": "B", "html": "<p>stare zdanie</p>"}],
        recommendations=[recommendation("Zmienić.")],
    )
    new = content(
        sections=[{"title": "A", "html": "<p>bez zmian</p>"}, {"title": "B", "html": "<p>nowe zdanie</p>"}],
        advantages=["Szybciej & taniej"],
        recommendations=[recommendation("Skreślić.")],
    )
    found = {change.title: change.difference for change in changes(old, new)}

    assert list(found) == ["B", "Plusy", "Rekomendacje"]
    assert "stare</" not in found["Plusy"]
    assert "Szybciej &amp; taniej" in found["Plusy"]
    assert "<del>" in found["B"]
    assert "<ins>" in found["B"]
    assert "Adresat: &lt;Sejm&gt;" in found["Rekomendacje"]


def test_who_votes_again_sees_what_changed():
    scene = opinion_scene(Opinion.Status.VOTING)
    client, address = Client(), reverse("opinions:vote", args=[scene.opinion.pk])
    client.force_login(scene.member)
    with clock.pretend(VOTED):
        pages = [client.get(address).content.decode()]
        actions.withdraw_vote(scene.opinion, by=scene.chair, note="Poprawiamy.")
        actions.put_to_vote(scene.opinion, "meeting", by=scene.chair)
        pages.append(client.get(address).content.decode())
        actions.withdraw_vote(scene.opinion, by=scene.chair, note="Poprawiamy.")
        plus = scene.opinion.findings.get(sign="advantage")
        actions.change_finding(plus, "Dłuższa droga klienta.", plus.version, by=scene.member)
        actions.put_to_vote(scene.opinion, "meeting", by=scene.chair)
        pages.append(client.get(address).content.decode())

    assert [HEADING in page for page in pages] == [False, True, True]
    assert ["Treść jest taka sama" in page for page in pages] == [False, True, False]
    assert "[usunięte: </span>Krótsza" in pages[2]
    assert "[dodane: </span>Dłuższa" in pages[2]
