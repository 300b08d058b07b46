"""What a text goes on without: named before it is sent to agreement and before the vote, each with its link."""

import pytest
from django.urls import reverse

from apps.core import clock
from apps.implementation.evidence.actions import Said, add_evidence
from apps.opinions import actions
from apps.opinions.claims.actions import cite
from apps.opinions.claims.mentions import numbers_in
from apps.opinions.models import Finding, Opinion
from apps.opinions.review import actions as review
from apps.opinions.review.unchanged import answered_without_a_change
from apps.opinions.unfinished import NO_INFORMATION, unfinished
from apps.opinions.writing.actions import mark_section
from tests import factories
from tests.factories.claims import evidence
from tests.factories.implementation import step
from tests.factories.opinions import BEGUN, REMARKED, VOTED, opinion_scene, write_everything
from tests.opinions.test_pages import client_of

pytestmark = pytest.mark.django_db
S = Opinion.Status


def said(scene):
    return [one.said for one in unfinished(Opinion.objects.get(pk=scene.opinion.pk))]


def url(scene, name, *more):
    return reverse(f"opinions:{name}", args=[scene.opinion.pk, *more])


@pytest.fixture
def written():
    """Every part written and called ready; one piece in the register."""
    scene = opinion_scene()
    write_everything(scene)
    scene.section = scene.opinion.sections.get()
    mark_section(scene.section, "ready", by=scene.member)
    scene.opinion.refresh_from_db()
    return scene


def a_piece(scene, title="Ankieta"):
    return evidence(scene.pilot, scene.member, title)


def test_a_finished_text_lacks_nothing(written):
    assert said(written) == []


def test_a_part_in_work_is_named_with_its_page(written):
    mark_section(written.section, "in_work", by=written.member)
    (one,) = unfinished(written.opinion)
    assert one.said == f"Część „{REMARKED}” jest w pracy: nikt nie oznaczył jej jako gotowej."
    assert [way.url for way in one.ways] == [url(written, "section", written.section.pk)]


@pytest.fixture
def coordinated():
    """Product 3, everything written; its second step is the coordinator's."""
    scene = opinion_scene(code="3")
    step(scene.product, "director")
    scene.step = step(scene.product, "coordinator")
    write_everything(scene)
    mark_section(scene.opinion.sections.get(), "ready", by=scene.member)
    scene.coordinator = factories.user_of(factories.person(scene.centre, "Wanda Usługowa", roles=["coordinator"]))
    return scene


def informed(scene, by):
    said = Said("Informacja", BEGUN, statement=f"Schemat działa, {by}.")
    return add_evidence(scene.pilot, "statement", said, by=by, shows=[scene.step])


def test_the_coordinators_information_is_named_until_the_coordinator_gives_it(coordinated):
    before = unfinished(Opinion.objects.get())
    informed(coordinated, coordinated.director)
    of_another = said(coordinated)
    informed(coordinated, coordinated.coordinator)

    assert [(one.said, [way.url for way in one.ways]) for one in before] == [
        (NO_INFORMATION, [reverse("implementation:task", args=[coordinated.pilot.pk, coordinated.step.pk])])
    ]
    assert of_another == [NO_INFORMATION]
    assert said(coordinated) == []


def test_without_the_coordinators_information_the_vote_may_begin(coordinated):
    with clock.pretend(VOTED):
        actions.circulate(coordinated.opinion, by=coordinated.member)
        page = client_of(coordinated.chair).get(url(coordinated, "put_to_vote")).content.decode()
        status = actions.put_to_vote(coordinated.opinion, "meeting", by=coordinated.chair).status

    assert "Brakuje informacji koordynatora usług pomocy społecznej" in page
    assert status == S.VOTING


@pytest.mark.parametrize("status", [S.WORKING, S.CIRCULATED])
def test_both_pages_name_a_part_in_work(status):
    scene = opinion_scene(S.CIRCULATED)
    if status == S.WORKING:
        actions.take_back(scene.opinion, by=scene.member)
    page = {S.WORKING: "circulate", S.CIRCULATED: "put_to_vote"}[status]
    with clock.pretend(VOTED):
        shown = client_of(scene.chair).get(url(scene, page)).content.decode()
    assert f"Część „{REMARKED}” jest w\u00a0pracy" in shown
    assert f'href="{url(scene, "section", scene.opinion.sections.get().pk)}"' in shown


@pytest.fixture
def returned():
    """The second edition: a remark to the part, one to the whole, one to the pluses."""
    scene = opinion_scene(S.HANDED_OVER)
    with clock.pretend(VOTED):
        last = scene.opinion.hand_over
        scene.remarks = [
            review.write_remark(last, chapter, f"Popraw: {chapter}.", by=scene.reviewer)
            for chapter in (REMARKED, "", "Plusy", "Wynik głosowania")
        ]
        review.return_(last, "Brakuje danych.", VOTED.replace(day=24), by=scene.reviewer)
        scene.opinion.refresh_from_db()
        scene.opinion = review.resume(scene.opinion, by=scene.member)
    return scene


def answer(scene, disposition):
    for remark in scene.remarks:
        review.answer_remark(scene.opinion, remark, disposition, "Odpowiadamy.", 0, by=scene.member)


def unchanged(scene):
    return [remark.number for remark in answered_without_a_change(Opinion.objects.get(pk=scene.opinion.pk))]


@pytest.mark.parametrize(
    ("disposition", "numbers"), [("accepted", [1, 2, 3]), ("partly", [1, 2, 3]), ("rejected", []), ("explained", [])]
)
def test_an_accepted_remark_without_a_change_is_named(returned, disposition, numbers):
    answer(returned, disposition)
    assert unchanged(returned) == numbers


def test_a_change_of_the_part_settles_its_remark_and_that_to_the_whole(returned):
    answer(returned, "accepted")
    section = returned.opinion.sections.get()
    actions.save_section(section, "<p>Dane za cały rok.</p>", section.version, by=returned.member)
    assert unchanged(returned) == [3]
    actions.add_finding(returned.opinion, Finding.Sign.ADVANTAGE, "Jeszcze jeden plus.", by=returned.member)
    assert unchanged(returned) == []


def test_the_team_reads_it_before_the_vote_and_beside_the_remark(returned):
    answer(returned, "accepted")
    with clock.pretend(VOTED):
        actions.circulate(returned.opinion, by=returned.member)
        client = client_of(returned.chair)
        vote, remarks = (client.get(url(returned, page)).content.decode() for page in ("put_to_vote", "review_remarks"))
    sentence = f"Uwaga WRZOS nr 1 jest „uwzględniona”, ale tekst części „{REMARKED}” się nie zmienił."
    assert sentence in vote.replace("\u00a0", " ")
    assert f'href="{url(returned, "review_answer", returned.remarks[0].pk)}"' in vote
    assert remarks.count("nie zmienił się od zwróconego wydania") == 3


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("(ankieta D2)", {2}),
        ("(D2)", {2}),
        ("D2, D13.", {2, 13}),
        ("D2a AD2 D2/2018 ND-2 d2 D", set()),
        ("„D7”", {7}),
    ],
)
def test_numbers_of_evidence_are_found_in_words(text, numbers):
    assert numbers_in(Finding(body=text)) == numbers


def test_evidence_named_and_not_cited_is_a_hint_until_it_is_cited(written):
    piece = a_piece(written)
    section, by = written.section, written.member
    section.refresh_from_db()
    actions.save_section(section, f"<p>Jak mówi ankieta</p><p>{piece}</p><p>D99.</p>", section.version, by=by)
    before = said(written)
    cite(written.opinion, piece, section=section, by=by)

    assert before == [f"Część „{REMARKED}”: w tekście jest {piece}, a nie jest on powołany."]
    assert said(written) == []


def test_the_workspace_offers_to_cite_what_the_text_names(written):
    named, other = a_piece(written), a_piece(written, "Raport")
    section = written.section
    section.refresh_from_db()
    actions.save_section(section, f"<p>Zob. {named}.</p>", section.version, by=written.member)
    shown = client_of(written.member).get(url(written, "section", section.pk)).content.decode()

    assert f'data-names="{named}">' in shown
    assert f'data-names="{other}" hidden>' in shown


def test_one_button_saves_and_calls_the_part_ready(written):
    mark_section(written.section, "in_work", by=written.member)
    section = written.section
    section.refresh_from_db()
    sent = {"body": "<p>Nowy tekst.</p>", "body_format": "html", "version": section.version, "gotowa": "1"}
    client_of(written.member).post(url(written, "section", section.pk), sent)
    section.refresh_from_db()
    assert (section.body, section.state) == ("<p>Nowy tekst.</p>", "ready")
