"""A version from its first word to the end of its consultation: who does what, and what no longer changes."""

import datetime
import hashlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.core import mail
from django.db import connection

from apps.consultations.models import AskedTeam, Consultation, DocumentVersion, UploadedFile
from apps.consultations.versions import actions, rules
from apps.core import clock
from apps.core.errors import DomainError, StaleVersion
from apps.core.models import AuditEvent
from apps.documents.models import Blob
from tests import factories
from tests.factories import consultations as made
from tests.factories.files import letter, ooxml, paragraphs
from tests.factories.implementation import pdf

pytestmark = pytest.mark.django_db
V = DocumentVersion.Status
TEXT = letter(paragraphs("§ 1. Ośrodek działa.", "§ 2. Wniosek rozpatruje się w 14 dni."))
FRIDAY = datetime.date(2018, 9, 7)


@pytest.fixture
def mine():
    return made.scene()


@pytest.fixture
def sends_mail(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


def said(version):
    return [(one["label"], one["text"]) for one in version.units]


def send(mine, version, teams=None, **more):
    said = {"working_days": 5, "by": mine.expert} | more
    return actions.send_version(version, teams or [mine.team, mine.other_team], **said)


# In work


def test_an_uploaded_file_becomes_a_version_with_units(mine):
    version, told = actions.upload_version(mine.document, "Polityka.docx", TEXT, by=mine.expert, change_note="Nowa.")

    assert (version.number, version.status, version.origin, version.file_name) == (1, "draft", "file", "Polityka.docx")
    assert said(version) == [("§ 1", "§ 1. Ośrodek działa."), ("§ 2", "§ 2. Wniosek rozpatruje się w 14 dni.")]
    assert (bytes(version.blob.content), version.change_note, told) == (TEXT, "Nowa.", [])


def test_a_pdf_has_no_units_and_keeps_its_words_for_comparison(mine):
    version, _ = actions.upload_version(mine.document, "p.pdf", pdf(), by=mine.expert)
    assert (version.units, version.blob.media_type) == ([], "application/pdf")


def test_another_file_takes_the_place_of_the_one_in_work_and_both_are_kept(mine):
    first, _ = actions.upload_version(mine.document, "a.docx", TEXT, by=mine.expert)
    second, _ = actions.upload_version(mine.document, "b.docx", letter(paragraphs("§ 1. Raz.")), by=mine.expert)

    assert (second.pk, second.number, second.version, said(second)) == (first.pk, 1, 2, [("§ 1", "§ 1. Raz.")])
    assert list(UploadedFile.objects.values_list("file_name", flat=True)) == ["a.docx", "b.docx"]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.docx", ooxml("docm"), "makra"),
        ("a.pdf", TEXT, "a w środku jest DOCX"),
        ("a.docx", b"%PDF-1.7" + TEXT, "dwa rodzaje"),
        ("a.docx", letter(""), "nie ma tekstu"),
        ("a.xlsx", ooxml("xlsx"), "DOCX, ODT albo PDF"),
    ],
)
def test_a_refused_file_leaves_nothing(mine, name, content, words):
    with pytest.raises(DomainError, match=words):
        actions.upload_version(mine.document, name, content, by=mine.expert)
    left = (DocumentVersion, Blob, UploadedFile)
    assert [model.objects.filter(pk__in=[]).count() for model in left] == [0, 0, 0]
    assert (mine.document.versions.count(), UploadedFile.objects.count()) == (0, 0)


@pytest.mark.parametrize("who", ["director", "hr", "admin", "coordinator", "chair", "member", "employee"])
def test_only_the_expert_of_the_document_writes_its_versions(mine, who):
    user = getattr(mine, who)
    for deed in (
        lambda: actions.begin_version(mine.document, by=user),
        lambda: actions.upload_version(mine.document, "a.docx", TEXT, by=user),
    ):
        with pytest.raises(DomainError, match="ekspert, który pisze"):
            deed()


def test_an_expert_of_another_centre_writes_nothing_here(mine):
    with pytest.raises(DomainError, match="ekspert, który pisze"):
        actions.begin_version(mine.document, by=made.scene("b").expert)


def test_the_next_version_may_begin_with_the_words_of_one_before(mine):
    made.to(made.sent(mine, "§ 1. Raz."), "answering", "answered")
    version = actions.begin_version(mine.document, previous=mine.document.versions.get(number=1), by=mine.expert)
    assert (version.number, version.origin, said(version)) == (2, "text", [("§ 1", "§ 1. Raz.")])


def test_a_version_of_another_document_is_no_beginning(mine):
    other = made.sent(mine, document=made.expert_document(mine, title="Inny"))
    with pytest.raises(DomainError, match="tego dokumentu"):
        actions.begin_version(mine.document, previous=other, by=mine.expert)


def test_one_version_is_in_work_at_a_time(mine):
    actions.begin_version(mine.document, by=mine.expert)
    with pytest.raises(DomainError, match="już w pracy"):
        actions.begin_version(mine.document, by=mine.expert)


@pytest.mark.django_db(transaction=True)
def test_what_is_typed_is_cut_into_units_and_a_lost_race_loses_nothing():
    mine = made.scene()
    version = actions.begin_version(mine.document, by=mine.expert)
    twin = DocumentVersion.objects.get(pk=version.pk)
    actions.save_body(version, "<p>§ 1. Raz.</p>", 1, by=mine.expert)

    with pytest.raises(StaleVersion) as refusal:
        actions.save_body(twin, "<p>§ 1. Dwa.</p>", 1, by=mine.expert)
    assert (refusal.value.mine, refusal.value.theirs) == ("<p>§ 1. Dwa.</p>", "<p>§ 1. Raz.</p>")
    assert said(DocumentVersion.objects.get()) == [("§ 1", "§ 1. Raz.")]


@pytest.mark.django_db(transaction=True)
def test_what_a_script_saved_is_cut_when_it_is_sent():
    mine = made.scene()
    version = actions.begin_version(mine.document, by=mine.expert)
    actions.save_body(version, "<p>§ 1. Raz.</p>", 1, by=mine.expert, autosaved=True)
    actions.save_body(version, "<p>§ 1. Raz.</p><p>§ 2. Dwa.</p>", 2, by=mine.expert, autosaved=True)
    send(mine, version)
    assert [label for label, _ in said(DocumentVersion.objects.get())] == ["§ 1", "§ 2"]


def test_a_discarded_version_frees_its_number_and_its_file_stays(mine):
    version, _ = actions.upload_version(mine.document, "a.docx", TEXT, by=mine.expert)
    actions.discard_version(version, by=mine.expert)

    assert (mine.document.versions.count(), UploadedFile.objects.get().blob_id) == (0, hashlib.sha256(TEXT).hexdigest())
    assert actions.begin_version(mine.document, by=mine.expert).number == 1


# Sending


def test_sending_freezes_asks_teams_and_tells_their_members(mine, sends_mail, django_capture_on_commit_callbacks):
    version = made.version(mine)
    with clock.pretend(FRIDAY), django_capture_on_commit_callbacks(execute=True):
        asked = send(mine, version, sight="at_once", note="Proszę o uwagi do § 2.", working_days=3)

    version.refresh_from_db()
    assert (version.status, len(version.sha256)) == ("collecting", 64)
    assert (asked.deadline_on, asked.sight, asked.sent_by) == (datetime.date(2018, 9, 12), "at_once", mine.expert)
    assert [one.team for one in asked.asked.all()] == [mine.team, mine.other_team]
    people = [mine.chair, mine.member, mine.other_chair, mine.other_member]
    assert {one.to[0] for one in mail.outbox} == {user.email for user in people}
    assert "do 12 września 2018 r." in mail.outbox[0].body
    assert "Proszę o uwagi do § 2." in mail.outbox[0].body


def test_the_hash_of_a_file_is_that_of_its_bytes(mine):
    version, _ = actions.upload_version(mine.document, "a.docx", TEXT, by=mine.expert)
    send(mine, version)
    assert DocumentVersion.objects.get().sha256 == hashlib.sha256(TEXT).hexdigest()


def test_the_deadline_leaps_over_holidays(mine):
    with clock.pretend(datetime.date(2018, 10, 31)):
        assert send(mine, made.version(mine), working_days=1).deadline_on == datetime.date(2018, 11, 2)


def test_only_teams_whose_orders_name_the_document_are_asked(mine):
    stranger = factories.team(mine.centre, [(mine.people["chair"], "chair")], pilot=mine.pilot)
    assert rules.teams_to_ask(mine.document) == [mine.team, mine.other_team]
    with pytest.raises(DomainError, match="nie ma tego dokumentu w zarządzeniu"):
        send(mine, made.version(mine), teams=[mine.team, stranger])
    assert Consultation.objects.count() == 0


def test_teams_of_the_whole_work_on_its_parts(mine):
    part = made.expert_document(mine, title="Zakresy czynności", parent=mine.document)
    assert rules.teams_to_ask(part) == [mine.team, mine.other_team]


def test_a_team_is_not_asked_before_its_order_and_after_its_end(mine):
    assert rules.teams_to_ask(mine.document, datetime.date(2000, 1, 1)) == []


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"working_days": 0}, "od 1 do 30"),
        ({"working_days": 31}, "od 1 do 30"),
        ({"sight": "nigdy"}, "od 1 do 30"),
        ({"seen": 7}, "zmieniła się"),
        ({"by": "director"}, "ekspert"),
        ({"by": "member"}, "ekspert"),
    ],
)
def test_what_is_refused_when_sending(mine, more, words):
    if "by" in more:
        more = {"by": getattr(mine, more["by"])}
    with pytest.raises(DomainError, match=words):
        send(mine, made.version(mine), **more)
    assert (Consultation.objects.count(), DocumentVersion.objects.get().status) == (0, "draft")


def test_an_empty_version_is_not_sent(mine):
    version = actions.begin_version(mine.document, by=mine.expert)
    with pytest.raises(DomainError, match="Wersja jest pusta"):
        send(mine, version)


def test_no_team_no_sending(mine):
    alone = made.expert_document(mine, title="Bez zespołu")
    with pytest.raises(DomainError, match="nie ma kogo poprosić"):
        send(mine, made.version(mine, document=alone))


@pytest.mark.parametrize(
    ("statuses", "words"),
    [([], "jest jeszcze w opiniowaniu"), (["answering"], "ma uwagi w rozpatrywaniu")],
)
def test_the_next_version_waits_for_the_one_before(mine, statuses, words):
    made.to(made.sent(mine), *statuses)
    with pytest.raises(DomainError, match=words):
        send(mine, made.version(mine))


def test_the_next_version_waits_for_answers_to_every_remark(mine):
    first = made.sent(mine)
    made.remark(mine, first)
    made.to(first, "answering", "answered")
    with pytest.raises(DomainError, match="Bez odpowiedzi jest jeszcze 1 uwaga: nr 1"):
        send(mine, made.version(mine))


def test_sending_supersedes_the_version_whose_remarks_are_answered(mine):
    first = made.to(made.sent(mine), "answering", "answered")
    send(mine, made.version(mine))
    first.refresh_from_db()
    assert (first.status, AuditEvent.objects.get(verb="version.send").data["superseded"]) == ("superseded", [1])


def test_an_accepted_version_stays_accepted(mine):
    first = made.to(made.sent(mine), "answering", "answered", "accepted")
    send(mine, made.version(mine))
    first.refresh_from_db()
    assert first.status == "accepted"


def test_one_event_for_each_deed(mine):
    version, _ = actions.upload_version(mine.document, "a.docx", TEXT, by=mine.expert)
    send(mine, version)
    actions.extend_deadline(version, datetime.date(2100, 1, 4), "Urlopy.", by=mine.director)
    actions.withdraw_version(version, "Zły plik.", by=mine.expert)
    verbs = AuditEvent.objects.filter(verb__startswith="version.").order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["version.upload", "version.send", "version.extend", "version.withdraw"]


# Faults

KILLED = """
import django, sys
django.setup()
from apps.accounts.models import User
from apps.consultations.versions import actions
from apps.teams.models import ExpertDocument
import apps.core.audit as audit

def stop(*args, **said):
    print("here", flush=True)
    import time
    time.sleep(60)

actions.audit.record = stop
document, user = ExpertDocument.objects.get(pk={document}), User.objects.get(pk={user})
actions.upload_version(document, "a.docx", open({file!r}, "rb").read(), by=user)
"""


@pytest.mark.fault
@pytest.mark.django_db(transaction=True)
def test_killed_in_the_middle_of_an_upload_nothing_is_left(tmp_path):
    mine = made.scene()
    file = tmp_path / "a.docx"
    file.write_bytes(TEXT)
    code = KILLED.format(document=mine.document.pk, user=mine.expert.pk, file=str(file))
    name = connection.settings_dict["NAME"]
    env = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings"}
    env |= {key: os.environ[key].rsplit("/", 1)[0] + f"/{name}" for key in ("DATABASE_URL", "DATABASE_OWNER_URL")}
    root = Path(__file__).parents[2]
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, env=env, cwd=root) as upload:
        assert upload.stdout.readline().strip() == b"here"
        upload.send_signal(signal.SIGKILL)
    time.sleep(0.2)
    assert (
        DocumentVersion.objects.count(),
        UploadedFile.objects.count(),
        Blob.objects.filter(pk=hashlib.sha256(TEXT).hexdigest()).exists(),
    ) == (0, 0, False)
    assert actions.upload_version(mine.document, "a.docx", TEXT, by=mine.expert)[0].number == 1


def test_asked_teams_of_two_consultations_do_not_mix(mine):
    first = made.to(made.sent(mine, teams=[mine.team]), "answering", "answered")
    second = made.sent(mine, teams=[mine.other_team])
    by_version = {one.pk: [asked.team for asked in one.consultation.asked.all()] for one in (first, second)}
    assert by_version == {first.pk: [mine.team], second.pk: [mine.other_team]}
    assert AskedTeam.objects.count() == 2
