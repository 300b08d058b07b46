"""Whatever is adopted can be printed: what the typeface cannot draw is refused before the vote, by the field."""

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from apps.core import clock
from apps.core.errors import DomainError
from apps.opinions import actions
from apps.opinions.models import DissentingOpinion, Finding, Opinion, Section
from tests.factories.opinions import BEGUN, VOTED, opinion_scene, vote

pytestmark = pytest.mark.django_db
S = Opinion.Status
PASTED = "\uf0b7 e\u2011usługi\u00ad"  # a bullet, a hyphen and a soft hyphen of a word processor
REFUSED = "są znaki, których nie da się wydrukować: „✓”. Usuń je albo zastąp."


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


def url(scene, name, *more):
    return reverse(f"opinions:{name}", args=[scene.opinion.pk, *more])


def test_what_word_processors_paste_is_put_right():
    scene = opinion_scene()
    with clock.pretend(BEGUN):
        plus = actions.add_finding(scene.opinion, "advantage", PASTED, by=scene.member)
        minus = actions.add_finding(scene.opinion, "disadvantage", "x", by=scene.member)
        actions.change_finding(minus, PASTED, 1, by=scene.member)
        said = actions.add_recommendation(scene.opinion, "law", {"body": PASTED, "article": PASTED}, by=scene.member)

    assert [plus.body, minus.body, said.body, said.article] == ["• e-usługi"] * 4


def test_a_text_stored_before_such_signs_were_put_right_is_printed_all_the_same():
    scene = opinion_scene(S.CIRCULATED)
    Finding.objects.filter(opinion=scene.opinion).update(body=PASTED)
    with clock.pretend(VOTED):
        actions.put_to_vote(scene.opinion, "meeting", by=scene.chair)
        vote(scene, "for", scene.chair, scene.secretary, scene.member)
        actions.close_vote(scene.opinion, by=scene.chair)
        assert actions.confirm(scene.opinion, by=scene.chair).status == S.CONFIRMED


@pytest.mark.parametrize(
    ("name", "more", "typed", "label"),
    [
        ("findings", [], {"sign": "advantage", "body": "Szybciej ✓"}, "Nowy plus"),
        ("recommendation_new", ["law"], {"body": "x", "article": "art. 5 ✓"}, "Przepis"),
        ("section", ["only"], {"body": "<p>Szybciej ✓</p>", "body_format": "html", "version": 1}, "Treść"),
    ],
)
def test_a_sign_without_a_glyph_is_refused_by_its_field_and_nothing_is_lost(name, more, typed, label):
    scene = opinion_scene()
    more = [scene.opinion.sections.get().pk] if more == ["only"] else more
    with clock.pretend(BEGUN):
        answer = client_of(scene.member).post(url(scene, name, *more), typed)

    page = answer.content.decode()
    assert f"W polu „{label}” {REFUSED}" in page
    assert page.count("✓") > page.count(REFUSED)
    assert (scene.opinion.findings.count(), scene.opinion.recommendations.count()) == (0, 0)


def test_a_dissent_that_cannot_be_printed_is_refused_by_its_field_and_by_the_action():
    scene = opinion_scene(S.ADOPTED, dissenter=True)
    with clock.pretend(VOTED):
        answer = client_of(scene.member).post(url(scene, "dissent"), {"body": "Nie ✓", "zglaszam": "tak"})
        with pytest.raises(DomainError, match="nie da się wydrukować: „✓”"):
            actions.file_dissent(scene.opinion, "Nie ✓", by=scene.member)
        assert DissentingOpinion.objects.count() == 0
        filed = actions.file_dissent(scene.opinion, PASTED, by=scene.member)

    assert REFUSED in answer.content.decode()
    assert filed.body == "• e-usługi"


def test_nothing_that_cannot_be_printed_is_put_to_the_vote():
    scene = opinion_scene(S.CIRCULATED)
    Finding.objects.filter(opinion=scene.opinion, sign="advantage").update(body="Dobrze <✓>")
    Section.objects.filter(opinion=scene.opinion).update(body="<p>Lepiej \uf0a7</p>")
    with clock.pretend(VOTED), pytest.raises(DomainError) as refusal:
        actions.put_to_vote(scene.opinion, "meeting", by=scene.chair)

    assert str(refusal.value) == (
        "W części „Wpływ na realizację usług” są znaki, których nie da się wydrukować: U+F0A7. Usuń je albo zastąp. "
        "W plusie nr 1 są znaki, których nie da się wydrukować: „✓”. Usuń je albo zastąp."
    )


def test_the_draft_pdf_of_such_a_text_is_refused_in_words():
    scene = opinion_scene(S.CIRCULATED)
    Finding.objects.filter(opinion=scene.opinion, sign="advantage").update(body="Dobrze ✓")
    with clock.pretend(VOTED):
        answer = client_of(scene.employee).get(url(scene, "pdf"))

    assert answer.url == scene.opinion.get_absolute_url()
    assert [str(said) for said in get_messages(answer.wsgi_request)] == [
        "Dokument zawiera znaki, których nie da się wydrukować: „✓”. Usuń je."
    ]


def test_a_pdf_the_browser_has_already_is_not_sent_again():
    scene = opinion_scene(S.CONFIRMED)
    client = client_of(scene.employee)
    first = client.get(url(scene, "pdf"))
    again = client.get(url(scene, "pdf"), headers={"If-None-Match": first["ETag"]})

    assert (first.status_code, again.status_code, first["X-Content-Type-Options"]) == (200, 304, "nosniff")


def test_the_reason_of_a_vote_is_put_right_too():
    scene = opinion_scene(S.VOTING)
    with clock.pretend(VOTED):
        client = client_of(scene.member)
        ballot = scene.opinion.voted.get().ballot
        sent = {"ballot": ballot.pk, "choice": "against", "reason": PASTED, "oddaj": "tak"}
        refused = client.post(url(scene, "vote"), sent | {"reason": "Nie ✓"})
        client.post(url(scene, "vote"), sent)

    assert REFUSED in refused.content.decode()
    assert ballot.electors.get(person=scene.people["member"]).vote.reason == "• e-usługi"
