"""What the pages say so that nobody closes a vote, overwrites a text or leaves a page by mistake."""

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from apps.core import clock
from apps.opinions import actions, words
from apps.opinions.models import Opinion
from apps.teams import balloting
from apps.teams.models import BallotResult
from apps.texts.compare import difference
from apps.texts.merge import merged, passages
from tests.factories.opinions import BEGUN, VOTED, opinion_scene, vote

pytestmark = pytest.mark.django_db
S = Opinion.Status
BUTTON = '<a class="btn btn-primary" href="{}">Zamknij głosowanie</a>'


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


def url(scene, name, *more):
    return reverse(f"opinions:{name}", args=[scene.opinion.pk, *more])


def page_of(user, address):
    return client_of(user).get(address).content.decode()


def said(response):
    return [(message.level_tag, str(message)) for message in get_messages(response.wsgi_request)]


@pytest.mark.parametrize(
    ("theirs", "mine", "both"),
    [
        ("<p>a</p>", "<p>b</p>", "<p>a</p><p>b</p>"),
        ("<p>a</p><p>b</p>", "<p>a</p><p>c</p>", "<p>a</p><p>b</p><p>c</p>"),
        ("<p>a</p><p>b</p>", "<p>b</p><p>a</p>", "<p>a</p><p>b</p>"),
        ("<p>a</p>", "<p>nowy</p><p>a</p>", "<p>nowy</p><p>a</p>"),
        ("", "<p>a</p>", "<p>a</p>"),
        ("<p>a</p>", "", "<p>a</p>"),
        ("<ul><li>a</li></ul>", "<ul><li>a</li></ul><p>b</p>", "<ul><li>a</li></ul><p>b</p>"),
    ],
)
def test_two_texts_become_one_with_common_paragraphs_once(theirs, mine, both):
    assert merged(passages(theirs, mine)) == both


def test_a_difference_shows_headings_without_marks_of_plain_text():
    assert difference("<h3>Wnioski</h3><h4>a</h4>", "<h3>Wnioski</h3><h4>a</h4>") == "<p>Wnioski</p><p>a</p>"


def test_closing_is_offered_first_only_once_there_is_a_quorum():
    scene = opinion_scene(S.VOTING)
    button, offered = BUTTON.format(url(scene, "close_vote")), []
    with clock.pretend(VOTED):
        for user in [scene.chair, scene.secretary]:
            vote(scene, "for", user)
            pages = [page_of(scene.chair, url(scene, name)) for name in ("opinion", "vote")]
            offered.append([button in page for page in pages])

    assert offered == [[False, False], [True, True]]


def test_who_closes_without_a_quorum_is_told_what_it_means():
    scene = opinion_scene(S.VOTING)
    with clock.pretend(VOTED):
        vote(scene, "for", scene.chair)
        page = page_of(scene.chair, url(scene, "close_vote")).replace("\u00a0", " ")
        closed = client_of(scene.chair).post(url(scene, "close_vote"))

    assert "Do ważności głosowania brakuje 1 głosu. Jeśli zamkniesz je teraz, będzie nieważne." in page
    assert said(closed) == [("warning", "Brak kworum: opinia nie została przyjęta. Tekst wrócił do uzgodnień.")]


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        ((0, 7, 4), "Nikt jeszcze nie zagłosował. Do ważności głosowania brakuje 4 głosów."),
        ((1, 7, 3), "Zagłosowała 1 z 7 osób. Do ważności głosowania brakuje 3 głosów."),
        ((3, 7, 1), "Zagłosowały 3 z 7 osób. Do ważności głosowania brakuje 1 głosu."),
        ((5, 12, 2), "Zagłosowało 5 z 12 osób. Do ważności głosowania brakuje 2 głosów."),
    ],
)
def test_the_turnout_is_told_in_good_polish(counts, sentence):
    assert balloting.without_quorum(*counts) == f"{sentence} Jeśli zamkniesz je teraz, będzie nieważne."


@pytest.mark.parametrize(
    ("noun", "outcome", "sentence"),
    [
        (words.OPINION, "adopted", "Zespół przyjął opinię: za 5, przeciw 0, wstrzymało się 1."),
        (
            words.DETERMINATION,
            "rejected",
            "Zespół nie przyjął określenia: za 5, przeciw 0, wstrzymało się 1. Tekst wrócił do uzgodnień.",
        ),
        (
            words.DETERMINATION,
            "no_quorum",
            "Brak kworum: określenie nie zostało przyjęte. Tekst wrócił do uzgodnień.",
        ),
    ],
)
def test_the_result_agrees_with_the_noun(noun, outcome, sentence):
    result = BallotResult(outcome=outcome, votes_for=5, votes_against=0, abstentions=1)
    assert words.result_said(noun, result) == sentence


def test_who_closed_the_vote_reads_its_result():
    scene = opinion_scene(S.VOTING)
    with clock.pretend(VOTED):
        vote(scene, "for", scene.chair, scene.secretary, scene.member)
        closed = client_of(scene.chair).post(url(scene, "close_vote"))

    assert said(closed) == [("success", "Zespół przyjął opinię: za 3, przeciw 0, wstrzymało się 0.")]


def test_a_conflict_names_who_saved_the_other_text():
    scene = opinion_scene()
    section = scene.opinion.sections.get()
    with clock.pretend(BEGUN):
        actions.save_section(section, "<p>Wspólny.</p><p>Marii.</p>", 1, by=scene.secretary)
        sent = {"body": "<p>Wspólny.</p><p>Piotra.</p>", "body_format": "html", "version": 1}
        lost = client_of(scene.member).post(url(scene, "section", section.pk), sent)
        section.refresh_from_db()
        at = words.hour(section.edited_at)

    page = lost.content.decode().replace("\u00a0", " ")
    assert f"Maria Testowa zapisała tę część {at}, zanim zapisał się Twój tekst." in page
    choice = lost.context["choice"]
    assert choice.text({}) == "<p>Wspólny.</p><p>Marii.</p><p>Piotra.</p>"


def test_the_way_back_from_the_last_question_keeps_the_reason():
    scene = opinion_scene(S.VOTING)
    with clock.pretend(VOTED):
        ballot = scene.opinion.voted.get().ballot
        sent = {"ballot": ballot.pk, "choice": "abstain", "reason": "Za mało danych."}
        asked = client_of(scene.member).post(url(scene, "vote"), sent).content.decode()
        back = client_of(scene.member).post(url(scene, "vote"), sent | {"wroc": "tak"}).content.decode()

    assert "Twój głos: wstrzymujesz się" in asked
    assert 'data-unsaved="typed"' in back
    assert "Za mało danych.</textarea>" in back
    assert not ballot.electors.exclude(vote=None).exists()


def test_circulating_is_explained_and_told_in_the_story():
    scene = opinion_scene()
    with clock.pretend(BEGUN):
        page = page_of(scene.member, url(scene, "circulate")).replace("\u00a0", " ")
        client_of(scene.member).post(url(scene, "circulate"), {"working_days": "5"})
        later = client_of(scene.member).get(url(scene, "opinion"))

    assert "Każdy członek zespołu będzie mógł zgłosić uwagi do tekstu." in page
    assert '<option value="5" selected>5 dni roboczych – do wtorku, 19 czerwca 2018 r.</option>' in page
    assert "Przekazano tekst do uzgodnień w zespole." in [event["what"] for event in later.context["events"]]


def test_the_list_of_parts_tells_what_each_lacks():
    scene = opinion_scene()
    with clock.pretend(BEGUN):
        places = client_of(scene.member).get(url(scene, "opinion")).context["places"]

    assert [(place.title, len(place.lacks)) for place in places] == [
        ("Wpływ na realizację usług", 2),  # the variant of the model, too
        ("Plusy i minusy", 2),
        ("Rekomendacje", 1),
    ]


def test_a_confirmed_document_shows_its_code_and_its_hashes():
    scene = opinion_scene(S.CONFIRMED)
    document = scene.opinion.confirmation.document
    with clock.pretend(VOTED):
        page = page_of(scene.employee, url(scene, "opinion"))

    assert reverse("desk:verify", args=[document.code]) in page
    assert document.blob_id in page
