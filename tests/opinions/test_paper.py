"""The document: passes the gate at any length, says in print what it says on the page."""

import re

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import strip_tags

from apps.core import clock
from apps.documents.rendering import render_html, render_pdf
from apps.opinions import actions, pdf, words
from apps.opinions.models import Opinion
from tests import factories
from tests.factories.opinions import BEGUN, VOTED, opinion_scene
from tests.gate import assert_gate, bookmarks, normal, page_count, pdf_text

pytestmark = pytest.mark.django_db
S = Opinion.Status
RICH = """<h3>Założenia</h3><p>Rozdzielenie <strong>pracy socjalnej</strong> od <em>postępowania</em> skróciło drogę
klienta w ośrodku z 21 do 14 dni.</p><ul><li>nowe stanowisko</li><li>wspólny terminarz</li></ul>
<blockquote><p>Cytat z modelu.</p></blockquote>
<table><thead><tr><th>Rejon</th><th>Rodziny</th></tr></thead><tbody><tr><td>Śródmieście</td><td>120</td></tr></tbody>
</table>"""
PARTS = [
    ("section", "Wpływ na realizację usług"),
    ("section", "Ocena zmian"),
    ("advantages", "Plusy"),
    ("disadvantages", "Minusy"),
    ("recommendations", "Zmiany w modelu", "model"),
    ("recommendations", "Zmiany w przepisach", "law"),
]


def made(opinion):
    opinion = Opinion.objects.get(pk=opinion.pk)
    return render_pdf(render_html("pdf/opinion.html", pdf.context_of(opinion)))


def shown(opinion):
    """What the sheet says on the page, page numbers and running lines aside."""
    opinion = Opinion.objects.get(pk=opinion.pk)
    html = render_to_string("pdf/parts/sheet.html", pdf.context_of(opinion))
    return letters(strip_tags(re.sub(r"<(p|h\d|li|td|th|div|br)", r" <\1", html)))


def letters(text):
    """Without spaces and bullets: line ends fall differently on a page and on a sheet."""
    from html import unescape

    return re.sub(r"[\s•◦‣]", "", normal(unescape(text)))


def without_running_lines(text):
    text = re.sub(r"strona \d+ z \d+ Projekt współfinansowany ze środków przykładowych\.", " ", text)
    text = re.sub(r"kod dokumentu [0-9A-Z-]{14}", " ", text)
    return letters(re.sub(r"WERSJA ROBOCZA", " ", text))


def write_long(scene, times=60):
    numbered = "".join(re.sub(r"(?=</(p|li|td|th|h3)>)", f" {number}", RICH) for number in range(times))
    for section in scene.opinion.sections.all():
        actions.save_section(section, numbered, section.version, by=scene.member)
    for number in range(40):
        said = {"body": f"Zmiana {number}", "justification": f"Powód {number}. " * 60}
        actions.add_finding(scene.opinion, "advantage", f"Plus {number}: prostszy wniosek.", by=scene.member)
        actions.add_recommendation(scene.opinion, "law", said, by=scene.member)


def test_an_empty_draft_passes_the_gate():
    scene = opinion_scene(parts=PARTS)
    content = made(scene.opinion)

    assert_gate(content)
    assert "WERSJA ROBOCZA" in pdf_text(content)


def test_a_typical_confirmed_opinion_passes_the_gate_with_dissent_inside():
    scene = opinion_scene(S.CONFIRMED, dissenter=True)
    content = bytes(scene.opinion.confirmation.document.blob.content)
    text = pdf_text(content)

    assert_gate(content)
    assert "WERSJA ROBOCZA" not in text
    assert "Nie zgadzam się z R1. Powód: brak danych." in text
    assert "Uprawnionych: 3, za: 2, przeciw: 1, wstrzymało się: 0." in text
    assert "§ 4 ust. 3" in text
    assert [title for level, title in bookmarks(content)][-2:] == [
        "6. Zdania odrębne",
        "Zdanie odrębne: Piotr Szablonowy",
    ]


def test_a_very_long_opinion_passes_the_gate_with_a_list_of_contents():
    scene = opinion_scene(parts=PARTS)
    with clock.pretend(BEGUN):
        write_long(scene)
        content = made(scene.opinion)

    assert_gate(content, tolerate=("PAG-001",))  # the same words on many pages
    assert page_count(content) > 20
    assert "Spis treści" in pdf_text(content)


@pytest.mark.parametrize("status", [S.WORKING, S.CIRCULATED, S.ADOPTED, S.CONFIRMED])
def test_the_preview_says_what_the_pdf_says(status):
    scene = opinion_scene(status, dissenter=True)
    with clock.pretend(VOTED):
        assert without_running_lines(pdf_text(made(scene.opinion))) == shown(scene.opinion)


def test_the_confirmed_pdf_is_the_frozen_bytes_also_after_hand_over():
    scene = opinion_scene(S.HANDED_OVER, dissenter=True)
    client = Client()
    client.force_login(scene.employee)
    frozen = bytes(scene.opinion.confirmation.document.blob.content)
    answer = client.get(reverse("opinions:pdf", args=[scene.opinion.pk]))

    assert answer.content == frozen
    assert answer["Content-Disposition"].startswith('inline; filename="opinia-2a-')
    assert without_running_lines(pdf_text(frozen)) == shown(scene.opinion)


def test_an_okreslenie_is_called_so():
    scene = opinion_scene(S.ADOPTED, kind="determination", code="1")
    html = render_to_string("pdf/parts/sheet.html", pdf.context_of(scene.opinion))

    assert "Określenie:" in html
    assert ">przyjęte<" in html
    assert str(scene.opinion.get_status_display()) == "przyjęte"


def test_what_people_typed_cannot_become_markup():
    scene = opinion_scene()
    with clock.pretend(BEGUN):
        section = scene.opinion.sections.get()
        actions.save_section(section, "<p onclick=x>A<script>alert(1)</script></p>", section.version, by=scene.member)
        actions.add_finding(scene.opinion, "advantage", "<b>x</b><script>", by=scene.member)
    html = render_to_string("pdf/parts/sheet.html", pdf.context_of(Opinion.objects.get(pk=scene.opinion.pk)))

    assert ("<script" in html, "onclick" in html, "<b>" in html) == (False, False, False)


def queries(user, address):
    client = Client()
    client.force_login(user)
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_the_board_asks_the_same_whatever_it_holds():
    scene = opinion_scene(S.CIRCULATED)
    address = reverse("opinions:board")
    with clock.pretend(VOTED):
        one = queries(scene.member, address)
        factories.product(scene.pilot.catalogue_version, "3")
        factories.product(scene.pilot.catalogue_version, "5")
        other = factories.pilot(scene.centre, scene.pilot.catalogue_version)
        team = factories.team(scene.centre, [(scene.people["chair"], "chair")], pilot=other, products=["3", "5"])
        for code in ["3", "5"]:
            actions.begin_opinion(other, other.catalogue_version.products.get(code=code), team, by=scene.chair)
        assert queries(scene.member, address) == one


MOST = {S.WORKING: 17, S.CIRCULATED: 17, S.VOTING: 13, S.ADOPTED: 13, S.CONFIRMED: 12, S.HANDED_OVER: 13}
MOST |= {S.RETURNED: 15, S.ACCEPTED: 14}


@pytest.mark.parametrize("status", S.values)
def test_pages_read_each_thing_once(status):
    scene = opinion_scene(status, dissenter=True)
    with clock.pretend(VOTED):
        assert queries(scene.chair, reverse("opinions:board")) <= 13
        assert queries(scene.chair, reverse("opinions:opinion", args=[scene.opinion.pk])) <= MOST[status]


@pytest.mark.parametrize("name", ["opinion", "findings", "recommendations"])
def test_pages_of_an_opinion_ask_the_same_whatever_they_hold(name):
    scene = opinion_scene(S.CIRCULATED)
    address = reverse(f"opinions:{name}", args=[scene.opinion.pk])
    with clock.pretend(VOTED):
        one = queries(scene.member, address)
        for number in range(3):
            actions.add_finding(scene.opinion, "disadvantage", f"Minus {number}", by=scene.member)
            actions.add_recommendation(scene.opinion, "other", {"body": f"Inna {number}"}, by=scene.member)
        assert queries(scene.member, address) == one


@pytest.mark.parametrize(
    ("article", "act", "cited"),
    [
        ("art. 50", "ustawa z dnia 12 marca 2004 r. o pomocy", "art. 50 ustawy z dnia 12 marca 2004 r. o pomocy"),
        ("art. 50", "Ustawa o pomocy społecznej", "art. 50 ustawy o pomocy społecznej"),
        ("§ 3", "rozporządzenie w sprawie wywiadu", "§ 3 – rozporządzenie w sprawie wywiadu"),
        ("", "ustawa o pomocy społecznej", "ustawa o pomocy społecznej"),
        ("art. 107", "", "art. 107"),
        ("", "", ""),
    ],
)
def test_the_law_is_cited_as_a_sentence_would(article, act, cited):
    assert words.law_citation(article, act) == cited
