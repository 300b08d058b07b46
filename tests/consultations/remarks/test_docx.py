"""Zestawienie uwag for Word: the same rows as the spreadsheet, a heading row that repeats, Polish as the language."""

import io

import docx
import pytest
from django.urls import reverse
from docx.oxml.ns import qn

from apps.consultations.remarks import making
from apps.consultations.remarks.docx import MEDIA_TYPE, NOT_FINAL
from apps.consultations.remarks.table import HEADINGS
from apps.jobs import reading, tasks
from apps.jobs.models import Job
from tests.factories import consultations as made

from .test_long_tables import client_of, url, version_with

pytestmark = pytest.mark.django_db


@pytest.fixture
def mine():
    return made.scene()


def opened(answer):
    return docx.Document(io.BytesIO(answer.content))


def rows(book):
    return [[cell.text for cell in row.cells] for row in book.tables[0].rows]


def test_it_says_what_the_team_said(mine):
    answer = client_of(mine.expert).get(url(version_with(mine, "Termin jest krótki.", "=1+1\nBrakuje wzoru."), "docx"))
    heading, *found = rows(book := opened(answer))

    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == (MEDIA_TYPE, "nosniff")
    assert answer["Content-Disposition"].startswith("attachment;")
    assert heading == HEADINGS
    assert [row[4] for row in found] == ["Termin jest krótki.", "=1+1\nBrakuje wzoru."]
    assert [(one.style.name, one.text) for one in book.paragraphs[:1]] == [("Title", "Zestawienie uwag")]
    assert NOT_FINAL in [one.text for one in book.paragraphs]


def test_the_heading_row_repeats_and_no_row_is_torn(mine):
    book = opened(client_of(mine.expert).get(url(version_with(mine, "Raz.", "Dwa."), "docx")))
    marks = [[mark.tag.split("}")[1] for mark in row._tr.trPr] for row in book.tables[0].rows]
    assert marks == [["cantSplit", "tblHeader"], ["cantSplit"], ["cantSplit"]]


def test_its_language_is_polish(mine):
    book = opened(client_of(mine.expert).get(url(version_with(mine, "Raz."), "docx")))
    languages = {one.get(qn("w:val")) for one in book.styles.element.iter(qn("w:lang"))}
    assert (languages, book.core_properties.language) == ({"pl-PL"}, "pl-PL")
    assert book.core_properties.title.startswith("Zestawienie uwag – ")


def test_what_xml_has_no_place_for_is_left_out(mine):
    book = opened(client_of(mine.expert).get(url(version_with(mine, "Raz\x0b dwa."), "docx")))
    assert rows(book)[1][4] == "Raz dwa."


def test_a_long_one_is_made_in_the_background(mine, monkeypatch):
    monkeypatch.setattr(making, "MOST_AT_ONCE", 1)
    version, client = version_with(mine, "Raz.", "Dwa."), client_of(mine.expert)
    offered = client.get(url(version, "docx")).content.decode()
    client.post(url(version, "docx"))
    job = Job.objects.get()
    tasks.run_job.call(job_pk=job.pk)
    job.refresh_from_db()
    book = docx.Document(io.BytesIO(b"".join(reading.content_of(job))))

    assert "Zrób DOCX" in offered
    assert (job.status, job.error, job.media_type, job.file_name.endswith(".docx")) == ("done", "", MEDIA_TYPE, True)
    assert [row[4] for row in rows(book)[1:]] == ["Raz.", "Dwa."]


def test_the_page_of_remarks_offers_it(mine):
    version = version_with(mine, "Raz.")
    page = client_of(mine.expert).get(reverse("consultations:remarks", args=[version.document_id, version.number]))
    assert f'href="{url(version, "docx")}"' in page.content.decode()
