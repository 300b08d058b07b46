"""A long table of remarks is made in the background, a short one at once."""

import io

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from apps.consultations.remarks import making
from apps.jobs import reading, tasks
from apps.jobs.actions import ask
from apps.jobs.models import Job
from tests.factories import consultations as made

pytestmark = pytest.mark.django_db


@pytest.fixture
def mine():
    return made.scene()


@pytest.fixture
def few(monkeypatch):
    """Two remarks are a long table."""
    monkeypatch.setattr(making, "MOST_AT_ONCE", 1)


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


def url(version, ending="pdf"):
    return reverse("consultations:remarks_table", args=[version.document_id, version.number, "zestawienie", ending])


def version_with(mine, *bodies):
    version = made.sent(mine)
    for body in bodies:
        made.remark(mine, version, body)
    return version


def test_a_short_one_is_made_at_once(mine, few):
    answer = client_of(mine.expert).get(url(version_with(mine, "Raz.")))
    assert (answer["Content-Type"], Job.objects.count()) == ("application/pdf", 0)


def test_a_long_one_is_offered_and_made_in_the_background(mine, few):
    version, client = version_with(mine, "Termin jest krótki.", "Brakuje wzoru."), client_of(mine.expert)
    offered = client.get(url(version))
    assert "Zrób PDF" in offered.content.decode()
    assert Job.objects.count() == 0

    client.post(url(version) + "?charakter=substance")
    job = Job.objects.get()
    tasks.run_job.call(job_pk=job.pk)
    job.refresh_from_db()
    pdf = PdfReader(io.BytesIO(b"".join(reading.content_of(job))))
    said = " ".join(page.extract_text() for page in pdf.pages)

    assert (job.status, job.error, job.media_type, job.centre) == ("done", "", "application/pdf", mine.centre)
    assert ("Termin jest krótki." in said, "Brakuje wzoru." in said, "charakter" in said.lower()) == (True, True, True)


def test_a_spreadsheet_never_waits(mine, few):
    answer = client_of(mine.expert).get(url(version_with(mine, "Raz.", "Dwa."), "xlsx"))
    assert "spreadsheet" in answer["Content-Type"]


def test_it_is_for_people_of_the_centre(mine, few):
    client_of(mine.member).post(url(version_with(mine, "Raz.", "Dwa.")))
    job, other = Job.objects.get(), made.scene("inny")
    assert (making.may_have(mine.member, job), making.may_have(other.director, job)) == (True, False)


def test_a_version_that_is_gone_is_said_so(mine):
    said = {"what": "zestawienie", "ending": "pdf", "document": mine.document.pk, "versions": [99], "asked": {}}
    job = ask(making.KIND, "Zestawienie", said, by=mine.expert, centre=mine.centre)
    tasks.run_job.call(job_pk=job.pk)
    job.refresh_from_db()
    assert (job.status, job.error) == ("failed", making.GONE)
