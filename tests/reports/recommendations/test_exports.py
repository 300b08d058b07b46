"""The register as a spreadsheet and as a document, made by jobs."""

from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from apps.jobs import tasks
from apps.jobs.models import Job
from apps.jobs.reading import content_of
from apps.reports.recommendations import actions, exports
from tests.factories import handed_over as handed
from tests.gate import assert_gate, page_count, pdf_text
from tests.reports.conftest import of
from tests.reports.test_centre_report import sentences

pytestmark = pytest.mark.django_db


def made(client, **query):
    client.post(reverse("recommendations:export"), query)
    job = Job.objects.first()
    tasks.run_job.call(job_pk=job.pk)
    job.refresh_from_db()
    return job, b"".join(content_of(job))


def rows_of(content, sheet="Rekomendacje"):
    return [list(row) for row in load_workbook(BytesIO(content))[sheet].iter_rows(values_only=True)]


def test_the_spreadsheet_has_every_line_as_text(said, reviewer, version):
    run, team = handed.pilot_with_team(version, "wzory", short_name="MOPS wzory")
    formula = handed.recommendation(1, body="=1+1", addressee="@osoba", justification="x" * 40_000)
    handed.handed_over(run, version.products.get(code="2b"), team, recommendations=[formula])
    theme = {"kind": "law", "title": "Zasiłek", "body": "", "legal_act": "", "article": ""}
    actions.merge(theme, [(said["plock R1"], "contrary", "")], by=reviewer)

    job, content = made(of(reviewer))
    rows = rows_of(content)
    assert (job.status, job.done, job.total, len(rows)) == ("done", 6, 6, 7)
    assert rows[0] == [heading for heading, _ in exports.COLUMNS]
    last = next(row for row in rows if row[0] == "MOPS wzory")
    assert (last[4], last[5], len(last[6])) == ("=1+1", "@osoba", 32_767)
    assert next(row for row in rows if row[0] == "MOPS plock")[12:14] == ["Zasiłek", "jest przeciwna"]
    assert rows_of(content, "Tematy")[1] == [
        "Zasiłek", "zmiana w przepisach prawa", "", "", "", 0, 1, 3,
    ]  # fmt: skip


def test_it_holds_what_the_filters_say(said, reviewer):
    job, content = made(of(reviewer), rodzaj="model", osrodek="lomza")
    rows = rows_of(content)
    assert (job.title, [row[4] for row in rows[1:]]) == (
        "Rekomendacje ośrodków (XLSX): zmiana w modelu, ośrodek: lomza",
        ["Dodać superwizję."],
    )


@pytest.mark.parametrize("layout", ["rodzaj", "akt"])
def test_the_document_passes_the_gate(said, reviewer, layout):
    job, content = made(of(reviewer), jako="pdf", uklad=layout)
    assert job.status == "done", job.error
    assert_gate(content, tolerate=("PAG-001",))
    assert "Uściślić zasady zasiłku celowego" in pdf_text(content)


def test_an_empty_document_passes_the_gate(version, reviewer):
    _, content = made(of(reviewer), jako="pdf", slowa="niczego")
    assert_gate(content, pages=1)


def test_a_very_long_document_passes_the_gate(version, reviewer):
    run, team = handed.pilot_with_team(version, "dlugi")
    said = [
        handed.recommendation(
            n, body=sentences(20, f"b{n}"), justification=sentences(12, f"j{n}"), proposed_wording=sentences(4, f"w{n}")
        )
        for n in range(1, 60)
    ]
    handed.handed_over(run, version.products.get(code="3"), team, recommendations=said)
    _, content = made(of(reviewer), jako="pdf")
    assert_gate(content, tolerate=("PAG-001",))
    assert page_count(content) > 30


def test_too_many_for_a_document_are_sent_to_the_spreadsheet(said, reviewer, monkeypatch):
    monkeypatch.setattr(exports, "MOST_PRINTED", 3)
    client = of(reviewer)
    client.post(reverse("recommendations:export"), {"jako": "pdf"})
    job = Job.objects.get()
    tasks.run_job.call(job_pk=job.pk)
    job.refresh_from_db()
    assert (job.status, "zawęź wybór filtrami albo pobierz arkusz XLSX" in job.error) == ("failed", True)
