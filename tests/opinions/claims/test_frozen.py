"""What was cited is frozen with the content: replacing a piece changes nothing that was voted on."""

import json
import re

import pytest
from django.template.loader import render_to_string
from django.utils.html import strip_tags

from apps.core import clock
from apps.documents.rendering import render_html, render_pdf
from apps.opinions import actions, pdf
from apps.opinions.changes import changes
from apps.opinions.claims import actions as claims
from apps.opinions.content import SAID, content_hash, content_of
from apps.opinions.models import Opinion
from tests.factories.claims import evidence, replaced
from tests.factories.opinions import VOTED, opinion_scene, vote
from tests.gate import assert_gate, bookmarks, pdf_text

from .scene import S, cited

pytestmark = pytest.mark.django_db


def voted(scene):
    with clock.pretend(VOTED):
        actions.put_to_vote(scene.opinion, "meeting", by=scene.chair)
        vote(scene, "for", scene.chair, scene.secretary, scene.member)
        actions.close_vote(scene.opinion, by=scene.chair)
    scene.opinion = Opinion.objects.get(pk=scene.opinion.pk)
    return scene


def test_the_content_says_what_each_claim_cites_and_what_that_was():
    scene = cited()
    said = content_of(scene.opinion)

    assert [part.get("cites") for part in said["sections"]] == [["D2"]]
    assert said["cites"] == {"advantages": [["D1", "D2"]], "disadvantages": [[]]}
    assert said["recommendations"][0]["cites"] == ["D2"]
    assert [{**piece, "sha256": len(piece["sha256"])} for piece in said["evidence"]] == [
        {
            "number": f"D{number}",
            "version": 1,
            "title": title,
            "dated_on": "2018-07-02",
            "sha256": 64,
            "tool": tool,
        }
        for number, title, tool in [(1, "Ankieta pracowników", ""), (2, "Wyniki arkusza", "Arkusz ewaluacji")]
    ]


def test_replacing_a_piece_changes_nothing_adopted():
    scene = voted(cited())
    voted_content = scene.opinion.adoption.voted
    before = json.dumps(voted_content.content, sort_keys=True)
    paper = render_to_string("pdf/parts/sheet.html", pdf.context_of(scene.opinion))
    replaced(scene.first, scene.member, "Ankieta poprawiona")

    after = Opinion.objects.get(pk=scene.opinion.pk)
    assert json.dumps(after.adoption.voted.content, sort_keys=True) == before
    assert content_hash(after.adoption.voted.content) == voted_content.content_hash
    with clock.pretend(VOTED):
        shown = render_to_string("pdf/parts/sheet.html", pdf.context_of(after))
    assert ("Ankieta pracowników" in shown, "Ankieta poprawiona" in shown) == (True, False)
    assert strip_tags(paper).split() == strip_tags(shown).split()


def test_a_content_without_evidence_is_hashed_as_before_evidence_could_be_cited():
    content = content_of(opinion_scene(S.CIRCULATED, code="2b").opinion)
    assert not {"cites", "evidence"} & set(content)
    assert content_hash(content) == content_hash({key: content[key] for key in SAID})


def test_a_citation_added_changes_the_hash_and_one_taken_back_restores_it():
    scene = opinion_scene(S.CIRCULATED)
    piece, bare = evidence(scene.pilot, scene.member), content_hash(content_of(scene.opinion))
    with clock.pretend(VOTED):
        made = claims.cite(scene.opinion, piece, finding=scene.opinion.findings.first(), by=scene.member)
        with_it = content_hash(content_of(scene.opinion))
        replaced(piece, scene.member, "Ankieta")
        with_newer = content_hash(content_of(scene.opinion))
        claims.uncite(made, by=scene.member)

    assert len({bare, with_it, with_newer}) == 3
    assert content_hash(content_of(scene.opinion)) == bare


def test_people_who_vote_again_read_what_was_cited_anew():
    scene = cited()
    before = content_of(scene.opinion)
    replaced(scene.second, scene.member, "Wyniki arkusza, pełne")
    with clock.pretend(VOTED):
        claims.uncite(scene.first.citations.get(), by=scene.member)

    told = {one.title: str(one.difference) for one in changes(before, content_of(scene.opinion))}
    assert list(told) == ["Plusy", "Dowody i narzędzia"]
    assert re.search(r"Dowody: <del>.*D1", told["Plusy"])
    assert all(words in told["Dowody i narzędzia"] for words in ("pełne", "Ankieta"))


def test_the_paper_cites_beside_the_claim_and_lists_what_was_cited():
    scene = voted(cited())
    made = render_pdf(render_html("pdf/opinion.html", pdf.context_of(scene.opinion)))

    assert_gate(made)
    said = pdf_text(made)
    assert "Krótsza droga klienta. [D1] [D2]" in said
    assert "Wykorzystano narzędzia ewaluacyjne WRZOS: • Arkusz ewaluacji" in said
    assert (2, "5. Dowody i\N{NO-BREAK SPACE}narzędzia") in bookmarks(made)
    sha256 = scene.second.current.sha256
    assert (sha256[:12] in said, sha256[:13] in said) == (True, False)


def test_the_paper_without_evidence_has_no_such_chapter():
    scene = opinion_scene(S.CIRCULATED)
    with clock.pretend(VOTED):
        assert "Dowody" not in render_to_string("pdf/parts/sheet.html", pdf.context_of(scene.opinion))


def test_a_title_that_cannot_be_printed_is_refused_before_the_vote():
    scene = cited()
    replaced(scene.first, scene.member, "Ankieta 中")
    with clock.pretend(VOTED), pytest.raises(Exception, match="W tytule dowodu D1"):
        actions.put_to_vote(scene.opinion, "meeting", by=scene.chair)


def test_a_long_register_goes_over_pages():
    scene = cited()
    plus = scene.opinion.findings.get(sign="advantage")
    with clock.pretend(VOTED):
        for n in range(60):
            title = f"Zestawienie {n} czynności pracowników socjalnych w rejonie numer {n}, " + "z podziałem " * (n % 9)
            piece = evidence(scene.pilot, scene.member, title)
            claims.cite(scene.opinion, piece, finding=plus, by=scene.member)
    scene = voted(scene)
    made = render_pdf(render_html("pdf/opinion.html", pdf.context_of(scene.opinion)))

    assert_gate(made, tolerate=("PAG-001",))  # the heads of the table, again on every page
    assert "[D61] [D62]" in pdf_text(made)
