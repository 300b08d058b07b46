"""Proposals and citations in a real browser: by the keyboard alone, clean for axe, no wider than a phone."""

import pytest
from django.urls import reverse

from apps.opinions.contributions import actions
from apps.opinions.models import Finding
from tests.factories.claims import evidence
from tests.factories.opinions import opinion_scene
from tests.opinions.writing.conftest import together  # noqa: F401  a fixture
from tests.opinions.writing.driving import axe

from .scene import MINUS, PLUS

pytestmark = [
    pytest.mark.journey,
    pytest.mark.django_db(transaction=True),
]
SIMILAR = "Krócej czekają klienci na swoją decyzję."
GIVEN = [("chair", "advantage", PLUS), ("member", "advantage", SIMILAR), ("secretary", "disadvantage", MINUS)]


@pytest.fixture
def scene():
    """On a day of today, since the server has its own clock: a round that is over."""
    scene = opinion_scene()
    evidence(scene.pilot, scene.member)
    scene.round = actions.open_round(scene.opinion, 5, by=scene.chair)
    for who, kind, body in GIVEN:
        actions.add_contribution(scene.round, kind, {"body": body}, by=getattr(scene, who))
    for who, *_ in GIVEN:
        actions.submit(scene.round, by=getattr(scene, who))
    actions.close_round(scene.round, by=scene.chair)
    return scene


def url(scene, name, *more):
    return reverse(f"opinions:{name}", args=[scene.opinion.pk, *more])


def enter(page, locator):
    """What a person without a mouse does."""
    locator.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_proposals_are_merged_by_the_keyboard_and_the_merge_is_undone(scene, together):  # noqa: F811
    def go(server, page):
        page.goto(server + url(scene, "consolidation"))
        for words in (PLUS, SIMILAR):
            page.get_by_label(words).focus()
            page.keyboard.press("Space")
        enter(page, page.get_by_role("button", name="Połącz zaznaczone"))
        page.get_by_label("Treść").fill("Krócej się czeka.")
        enter(page, page.get_by_role("button", name="Połącz", exact=True))
        page.goto(server + url(scene, "findings"))
        assert "Na podstawie propozycji: Anna Przykładowa, Piotr Szablonowy." in page.content().replace("&nbsp;", " ")
        page.get_by_label("Dowód: Krócej się czeka.").fill("D1")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert page.get_by_role("link", name="D1 · Ankieta pracowników").count() == 1
        page.goto(server + url(scene, "consolidation"))
        enter(page, page.get_by_role("button", name="Cofnij połączenie").first)

    together([scene.secretary], go)
    assert [(row.body, row.contributions.count()) for row in Finding.objects.all()] == [("Krócej się czeka.", 0)]


@pytest.mark.parametrize("width", [1280, 320])
def test_the_pages_are_clean_for_axe_and_fit_a_phone(scene, together, width):  # noqa: F811
    first = scene.round.contributions.first()
    made = actions.merge(scene.opinion, [first], "advantage", {"body": "Krócej."}, by=scene.chair)
    waiting = scene.round.contributions.filter(finding=None).first()
    second = actions.open_round(scene.opinion, 5, by=scene.chair)
    draft = actions.add_contribution(second, "advantage", {"body": "Szkic."}, by=scene.chair)
    pages = [
        url(scene, "opinion"),
        url(scene, "findings"),
        url(scene, "recommendations"),
        url(scene, "finding_cite", made.pk),
        url(scene, "contributions"),
        url(scene, "contribution", draft.pk),
        url(scene, "contribution_new", "law"),
        url(scene, "round_extend"),
        url(scene, "consolidation"),
        url(scene, "stance", waiting.pk),
        url(scene, "set_aside", waiting.pk),
        f"{url(scene, 'merge')}?w={waiting.pk}",
    ]
    found = {}

    def go(server, page):
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            for address in pages:
                page.goto(server + address)
                wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
                found[address, scheme] = (max(wide, 0), axe(page))

    together([scene.chair], go)
    assert {address: what for address, what in found.items() if what != (0, [])} == {}
    assert len(found) == 2 * len(pages)
