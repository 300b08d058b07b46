"""Citing by the pages, and what the pages list as lacking."""

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.text import Truncator

from apps.core import clock
from apps.implementation.citations import places_of, with_citations
from apps.implementation.models import Evidence
from apps.opinions import actions as opinions
from apps.opinions.claims import reading
from apps.opinions.models import Citation, Opinion
from tests.factories.claims import evidence
from tests.factories.opinions import BEGUN, PARTS, VOTED, opinion_scene, write_everything

from .scene import S, cited, tool

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _while_it_is_written():
    with clock.pretend(VOTED):
        yield


@pytest.fixture
def scene():
    scene = opinion_scene(S.CIRCULATED)
    scene.pieces = [evidence(scene.pilot, scene.member, title) for title in ("Ankieta A", "Ankieta B", "Wywiad")]
    return scene


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


def url(scene, name, *more):
    return reverse(f"opinions:{name}", args=[scene.opinion.pk, *more])


def numbers(scene):
    return sorted(str(one.evidence) for one in scene.opinion.citations.select_related("evidence"))


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("D3", ["D3"]),
        (" d 3 ", ["D3"]),
        ("3", ["D3"]),
        ("D2 · Ankieta B", ["D2"]),
        ("wywiad", ["D3"]),
        ("ankieta b", ["D2"]),
        ("Ankieta", []),  # two of them
        ("D9", []),
        ("Notatka", []),
        ("", []),
    ],
)
def test_evidence_is_chosen_by_its_number_or_a_part_of_the_title(scene, typed, found):
    plus = scene.opinion.findings.get(sign="advantage")
    answer = client_of(scene.member).post(url(scene, "finding_cite", plus.pk), {"evidence": typed})
    assert (numbers(scene), answer.status_code) == (found, 302 if found else 200)


def test_words_of_many_titles_narrow_the_list_and_stay_typed(scene):
    plus = scene.opinion.findings.get(sign="advantage")
    page = client_of(scene.member).post(url(scene, "finding_cite", plus.pk), {"evidence": "Ankieta"})
    form = page.context["form"]
    assert ([str(one) for one in form.matching], form["evidence"].value()) == (["D1", "D2"], "Ankieta")
    assert "Tym słowom odpowiada kilka dowodów." in page.content.decode()


@pytest.mark.parametrize("name", ["section", "finding", "recommendation"])
def test_after_citing_one_is_back_where_the_text_is(scene, name):
    row = getattr(scene.opinion, f"{name}s").first()
    answer = client_of(scene.member).post(url(scene, f"{name}_cite", row.pk), {"evidence": "D1"})
    page = client_of(scene.member).get(answer.url)
    assert (page.status_code, numbers(scene)) == (200, ["D1"])
    if name != "section":
        assert "D1 · Ankieta" in page.content.decode()


def test_a_citation_is_taken_back_by_its_button(scene):
    plus = scene.opinion.findings.get(sign="advantage")
    client = client_of(scene.member)
    client.post(url(scene, "finding_cite", plus.pk), {"evidence": "D1"})
    made = Citation.objects.get()
    answer = client.post(url(scene, "uncite", made.pk), {"strona": "dowody"})
    assert (answer.url, numbers(scene)) == (url(scene, "finding_cite", plus.pk), [])


def test_what_is_withdrawn_is_not_offered(scene):
    Evidence.objects.filter(number=3).update(withdrawn_by=scene.member, withdrawn_at=clock.now())
    plus = scene.opinion.findings.get(sign="advantage")
    page = client_of(scene.member).get(url(scene, "finding_cite", plus.pk))
    assert [str(one) for one in page.context["form"].matching] == ["D1", "D2"]


def test_claims_that_cite_nothing_are_listed_with_the_place_to_mend_them():
    scene = cited()
    (lack,) = reading.unsupported(scene.opinion)
    minus = scene.opinion.findings.get(sign="disadvantage")
    assert (str(lack), lack.url) == ("Minus 1 „Więcej narad.”", url(scene, "finding_cite", minus.pk))
    page = client_of(scene.member).get(scene.opinion.get_absolute_url()).content.decode()
    assert (f'href="{lack.url}"' in page, "Twierdzenia bez dowodu" in page) == (True, True)
    others = client_of(scene.employee).get(scene.opinion.get_absolute_url()).content.decode()
    assert (f'href="{lack.url}"' in others, "Minus 1" in others) == (False, True)


def test_every_claim_without_evidence_stands_in_the_order_of_the_document():
    scene = opinion_scene(S.CIRCULATED)
    opinions.add_finding(scene.opinion, "advantage", "Drugi plus.", by=scene.member)
    opinions.add_recommendation(scene.opinion, "model", {"body": "Zmienić model."}, by=scene.member)
    assert [lack.name for lack in reading.unsupported(Opinion.objects.get(pk=scene.opinion.pk))] == [
        "Plus 1",
        "Plus 2",
        "Minus 1",
        "Rekomendacja R1",
        "Rekomendacja R2",
    ]


def test_many_opinions_are_asked_about_without_a_query_a_row():
    scene = cited()
    for n in range(5):
        opinions.add_finding(scene.opinion, "advantage", f"Plus {n}.", by=scene.member)
    found = list(Opinion.objects.select_related("product", "pilot"))
    with CaptureQueriesContext(connection) as reading_it:
        reading.read_claims(*found)
    with CaptureQueriesContext(connection) as asked:
        lacks = [reading.unsupported(one) + reading.without_law(one) for one in found]
        tools = [reading.cites_tool(one) for one in found]
    assert (len(lacks[0]), tools, len(asked), len(reading_it)) == (6, [True], 0, 4)


def test_the_footnote_of_tabela_1_wants_the_result_of_a_tool(scene):
    plus = scene.opinion.findings.get(sign="advantage")
    client = client_of(scene.member)
    answers = []
    for piece in (scene.pieces[0], evidence(scene.pilot, scene.member, "Wyniki", tool=tool())):
        client.post(url(scene, "finding_cite", plus.pk), {"evidence": str(piece)})
        page = client.get(scene.opinion.get_absolute_url()).content.decode()
        answers.append((reading.cites_tool(Opinion.objects.get()), "Nie powołano wyniku żadnego narzędzia" in page))
    assert answers == [(False, True), (True, False)]


@pytest.mark.parametrize(
    ("kind", "said", "lacks"),
    [
        ("law", {}, "Niepełna: podaj akt prawny i przepis, którego dotyczy zmiana."),
        ("law", {"legal_act": "ustawa"}, "Niepełna: podaj przepis, którego dotyczy zmiana."),
        ("law", {"article": "art. 1"}, "Niepełna: podaj akt prawny, którego dotyczy zmiana."),
        ("law", {"legal_act": "ustawa", "article": "art. 1"}, ""),
        ("model", {}, ""),
    ],
)
def test_a_change_of_law_without_an_act_or_a_provision_is_incomplete(kind, said, lacks):
    scene = opinion_scene()
    with clock.pretend(BEGUN):
        row = opinions.add_recommendation(scene.opinion, kind, {"body": "Zmienić."} | said, by=scene.member)
    page = client_of(scene.member).get(url(scene, "recommendations")).content.decode()
    assert reading.lacks_of_law(row) == lacks
    assert (bool(reading.without_law(scene.opinion)), "Niepełna" in page) == (bool(lacks), bool(lacks))


def test_evidence_knows_what_stands_on_it():
    scene = cited()
    told = [(place.what, place.is_settled) for place in places_of(scene.second, scene.member)]
    assert told == [
        ("2a. opinia 2a: część „Wpływ na realizację usług”", False),
        ("2a. opinia 2a: plus „Krótsza droga klienta.”", False),
        ("2a. opinia 2a: rekomendacja „Doprecyzować przepis.”", False),
    ]
    opinions.put_to_vote(scene.opinion, "meeting", by=scene.chair)
    assert {place.is_settled for place in places_of(scene.second, scene.member)} == {True}
    spare = evidence(scene.pilot, scene.member, "Zbędny")
    is_cited = dict(with_citations(Evidence.objects.all()).values_list("pk", "is_cited"))
    assert is_cited == {scene.first.pk: True, scene.second.pk: True, spare.pk: False}


@pytest.mark.parametrize("name", ["findings", "recommendations"])
def test_lists_ask_the_same_whatever_they_cite(scene, name):
    client, row = client_of(scene.member), getattr(scene.opinion, name).first()
    client.get(url(scene, name))
    counts = []
    for pieces in (scene.pieces[:1], scene.pieces[1:]):
        for piece in pieces:
            client.post(url(scene, f"{name[:-1]}_cite", row.pk), {"evidence": str(piece)})
        with CaptureQueriesContext(connection) as asked:
            client.get(url(scene, name))
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 15


def test_under_a_vote_nothing_is_cited_and_one_reads_why(scene):
    opinions.put_to_vote(scene.opinion, "meeting", by=scene.chair)
    plus = scene.opinion.findings.first()
    answer = client_of(scene.member).post(url(scene, "finding_cite", plus.pk), {"evidence": "D1"})
    assert [str(message) for message in get_messages(answer.wsgi_request)] == [
        "Treści nie można już zmienić: trwa głosowanie albo treść została przyjęta."
    ]
    assert numbers(scene) == []


def test_act_and_article_of_a_change_of_law_are_not_called_optional(scene):
    page = client_of(scene.member).get(url(scene, "recommendation_new", "law")).content.decode()
    labels = {name: page[page.index(f'for="id_{name}"') :].split("</label>")[0] for name in ("legal_act", "article")}
    assert [name for name, label in labels.items() if "nieobowiązkowe" in label] == []
    assert page.count("Uzupełnij przed głosowaniem") == 2


@pytest.mark.parametrize(
    ("name", "rows", "what"),
    [("finding", "findings", "plus"), ("recommendation", "recommendations", "rekomendację")],
)
def test_removing_asks_first_and_says_what_it_removed(scene, name, rows, what):
    row, client = getattr(scene.opinion, rows).first(), client_of(scene.member)
    asked = client.get(url(scene, f"{name}_remove", row.pk))
    assert (f"Usuń {what}" in asked.content.decode(), getattr(scene.opinion, rows).contains(row)) == (True, True)
    done = client.post(url(scene, f"{name}_remove", row.pk), {"version": row.version}, follow=True)
    told = " ".join(strip_tags(done.content.decode()).replace("\u00a0", " ").split())
    assert f"Usunięto: „{Truncator(row.body).chars(80)}”. Cofnij usunięcie" in told
    assert not getattr(scene.opinion, rows).contains(row)


def primaries(page):
    return page.split("<main")[1].count("btn-primary")


@pytest.mark.parametrize("written", [False, True])
def test_one_button_is_primary(written):
    """Whatever is missing: the first of what Tabela 1 asks for."""
    scene = opinion_scene(parts=[*PARTS, ("recommendations", "Zmiany w modelu", "model")])
    if written:
        write_everything(scene)
    client = client_of(scene.member)
    pages = {name: client.get(url(scene, name)).content.decode() for name in ("findings", "recommendations")}
    counted = {name: primaries(page) for name, page in pages.items()}
    assert counted == {"findings": 1, "recommendations": int(not written)}
