"""Two proposals marked as contrary: by anybody of the team, without a side, and undone as easily."""

import pytest
from django.db import Error, transaction
from django.test import Client
from django.urls import reverse

from apps.core import clock
from apps.core.errors import DomainError
from apps.core.models import AuditEvent
from apps.opinions.contributions import actions, reading
from apps.opinions.models import Contradiction, Stance

from .scene import AFTER, gathered

pytestmark = pytest.mark.django_db
GIVEN = [
    ("chair", "advantage", "Więcej czasu na pracę z rodziną"),
    ("member", "disadvantage", "Nie ma więcej czasu na pracę z rodziną"),
    ("secretary", "model", "Zostawić jeden zespół."),
]


@pytest.fixture(autouse=True)
def _after_the_round():
    with clock.pretend(AFTER):
        yield


@pytest.fixture
def scene():
    return gathered(*GIVEN)


def cards(scene):
    found = reading.groups(scene.chair, scene.opinion)
    return {card.contribution.pk: card for group in found for card in group.waiting}


def test_both_cards_tell_of_it_and_nobody_took_a_side(scene):
    one, two, _ = scene.given
    actions.mark_contradiction(scene.opinion, [two, one], "Inne dane.", by=scene.secretary)
    found = cards(scene)
    assert [[said.other.pk for said in found[row.pk].contradicted] for row in scene.given] == [[two.pk], [one.pk], []]
    assert [found[row.pk].standing for row in scene.given] == ["sprzeczność", "sprzeczność", "pojedynczy głos"]
    assert (found[one.pk].contrary, found[two.pk].contrary) == ([], [])  # what is said is not guessed as well
    assert not Stance.objects.exists()


def test_marked_twice_it_is_marked_once_and_undone_it_is_gone(scene):
    one, two, _ = scene.given
    first = actions.mark_contradiction(scene.opinion, [one, two], "", by=scene.secretary)
    again = actions.mark_contradiction(scene.opinion, [two, one], "Drugi raz.", by=scene.chair)
    actions.unmark_contradiction(first, by=scene.chair)
    actions.unmark_contradiction(first, by=scene.member)
    assert (first, Contradiction.objects.count(), cards(scene)[one.pk].contradicted) == (again, 0, [])
    verbs = AuditEvent.objects.filter(verb__endswith="mark_contradiction").order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["opinion.mark_contradiction"] * 2 + ["opinion.unmark_contradiction"] * 2


def test_it_is_of_two_proposals_of_rounds_that_are_over(scene):
    other = gathered(*GIVEN)
    for wrong in ([scene.given[0]], scene.given, [scene.given[0], other.given[1]]):
        with pytest.raises(DomainError):
            actions.mark_contradiction(scene.opinion, wrong, "", by=scene.chair)
    with pytest.raises(DomainError, match="tylko członek zespołu"):
        actions.mark_contradiction(scene.opinion, scene.given[:2], "", by=scene.director)


def test_the_database_knows_of_which_opinion_they_are(scene):
    other = gathered(*GIVEN)
    pair = {"one": scene.given[0], "other": other.given[0], "marked_by": scene.chair, "marked_at": clock.now()}
    with pytest.raises(Error, match="złożone propozycje jednej opinii"), transaction.atomic():
        Contradiction.objects.create(**pair)


def test_the_whole_way_by_pages(scene):
    client, one, two = Client(), *scene.given[:2]
    client.force_login(scene.secretary)
    address = reverse("opinions:contradiction", args=[scene.opinion.pk])
    back = reverse("opinions:consolidation", args=[scene.opinion.pk])
    alone = client.get(address, {"w": one.pk})
    shown = client.get(address, {"w": [one.pk, two.pk]}).content.decode().replace("\u00a0", " ")
    client.post(address, {"w": [one.pk, two.pk], "reason": "Inne dane."})
    listed = client.get(back).content.decode()
    mark = Contradiction.objects.get()
    client.post(reverse("opinions:contradiction_unmark", args=[scene.opinion.pk, mark.pk]))

    assert alone.url == back
    assert (GIVEN[0][2] in shown, GIVEN[1][2] in shown) == (True, True)
    assert listed.count("Inne dane.") == 2
    assert not Contradiction.objects.exists()


def test_proposals_under_way_are_not_marked(scene):
    again = actions.open_round(scene.opinion, 5, by=scene.chair)
    scene.round = again
    draft = actions.add_contribution(again, "advantage", {"body": "Szkic."}, by=scene.member)
    with pytest.raises(DomainError, match="gdy zbieranie propozycji się skończy"):
        actions.mark_contradiction(scene.opinion, [scene.given[0], draft], "", by=scene.chair)
