"""The pages, as people of each role meet them."""

import re

import pytest
from django.contrib.messages import get_messages
from django.db import transaction
from django.test import Client
from django.urls import reverse

from apps.core import clock
from apps.opinions import actions
from apps.opinions.models import Opinion
from apps.teams import actions as ballots
from tests.factories.opinions import BEGUN, VOTED, opinion_scene, vote

pytestmark = pytest.mark.django_db
S = Opinion.Status
PAGES = ["opinion", "pdf"]
WRITING = ["findings", "recommendations"]
STEPS = {
    S.CIRCULATED: {"put_to_vote": "chair"},
    S.VOTING: {"vote": "member", "close_vote": "chair", "withdraw_vote": "chair"},
    S.ADOPTED: {"confirm": "chair"},
    S.CONFIRMED: {"hand_over": "director"},
}


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


def url(scene, name, *more):
    return reverse(f"opinions:{name}", args=[scene.opinion.pk, *more])


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def html(body, version):
    """What the editor sends."""
    return {"body": body, "body_format": "html", "version": version}


@pytest.mark.parametrize("status", S.values)
def test_everybody_in_the_centre_reads_it_and_nobody_else(status):
    scene = opinion_scene(status)

    with clock.pretend(VOTED):
        own = [client_of(scene.employee).get(url(scene, name)).status_code for name in PAGES]
        foreign = [client_of(scene.foreign_director).get(url(scene, name)).status_code for name in PAGES]

    assert (own, foreign) == ([200, 200], [404, 404])


@pytest.mark.parametrize("status", [S.WORKING, S.CIRCULATED])
@pytest.mark.parametrize("name", WRITING)
def test_the_team_writes_and_others_are_told_why_not(status, name):
    scene = opinion_scene(status)

    with clock.pretend(VOTED):
        assert client_of(scene.member).get(url(scene, name)).status_code == 200
        refused = client_of(scene.director).get(url(scene, name))

    assert refused.url == scene.opinion.get_absolute_url()
    assert said(refused) == ["Treść zmienia tylko członek zespołu."]


@pytest.mark.parametrize(
    ("status", "name", "role"), [(s, n, r) for s, pages in STEPS.items() for n, r in pages.items()]
)
def test_each_step_has_its_page(status, name, role):
    scene = opinion_scene(status)

    with clock.pretend(VOTED):
        assert client_of(getattr(scene, role)).get(url(scene, name)).status_code == 200


def test_the_board_shows_what_waits_for_whom():
    scene = opinion_scene(S.CIRCULATED)

    with clock.pretend(VOTED):
        page = client_of(scene.employee).get(reverse("opinions:board")).content.decode()

    assert "czeka na: uwagi członków zespołu" in page
    assert client_of(scene.foreign_director).get(reverse("opinions:board")).context["pilots"] == []


def test_what_was_handed_over_waits_for_wrzos():
    scene = opinion_scene(S.HANDED_OVER)
    (line,) = client_of(scene.employee).get(reverse("opinions:board")).context["pilots"][0].lines
    assert (line.opinion.get_status_display(), line.waits_for) == (
        "przekazana do WRZOS",
        "recenzentów WRZOS",
    )


def test_a_vote_asks_once_more_and_is_then_final():
    scene = opinion_scene(S.VOTING)
    client, address = client_of(scene.member), url(scene, "vote")
    with clock.pretend(VOTED):
        form = client.get(address).context["form"]
        asked = client.post(address, {"ballot": form["ballot"].value(), "choice": "against", "reason": "Za wcześnie."})
        assert "Głosu nie można potem zmienić." in asked.content.decode()
        ballot = scene.opinion.voted.get().ballot
        assert ballot.electors.filter(vote=None).count() == 3
        sent = {"ballot": ballot.pk, "choice": "against", "reason": "Za wcześnie.", "oddaj": "tak"}
        first, second = client.post(address, sent), client.post(address, sent | {"choice": "for"})

    elector = ballot.electors.get(person=scene.people["member"])
    assert (elector.vote.choice, elector.vote.reason) == ("against", "Za wcześnie.")
    assert (said(first), said(second)[-1:]) == (
        ["Oddano głos: przeciw."],
        ["Głos został już oddany. Nie można go zmienić."],
    )


def test_how_people_voted_is_not_shown_while_the_vote_is_open():
    scene = opinion_scene(S.VOTING)
    with clock.pretend(VOTED):
        vote(scene, "against", scene.member)
        page = client_of(scene.chair).get(url(scene, "vote")).content.decode()

    assert "przeciw" not in page.split("</article>")[1].replace("Głosuję przeciw", "").replace("„przeciw”", "")


def test_before_closing_the_chair_sees_the_turnout_and_not_the_votes():
    scene = opinion_scene(S.VOTING)
    pages = {}
    with clock.pretend(VOTED):
        for choice in ["for", "against"]:
            with transaction.atomic():
                vote(scene, choice, scene.secretary, scene.member)
                page = client_of(scene.chair).get(url(scene, "close_vote")).content.decode()
                pages[choice] = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)
                transaction.set_rollback(True)

    assert pages["for"] == pages["against"]
    assert "Oddano głosów: 2 z&nbsp;3. Do kworum potrzeba: 2 – kworum jest." in pages["for"]


def test_reasons_of_votes_are_shown_once_the_vote_is_closed():
    scene = opinion_scene(S.VOTING)
    with clock.pretend(VOTED):
        ballots.cast_vote(scene.opinion.voted.get().ballot, "against", "Za mało danych.", by=scene.member)
        vote(scene, "for", scene.chair, scene.secretary)
        pages = [client_of(scene.employee).get(url(scene, "opinion")).content.decode()]
        actions.close_vote(scene.opinion, by=scene.chair)
        pages.append(client_of(scene.employee).get(url(scene, "opinion")).content.decode())

    assert ["Za mało danych." in page for page in pages] == [False, True]


def test_a_text_changed_since_it_was_shown_is_shown_again():
    scene = opinion_scene(S.CIRCULATED)
    client, address = client_of(scene.chair), url(scene, "put_to_vote")
    with clock.pretend(VOTED):
        seen = client.get(address).context["form"]["seen"].value()
        client_of(scene.member).post(url(scene, "findings"), {"sign": "advantage", "body": "Nowy plus."})
        answer = client.post(address, {"mode": "meeting", "seen": seen, "early": "on"})

    assert answer.url == address
    assert said(answer) == ["Treść zmieniła się, odkąd ją pokazano. Przeczytaj ją jeszcze raz."]
    assert Opinion.objects.get(pk=scene.opinion.pk).status == S.CIRCULATED


def test_a_section_is_saved_and_a_lost_race_shows_both_texts():
    scene = opinion_scene()
    section = scene.opinion.sections.get()
    address = url(scene, "section", section.pk)
    with clock.pretend(BEGUN):
        client_of(scene.chair).post(address, html("<p>Pierwszy tekst.</p>", 1))
        lost = client_of(scene.member).post(address, html("<p>Drugi tekst.</p>", 1))
        page = lost.content.decode()
        form = lost.context["form"]
        sent = {"version": form["version"].value(), "lost": form["lost"].value(), "choice_0": "both"}
        client_of(scene.member).post(url(scene, "section_unsaved", section.pk), sent)

    section.refresh_from_db()
    assert lost.status_code == 409
    assert min(page.count("<p>Pierwszy tekst.</p>"), page.count("<p>Drugi tekst.</p>")) >= 1
    assert section.body == "<p>Pierwszy tekst.</p><p>Drugi tekst.</p>"


def test_autosaves_of_one_person_never_conflict():
    scene = opinion_scene()
    address = url(scene, "section", scene.opinion.sections.get().pk)
    client, version = client_of(scene.member), 1
    with clock.pretend(BEGUN):
        for number in range(30):
            answer = client.post(address, html(f"<p>{number}</p>", version), headers={"Accept": "application/json"})
            version = answer.json()["version"]
        late = client.post(address, html("<p>0</p>", 1), headers={"Accept": "application/json"})

    assert (version, late.status_code) == (31, 409)


def test_a_lost_race_over_a_finding_keeps_both_by_default():
    scene = opinion_scene(S.CIRCULATED)
    row = scene.opinion.findings.get(sign="advantage")
    address = url(scene, "finding", row.pk)
    with clock.pretend(BEGUN):
        client_of(scene.chair).post(address, {"body": "Szybciej.", "version": 1})
        lost = client_of(scene.member).post(address, {"body": "Prościej.", "version": 1})
        client_of(scene.member).post(url(scene, "findings"), {"sign": "advantage", "body": "Prościej."})

    assert (lost.status_code, "Szybciej." in lost.content.decode(), "Prościej." in lost.content.decode()) == (
        409,
        True,
        True,
    )
    assert [one.body for one in scene.opinion.findings.filter(sign="advantage")] == ["Szybciej.", "Prościej."]


def test_a_lost_race_over_a_recommendation_shows_every_field_that_differs():
    scene = opinion_scene(S.CIRCULATED)
    row = scene.opinion.recommendations.get()
    address = url(scene, "recommendation", row.pk)
    with clock.pretend(BEGUN):
        client_of(scene.chair).post(address, {"body": "Zmienić.", "article": "art. 107", "version": 1})
        lost = client_of(scene.member).post(address, {"body": "Skreślić.", "article": "art. 108", "version": 1})

    assert [(label, mine, theirs) for label, mine, theirs in lost.context["differences"]] == [
        ("treść rekomendacji", "Skreślić.", "Zmienić."),
        ("przepis", "art. 108", "art. 107"),
    ]


def test_a_member_begins_what_the_order_gives_to_the_team():
    scene = opinion_scene()
    other = scene.pilot.catalogue_version.products.get()
    assert other.code == scene.product.code
    address = reverse("opinions:begin", args=[scene.pilot.pk, other.code])
    with clock.pretend(BEGUN):
        assert client_of(scene.member).get(address).url == scene.opinion.get_absolute_url()
        Opinion.objects.filter(pk=scene.opinion.pk).first().sections.all().delete()
        Opinion.objects.all().delete()
        refused = client_of(scene.director).post(address)
        begun = client_of(scene.member).post(address)

    opinion = Opinion.objects.get()
    assert (refused.url, begun.url) == (reverse("opinions:board"), opinion.get_absolute_url())
    assert [section.part.title for section in opinion.sections.all()] == ["Wpływ na realizację usług"]


@pytest.mark.parametrize(
    ("name", "more", "typed"),
    [
        ("findings", [], {"sign": "advantage", "body": "Mniej formularzy"}),
        ("section", ["only"], {"body": "Pierwszy akapit.\n\nDrugi akapit.", "version": "1"}),
        ("recommendation_new", ["law"], {"body": "Zmienić przepis", "article": "art. 5"}),
    ],
)
def test_what_was_typed_survives_an_expired_session(name, more, typed):
    scene = opinion_scene()
    more = [scene.opinion.sections.get().pk] if more == ["only"] else more
    client, address = client_of(scene.member), url(scene, name, *more)
    with clock.pretend(BEGUN):
        client.get(address)
        client.cookies.pop("sesja")
        client.post(address, typed)
        client.force_login(scene.member)
        page = client.get(address).content.decode()

    assert all(value in page for key, value in typed.items() if key != "sign")
