"""Texts that lost a race or came after the ballot was opened, and the history of a section."""

import time

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from apps.core import clock
from apps.core.errors import StaleVersion
from apps.desk.matters import matters_of
from apps.opinions.actions import save_section, withdraw_vote
from apps.opinions.models import Opinion
from apps.opinions.writing.wordings import first_choice, wordings
from apps.texts.models import TextRevision
from tests.factories.opinions import BEGUN, VOTED, opinion_scene

from .driving import client_of

pytestmark = pytest.mark.django_db
S = Opinion.Status


def address_of(scene, name):
    return reverse(f"opinions:{name}", args=[scene.opinion.pk, scene.section.pk])


def scene_of(status=S.WORKING):
    scene = opinion_scene(status)
    scene.section = scene.opinion.sections.get()
    return scene


def write(scene, user, body, version=None):
    save_section(scene.section, body, version or scene.section.version, by=user)


def lose(scene, user, body, version):
    with pytest.raises(StaleVersion):
        write(scene, user, body, version)
    scene.section.refresh_from_db()


def choose(scene, user, **choices):
    page = client_of(user).get(address_of(scene, "section_unsaved"))
    form = page.context["form"]
    sent = {"version": form["version"].value(), "lost": form["lost"].value()}
    sent |= {name: form[name].value() for name in form.fields if name.startswith("choice")} | choices
    return client_of(user).post(address_of(scene, "section_unsaved"), sent)


@pytest.mark.parametrize(
    ("choice", "kept"),
    [
        ({}, "<p>Wspólny.</p><p>Anny zdanie.</p><p>Piotra zdanie.</p>"),
        ({"choice_1": "mine"}, "<p>Wspólny.</p><p>Piotra zdanie.</p>"),
        ({"choice_1": "theirs"}, "<p>Wspólny.</p><p>Anny zdanie.</p>"),
    ],
    ids=["both unless decided", "mine", "theirs"],
)
def test_for_each_paragraph_the_author_decides_and_the_lost_text_stays_in_history(choice, kept):
    scene = scene_of()
    with clock.pretend(BEGUN):
        write(scene, scene.secretary, "<p>Wspólny.</p><p>Zdanie.</p>")
        write(scene, scene.chair, "<p>Wspólny.</p><p>Anny zdanie.</p>")
        lose(scene, scene.member, "<p>Wspólny.</p><p>Piotra zdanie.</p>", 2)
        choose(scene, scene.member, **choice)
        again = client_of(scene.member).get(address_of(scene, "section_unsaved"))
        labels = [one.label for one in wordings(scene.section, lost_too=True)]

    scene.section.refresh_from_db()
    assert (scene.section.body, again.status_code) == (kept, 302)
    assert any(label.startswith("tekst, który się nie zapisał: Piotr Szablonowy") for label in labels)


def test_a_paragraph_that_only_one_of_them_changed_is_kept_as_changed():
    scene = scene_of()
    with clock.pretend(BEGUN):
        write(scene, scene.secretary, "<p>Pierwsze zdanie tekstu.</p><p>Drugie zdanie tekstu.</p>")
        write(scene, scene.chair, "<p>Pierwsze zdanie Anny.</p><p>Drugie zdanie tekstu.</p>")
        lose(scene, scene.member, "<p>Pierwsze zdanie tekstu.</p><p>Drugie zdanie Piotra.</p>", 2)
        choose(scene, scene.member)

    scene.section.refresh_from_db()
    assert scene.section.body == "<p>Pierwsze zdanie Anny.</p><p>Drugie zdanie Piotra.</p>"


def test_a_choice_made_over_a_text_that_changed_again_is_made_again():
    scene = scene_of()
    with clock.pretend(BEGUN):
        write(scene, scene.chair, "<p>Anny.</p>")
        lose(scene, scene.member, "<p>Piotra.</p>", 1)
        page = client_of(scene.member).get(address_of(scene, "section_unsaved"))
        form = page.context["form"]
        sent = {name: form[name].value() for name in form.fields}
        write(scene, scene.secretary, "<p>Marii.</p>")
        answer = client_of(scene.member).post(address_of(scene, "section_unsaved"), sent)

    scene.section.refresh_from_db()
    assert (answer.url, scene.section.body) == (address_of(scene, "section_unsaved"), "<p>Marii.</p>")


def test_a_text_that_came_after_the_ballot_was_opened_waits_and_is_offered_as_a_new_draft():
    scene = scene_of(S.VOTING)
    with clock.pretend(VOTED):
        client = client_of(scene.member)
        late = "Klienci krócej czekają na usługę.\n\nSpóźnione zdanie."
        client.post(address_of(scene, "section"), {"body": late, "version": scene.section.version})
        led = client.get(address_of(scene, "section"))
        waits = client.get(led.url).content.decode()
        matters = [one.what for one in matters_of(scene.member).mine]
        others = [one.what for one in matters_of(scene.secretary).mine]

        assert led.url == address_of(scene, "section_unsaved")
        assert ("Spóźnione zdanie." in waits, "Zapisz wybrany tekst" in waits) == (True, False)
        found = [what for what in matters if what.startswith("Twój niezapisany tekst w części")]
        assert (len(found), [what for what in others if "niezapisany" in what]) == (1, [])

        withdraw_vote(scene.opinion, by=scene.chair, note="Poprawka.")
        choose(scene, scene.member)

    scene.section.refresh_from_db()
    assert scene.section.body == "<p>Klienci krócej czekają na usługę.</p><p>Spóźnione zdanie.</p>"


def test_a_lost_text_may_be_put_aside():
    scene = scene_of()
    with clock.pretend(BEGUN):
        write(scene, scene.chair, "<p>Anny.</p>")
        lose(scene, scene.member, "<p>Piotra.</p>", 1)
        client_of(scene.chair).post(address_of(scene, "section_unsaved_aside"))
        before = client_of(scene.member).get(address_of(scene, "section_unsaved")).status_code
        client_of(scene.member).post(address_of(scene, "section_unsaved_aside"))
        after = client_of(scene.member).get(address_of(scene, "section_unsaved")).status_code
    assert (before, after) == (200, 302)


def test_lost_texts_are_shown_to_those_who_write_only():
    scene = scene_of()
    with clock.pretend(BEGUN):
        write(scene, scene.chair, "<p>Anny.</p>")
        lose(scene, scene.member, "<p>Piotra tajne.</p>", 1)
        key = next(one.key for one in wordings(scene.section, lost_too=True) if one.sitting and one.sitting.lost)
        pages = {
            who: client_of(getattr(scene, who)).get(address_of(scene, "section_history") + f"?do={key}")
            for who in ("secretary", "director")
        }
    assert {who: "tajne" in page.content.decode() for who, page in pages.items()} == {
        "secretary": True,
        "director": False,
    }


def test_history_compares_with_the_text_adopted_last():
    scene = scene_of(S.ADOPTED)
    with clock.pretend(VOTED):
        before, after = first_choice(wordings(scene.section, lost_too=True))
        page = client_of(scene.director).get(address_of(scene, "section_history")).content.decode()
    assert (before.label, after.sitting.stands) == ("tekst przyjęty 3 września 2018 r.", True)
    assert "Klienci krócej czekają na usługę." in page


def test_an_old_wording_comes_back_as_a_new_save():
    scene = scene_of()
    with clock.pretend(BEGUN):
        write(scene, scene.chair, "<p>Dobre.</p>")
        write(scene, scene.member, "<p>Gorsze.</p>")
        old = wordings(scene.section, lost_too=True)[1]
        sent = {"wording": old.key, "version": scene.section.version}
        client_of(scene.member).post(address_of(scene, "section_restore"), sent)
        stale = client_of(scene.chair).post(address_of(scene, "section_restore"), sent)

    scene.section.refresh_from_db()
    assert (scene.section.body, scene.section.version, scene.section.edited_by) == ("<p>Dobre.</p>", 4, scene.member)
    assert "Dobre" not in str([str(message) for message in get_messages(stale.wsgi_request)])


def test_a_wording_of_another_section_is_not_restored():
    scene, other = scene_of(), scene_of()
    with clock.pretend(BEGUN):
        write(other, other.chair, "<p>Obce.</p>")
        key = f"w{TextRevision.objects.of(other.section).latest('pk').pk}"
        write(scene, scene.chair, "<p>Własne.</p>")
        answer = client_of(scene.chair).post(address_of(scene, "section_restore"), {"wording": key, "version": 2})
    scene.section.refresh_from_db()
    assert (answer.status_code, scene.section.body) == (404, "<p>Własne.</p>")


@pytest.mark.parametrize("name", ["section", "section_history", "section_read"])
def test_pages_of_a_section_ask_few_questions(name, django_assert_max_num_queries):
    scene = scene_of()
    with clock.pretend(BEGUN):
        for number in range(6):
            write(scene, [scene.chair, scene.member][number % 2], f"<p>{number}</p>")
        client = client_of(scene.member)
        client.get(address_of(scene, name))
        with django_assert_max_num_queries(15):
            assert client.get(address_of(scene, name)).status_code == 200


def test_ten_megabytes_are_refused_in_a_moment():
    scene = scene_of()
    with clock.pretend(BEGUN):
        client = client_of(scene.member)
        began = time.monotonic()
        whole = client.post(address_of(scene, "section"), {"body": "a" * 10_000_000, "version": 1})
        took = time.monotonic() - began
        half = client.post(address_of(scene, "section"), {"body": "a" * 1_000_000, "version": 1})
    assert (whole.status_code, took < 1) == (413, True)
    assert "Tekst jest za długi." in half.content.decode()
    assert "a" * 1_000_000 in half.content.decode()
