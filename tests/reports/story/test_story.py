"""The story of one product: everything for its centre, for WRZOS what follows the hand-over; on the page and as PDF."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.core import clock
from apps.documents.rendering import render_html, render_pdf
from apps.opinions import actions as opinions
from apps.opinions.models import Opinion
from apps.reports.story import reading
from tests import factories
from tests.factories.opinions import VOTED, opinion_scene, second_edition
from tests.gate import assert_gate, pdf_text

pytestmark = pytest.mark.django_db
S = Opinion.Status


def of(user):
    client = Client()
    client.force_login(user)
    return client


def stages(opinion, user):
    found = [event.stage for event in reading.story_of(opinion, user)]
    return [stage for n, stage in enumerate(found) if n == 0 or found[n - 1] != stage]


def test_a_centre_reads_everything_from_the_order_to_the_review():
    scene = second_edition(S.ACCEPTED)
    told = reading.story_of(scene.opinion, scene.director)
    assert {event.stage for event in told} >= {
        "Zarządzenie", "Tekst", "Uzgodnienia", "Głosowanie", "Potwierdzenie", "Przekazanie do WRZOS", "Ocena WRZOS",
    }  # fmt: skip
    said = " ".join(event.said for event in told)
    assert "Przekazano opinię do WRZOS, wydanie 1." in said
    assert "Przekazano opinię do WRZOS, wydanie 2." in said
    assert "WRZOS: zwrócono, poprawione wydanie do 24 września 2018 r.; 1 uwaga." in said
    assert "WRZOS: przyjęto jako ostateczne." in said
    assert "Zaczęto pracę nad wydaniem 2." in said


def test_wrzos_reads_only_what_follows_the_hand_over():
    scene = second_edition(S.VOTING)
    assert stages(scene.opinion, scene.reviewer) == ["Przekazanie do WRZOS", "Ocena WRZOS"]


@pytest.mark.parametrize("status", [S.WORKING, S.CONFIRMED])
def test_before_the_hand_over_wrzos_has_no_story(status):
    scene = opinion_scene(status)
    assert of(scene.reviewer).get(reverse("reports:product_story", args=[scene.opinion.pk])).status_code == 404
    assert of(scene.member).get(reverse("reports:product_story", args=[scene.opinion.pk])).status_code == 200


def test_the_story_asks_the_same_whatever_it_holds():
    scene = opinion_scene(S.WORKING)
    address = reverse("reports:product_story", args=[scene.opinion.pk])

    def asked():
        with CaptureQueriesContext(connection) as queries:
            of(scene.member).get(address)
        return len(queries)

    asked()  # the first look keeps Tabela 1 in memory
    one = asked()
    with clock.pretend(VOTED):
        for number in range(4):
            opinions.add_finding(scene.opinion, "advantage", f"Plus {number}", by=scene.member)
            opinions.circulate(scene.opinion, by=scene.member)
            opinions.take_back(scene.opinion, by=scene.member)
    assert asked() == one


@pytest.mark.parametrize("status", [S.WORKING, S.ACCEPTED])
def test_the_pdf_passes_the_gate_and_says_what_the_page_says(status):
    scene = opinion_scene(status) if status == S.WORKING else second_edition(status)
    told = reading.story_of(scene.opinion, scene.director)
    made = render_pdf(render_html("pdf/product_story.html", reading.context_of(scene.opinion, told)))
    assert_gate(made)
    said = pdf_text(made)
    assert [event.said for event in told if " ".join(event.said.split())[:40] not in said] == []


def test_the_address_answers_with_the_pdf():
    scene = opinion_scene(S.WORKING)
    answer = of(scene.member).get(reverse("reports:product_story_pdf", args=[scene.opinion.pk]))
    assert (answer["Content-Type"], answer.content[:5]) == ("application/pdf", b"%PDF-")
    assert factories.centre() != scene.centre
