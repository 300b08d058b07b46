"""Saving while people type: what the server answers to the script, and the script in a real browser."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from apps.core import clock
from apps.opinions import words
from apps.opinions.models import Opinion
from apps.texts.history import sittings_of
from apps.texts.models import TextRevision
from tests.factories.opinions import BEGUN, VOTED, opinion_scene

from .driving import client_of

pytestmark = pytest.mark.django_db
S = Opinion.Status


def address_of(scene):
    return reverse("opinions:section", args=[scene.opinion.pk, scene.opinion.sections.get().pk])


def autosave(client, scene, body, version=1):
    sent = {"body": body, "body_format": "html", "version": version}
    answer = client.post(address_of(scene), sent, headers={"Accept": "application/json"})
    return answer.status_code, answer.json().get("refused")


def test_each_refusal_of_an_autosave_is_json_that_says_why():
    scene = opinion_scene()
    with clock.pretend(BEGUN):
        client = client_of(scene.member)
        answers = [
            autosave(client, scene, "<p>" + "a" * 200_001 + "</p>"),
            autosave(client_of(scene.director), scene, "<p>x</p>"),
        ]
        autosave(client_of(scene.chair), scene, "<p>Anny</p>")
        answers.append(autosave(client, scene, "<p>Piotra</p>"))
        at = words.hour(scene.opinion.sections.get().edited_at)

    assert answers == [
        (422, "Tekst jest za długi. Podziel go na części albo dołącz tabele jako załącznik."),
        (409, "Treść zmienia tylko członek zespołu."),
        (
            409,
            f"Anna Przykładowa zapisała tę część {at}. Oba teksty są bezpieczne. Zobacz je i zdecyduj, co zostaje.",
        ),
    ]


def test_a_half_done_text_is_saved_and_what_cannot_be_printed_is_told():
    scene = opinion_scene()
    with clock.pretend(BEGUN):
        sent = {"body": "<p>Szybciej ✓</p>", "body_format": "html", "version": 1}
        answer = client_of(scene.member).post(address_of(scene), sent, headers={"Accept": "application/json"})
        emptied = autosave(client_of(scene.member), scene, "", version=2)

    warning = "Tych znaków nie da się wydrukować: „✓”. Usuń je albo zastąp."
    assert (answer.status_code, answer.json()["version"], answer.json()["warning"]) == (200, 2, warning)
    assert (emptied, scene.opinion.sections.get().body) == ((200, None), "")


def test_a_text_is_not_saved_under_the_name_of_who_logged_in_later_on_the_same_browser():
    scene = opinion_scene()
    sent = {"body": "<p>Piotra.</p>", "body_format": "html", "version": 1, "writer": scene.member.pk}
    with clock.pretend(BEGUN):
        client = client_of(scene.chair)
        by_script = client.post(address_of(scene), sent, headers={"Accept": "application/json"})
        by_form = client.post(address_of(scene), sent)

    said = "W tej przeglądarce zalogowała się Anna Przykładowa, a ten tekst pisze ktoś inny, więc go nie zapisano."
    assert (by_script.status_code, by_form.status_code) == (422, 409)
    assert by_script.json()["refused"].startswith(said)
    assert "Piotra." in by_form.content.decode()
    assert (scene.opinion.sections.get().body, TextRevision.objects.count()) == ("", 0)


def test_autosaves_of_one_tab_are_no_conflict_and_one_entry_of_history():
    scene = opinion_scene()
    client, version, codes = client_of(scene.member), 1, set()
    with clock.pretend(BEGUN):
        for number in range(100):
            sent = {"body": f"<p>{number}</p>", "body_format": "html", "version": version}
            answer = client.post(address_of(scene), sent, headers={"Accept": "application/json"})
            codes.add(answer.status_code)
            version = answer.json()["version"]

    section = scene.opinion.sections.get()
    assert (codes, version, section.body) == ({200}, 101, "<p>99</p>")
    assert len(sittings_of(section, "body")) == 1
    assert TextRevision.objects.count() < 10


def test_what_a_member_sends_after_the_vote_was_opened_is_refused_shown_again_and_kept():
    scene = opinion_scene(S.VOTING)
    with clock.pretend(VOTED):
        client = client_of(scene.member)
        by_script = autosave(client, scene, "<p>Przez skrypt.</p>", 2)
        by_form = client.post(address_of(scene), {"body": "Przez formularz.", "version": 2})

    closed = "Treści nie można już zmienić: trwa głosowanie albo treść została przyjęta."
    assert by_script == (409, f"{closed} Twój tekst nie zginął.")
    assert by_form.status_code == 409
    assert closed in by_form.content.decode()
    assert "Przez formularz." in by_form.content.decode()
    lost = TextRevision.objects.filter(object_type="opinions.section", version=None).order_by("pk")
    assert [one.body for one in lost] == ["<p>Przez skrypt.</p>", "<p>Przez formularz.</p>"]


def posts(page, answer):
    """Answer every autosave by `answer(route, number)`; the list of what was sent grows."""
    sent = []

    def handle(route):
        if route.request.method != "POST":
            return route.continue_()
        sent.append(route.request.post_data)
        return answer(route, len(sent))

    page.route("**/czesci/*/", handle)
    return sent


def told(page, text):
    expect(page.locator("[data-saved]")).to_contain_text(text, timeout=15_000)


@pytest.mark.journey
@pytest.mark.django_db(transaction=True)
def test_an_answer_that_got_lost_is_no_conflict_with_oneself(in_browser):
    scene = opinion_scene()

    def drive(page):
        def lose_the_first_answer(route, number):
            answer = route.fetch()
            return route.abort() if number == 1 else route.fulfill(response=answer)

        posts(page, lose_the_first_answer)
        page.locator("[contenteditable=true]").click()
        page.keyboard.type("Pierwsze")
        told(page, "Program spróbuje ponownie")
        page.keyboard.type(" i drugie")
        told(page, "Zapisano")
        expect(page.locator("[name=version]")).to_have_value("3", timeout=15_000)

    in_browser(scene.member, address_of(scene), drive)

    section = scene.opinion.sections.get()
    assert (section.body, section.version) == ("<p>Pierwsze i drugie</p>", 3)
    assert not TextRevision.objects.filter(version=None).exists()


@pytest.mark.journey
@pytest.mark.django_db(transaction=True)
def test_a_text_the_server_refused_is_not_sent_again_until_it_changes(in_browser):
    scene = opinion_scene()
    seen = []

    def drive(page):
        sent = posts(page, lambda route, number: route.continue_())
        page.locator("[contenteditable=true]").click()
        page.keyboard.type("Szybciej ✓")
        warned = page.locator("[data-warning]")
        expect(warned).to_contain_text("nie da się wydrukować: „✓”", timeout=15_000)
        seen.append(warned.bounding_box()["y"] < page.locator("[contenteditable=true]").bounding_box()["y"])
        page.wait_for_timeout(6_000)
        seen.append(len(sent))
        page.keyboard.press("Backspace")
        told(page, "Zapisano")
        expect(warned).to_be_hidden()

    in_browser(scene.member, address_of(scene), drive)

    assert (seen, scene.opinion.sections.get().body) == ([True, 1], "<p>Szybciej</p>")


@pytest.mark.journey
@pytest.mark.django_db(transaction=True)
def test_leaving_a_page_with_unsaved_text_asks_and_sending_it_does_not(in_browser):
    scene = opinion_scene()
    asked = []

    def drive(page):
        page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
        page.goto(page.url.split("/czesci/")[0] + "/plusy-i-minusy/")
        page.get_by_label("Nowy plus").fill("Szybciej.")
        page.get_by_role("link", name="Wróć do dokumentu").click()
        expect(page.get_by_label("Nowy plus")).to_have_value("Szybciej.")
        page.get_by_role("button", name="Dodaj plus").click()
        page.get_by_text("Zapisano plus o").wait_for()
        page.get_by_role("link", name="Wróć do dokumentu").click()
        page.wait_for_url("**/opinie/*/")

    in_browser(scene.member, address_of(scene), drive)

    assert (asked, [one.body for one in scene.opinion.findings.all()]) == (["beforeunload"], ["Szybciej."])
