"""Writing a version on its page: saved by the button and by the script, and never lost."""

import json

import pytest
from django.test import Client

from apps.consultations.models import DocumentVersion
from apps.consultations.remarks.locking import VersionGone
from apps.consultations.versions import actions
from apps.texts.models import TextRevision
from tests.factories import consultations as made
from tests.factories.files import letter, paragraphs

from .versioned import at, new, shown

pytestmark = pytest.mark.django_db
DOCX = letter(paragraphs("§ 1. Ośrodek działa."))


@pytest.fixture
def mine():
    return made.scene()


@pytest.fixture
def see():
    def client(user):
        found = Client()
        found.force_login(user)
        return found

    return client


def write(client, version, body, lock=1, script=False, **more):
    said = {"body": body, "body_format": "html", "version": lock, "tab": "a", "writer": ""} | more
    headers = {"Accept": "application/json"} if script else {}
    return client.post(at("version_text", version), said, headers=headers)


@pytest.mark.django_db(transaction=True)
def test_writing_saves_by_button_and_by_script_and_a_lost_race_is_shown():
    mine = made.scene()
    client = Client()
    client.force_login(mine.expert)
    version = actions.begin_version(mine.document, by=mine.expert)

    saved = json.loads(write(client, version, "<p>§ 1. Raz.</p>", script=True).content)
    assert saved["version"] == 2
    assert write(client, version, "<p>§ 1. Raz.</p><p>§ 2. Dwa.</p>", 2).url == at("version", version)
    assert [one["label"] for one in DocumentVersion.objects.get().units] == ["§ 1", "§ 2"]

    late = write(client, version, "<p>§ 1. Trzy.</p>", 2, script=True)
    assert (late.status_code, json.loads(late.content)["see"]) == (409, at("version_unsaved", version))
    choosing = client.get(at("version_unsaved", version))
    assert "Dwa teksty wersji 1" in shown(choosing)
    aside = client.post(at("version_unsaved_aside", version))
    assert aside.url == at("version", version)
    assert "Nie masz tu niezapisanego" in shown(client.get(at("version_unsaved", version), follow=True))


@pytest.mark.django_db(transaction=True)
def test_what_was_typed_when_it_was_sent_is_not_lost():
    mine = made.scene()
    client = Client()
    client.force_login(mine.expert)
    version = actions.begin_version(mine.document, by=mine.expert)
    actions.save_body(version, "<p>§ 1. Raz.</p>", 1, by=mine.expert)
    actions.send_version(version, [mine.team], working_days=5, by=mine.expert)

    answer = write(client, version, "<p>§ 1. Dwa.</p>", 2)
    assert (answer.status_code, "już się nie zmienia" in shown(answer)) == (409, True)
    assert "§ 1. Dwa." in shown(client.get(at("version_unsaved", version)))


@pytest.mark.django_db(transaction=True)
def test_what_was_typed_when_a_co_writer_removed_the_version_is_not_lost():
    mine = made.scene()
    client = Client()
    client.force_login(mine.expert)
    version = actions.begin_version(mine.document, by=mine.expert)
    actions.discard_version(version, by=mine.expert)

    heard = write(client, version, "<p>§ 1. Moje.</p>", script=True)
    assert (heard.status_code, "Twój tekst nie zginął" in json.loads(heard.content)["refused"]) == (409, True)
    page = write(client, version, "<p>§ 1. Moje.</p>")
    assert (page.status_code, "§ 1. Moje." in shown(page)) == (409, True)
    assert "Zacznij z tym tekstem nową wersję" in shown(page)
    begun = client.post(new(mine), {"jak": "tekst", "body": "<p>§ 1. Moje.</p>", "body_format": "html", "version": "1"})
    assert begun.url == at("version_text", version)
    assert mine.document.versions.get().body == "<p>§ 1. Moje.</p>"

    second = client.post(new(mine), {"jak": "tekst", "body": "<p>Inne.</p>", "body_format": "html", "version": "1"})
    assert (second.status_code, "Inne." in shown(second), "jest już w pracy" in shown(second)) == (409, True, True)


@pytest.mark.django_db(transaction=True)
def test_a_version_removed_in_the_middle_of_a_save_keeps_the_text_in_history():
    mine = made.scene()
    version = actions.begin_version(mine.document, by=mine.expert)
    known = DocumentVersion.objects.get(pk=version.pk)
    actions.discard_version(version, by=mine.expert)
    with pytest.raises(VersionGone, match="ktoś w międzyczasie usunął"):
        actions.save_body(known, "<p>Moje.</p>", 1, by=mine.expert)
    assert TextRevision.objects.get(object_id=known.pk, version=None).body == "<p>Moje.</p>"


def test_nobody_else_is_told_of_a_version_that_is_gone(mine):
    version = actions.begin_version(mine.document, by=mine.expert)
    actions.discard_version(version, by=mine.expert)
    client = Client()
    client.force_login(mine.member)
    assert write(client, version, "<p>Moje.</p>").status_code == 404


def test_a_file_is_not_written_here(mine, see):
    version, _ = actions.upload_version(mine.document, "a.docx", DOCX, by=mine.expert)
    answer = see(mine.expert).get(at("version_text", version), follow=True)
    assert "Ta wersja jest plikiem" in shown(answer)
    assert see(mine.expert).get(at("version_replace", version)).status_code == 200


def test_who_is_here_answers_the_script(mine, see):
    version = made.version(mine)
    answer = json.loads(see(mine.expert).post(at("version_here", version), {"tab": "a"}).content)
    assert (answer["others"], answer["version"]) == ([], 1)
    assert see(mine.expert).post(at("version_here", version), {"tab": "a", "wychodzi": "1"}).status_code == 204
