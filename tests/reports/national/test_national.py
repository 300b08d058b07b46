"""Reports across centres: a document, in volumes when it is long, and a spreadsheet."""

import zipfile
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from apps.jobs import tasks
from apps.jobs.models import Job
from apps.jobs.reading import content_of
from apps.opinions.models import ResponsibilityVariant
from apps.reports.national import charts, volumes
from apps.reports.recommendations import actions
from tests.factories import handed_over as handed
from tests.gate import assert_gate, bookmarks, page_count, pdf_text
from tests.reports.conftest import of
from tests.reports.test_centre_report import CODES, sentences, very_long

pytestmark = pytest.mark.django_db
ADDRESS = reverse("national:reports")
THEME = {"kind": "law", "title": "Zasiłek z art. 39a", "body": "", "legal_act": "", "article": "art. 39a"}


def made(client, **said):
    client.post(reverse("national:make"), said)
    job = Job.objects.first()
    tasks.run_job.call(job_pk=job.pk)
    job.refresh_from_db()
    assert job.status == "done", job.error
    return job, b"".join(content_of(job))


@pytest.fixture
def theme(said, reviewer):
    chosen = [
        (said["czestochowa R1"], "supports", ""),
        (said["lomza R1"], "supports", ""),
        (said["plock R1"], "contrary", ""),
    ]
    return actions.merge(THEME, chosen, by=reviewer)


def test_the_document_says_what_centres_said(theme, reviewer):
    job, pdf = made(of(reviewer), produkt="2a")
    assert_gate(pdf, tolerate=("PAG-001",))
    said = pdf_text(pdf)
    for sentence in [
        "Raport ze wszystkich ośrodków: produkt 2a",
        "popiera 2 z 3 ośrodków, 1 jest przeciwny",
        "Zdanie odrębne: Osoba Anna0",
        "Nie zgadzam się.",
        "Krótsza droga klienta.",
        "1 zdanie odrębne. Kod oryginału:",
        "Temat: „Zasiłek z art. 39a”",
    ]:
        assert sentence in said, sentence
    assert [title for level, title in bookmarks(pdf) if level == 3] == ["MOPS czestochowa", "MOPS lomza", "MOPS plock"]
    assert (job.file_name, job.media_type) == ("Raport-ze-wszystkich-osrodkow-produkt-2a.pdf", "application/pdf")


def test_a_document_about_nothing_passes_the_gate(version, reviewer):
    _, pdf = made(of(reviewer))
    assert_gate(pdf, pages=1)
    assert "Żaden ośrodek nie przekazał jeszcze takiego dokumentu." in pdf_text(pdf)


def test_a_very_long_document_passes_the_gate(version, reviewer):
    run, team = handed.pilot_with_team(version, "dlugi")
    for code in CODES:
        handed.handed_over(run, version.products.get(code=code), team, **very_long(code))
    _, pdf = made(of(reviewer))
    assert_gate(pdf, tolerate=("PAG-001",))
    assert page_count(pdf) > 20


def test_more_than_a_volume_holds_comes_in_volumes(theme, version, reviewer, monkeypatch):
    monkeypatch.setattr(volumes, "DOCUMENTS", 2)
    job, content = made(of(reviewer))
    with zipfile.ZipFile(BytesIO(content)) as archive:
        names, pdfs = archive.namelist(), [archive.read(name) for name in archive.namelist()]
    assert names == [f"Raport-ze-wszystkich-osrodkow-tom-00{n}.pdf" for n in (1, 2)]
    assert (job.done, job.total, job.media_type) == (2, 2, "application/zip")
    assert ["Tematy rekomendacji i ich poparcie" in pdf_text(pdf) for pdf in pdfs] == [True, False]
    assert [[t for level, t in bookmarks(pdf) if level == 3] for pdf in pdfs] == [
        ["MOPS czestochowa", "MOPS lomza"],
        ["MOPS plock"],
    ]
    for pdf in pdfs:
        assert_gate(pdf, tolerate=("PAG-001",))


def test_what_is_handed_over_later_is_not_in_it(centres, version, reviewer):
    client = of(reviewer)
    client.post(reverse("national:make"), {"produkt": "2a"})
    run, team = handed.pilot_with_team(version, "pozniejszy", short_name="MOPS późniejszy")
    from django.utils import timezone

    handed.handed_over(run, version.products.get(code="2a"), team, at=timezone.now())
    job = Job.objects.get()
    tasks.run_job.call(job_pk=job.pk)
    assert "MOPS późniejszy" not in pdf_text(b"".join(content_of(Job.objects.get())))


def sheet(content, name):
    return [list(row) for row in load_workbook(BytesIO(content))[name].iter_rows(values_only=True)]


def test_the_spreadsheet_has_a_sheet_for_each_thing(theme, reviewer):
    _, content = made(of(reviewer), jako="xlsx", produkt="2a")
    rows = {name: sheet(content, name) for name in load_workbook(BytesIO(content)).sheetnames}
    assert {name: len(found) - 1 for name, found in rows.items()} == {
        "Podsumowanie": 13, "Dokumenty": 3, "Rekomendacje": 5, "Plusy i minusy": 6, "Zdania odrębne": 1, "Tematy": 1,
    }  # fmt: skip
    assert rows["Dokumenty"][2][:2] + rows["Dokumenty"][2][7:15] == ["2a", "MOPS lomza", 3, 3, 0, 0, 1, 1, 1, 2]
    assert rows["Zdania odrębne"][1][4] == "Nie zgadzam się."
    assert rows["Tematy"][1][3:6] == [2, 1, 3]


VARIANTS = {"czestochowa": "concentrated", "lomza": "dispersed"}


def test_variants_of_the_model_are_counted_and_stand_beside_each_centre(version, reviewer):
    for slug in [*VARIANTS, "plock"]:
        run, team = handed.pilot_with_team(version, slug, short_name=f"MOPS {slug}")
        key = VARIANTS.get(slug)
        named = {"responsibility_variant": {"key": key, "label": ResponsibilityVariant(key).label}} if key else {}
        handed.handed_over(run, version.products.get(code="2a"), team, **named)
        handed.handed_over(run, version.products.get(code="2b"), team)
    rows = sheet(made(of(reviewer), jako="xlsx")[1], "Dokumenty")
    sums = dict(map(tuple, sheet(made(of(reviewer), jako="xlsx")[1], "Podsumowanie")))
    said = pdf_text(made(of(reviewer), produkt="2a")[1])
    other = pdf_text(made(of(reviewer), produkt="2b")[1])

    assert [row[4] for row in rows] == ["Odpowiedzialność", "skoncentrowana", "rozproszona", *[""] * 4]
    asked = "Odpowiedzialność w produkcie 2a"
    assert {name.split(": ")[1]: n for name, n in sums.items() if name.startswith(asked)} == {
        "skoncentrowana": 1, "rozproszona": 1, "mieszana/nieustalona": 0, "nie podano": 1,
    }  # fmt: skip
    assert "skoncentrowana 1 rozproszona 1 mieszana/nieustalona 0 nie podano 1" in said
    assert "Rozwiązanie modelowe: odpowiedzialność rozproszona." in said
    assert "Rozwiązanie modelowe w produkcie 2a" not in other


def test_the_library_says_the_variant_in_its_line(version, reviewer):
    run, team = handed.pilot_with_team(version, "lomza")
    named = {"key": "dispersed", "label": "rozproszona"}
    handed.handed_over(run, version.products.get(code="2a"), team, responsibility_variant=named)
    assert "odpowiedzialność rozproszona" in of(reviewer).get(reverse("reports:library")).content.decode()


def test_the_page_counts_by_product_and_is_for_reviewers(theme, reviewer, director_of, centres):
    answer = of(reviewer).get(ADDRESS)
    assert [(row["code"], row["centres"], row["said"], row["dissents"]) for row in answer.context["rows"]] == [
        ("2a", 3, 5, 1)
    ]
    assert director_of(centres["plock"].opinion.pilot).get(ADDRESS).status_code == 404
    assert of(reviewer).post(reverse("national:make"), {"produkt": "9x"}).status_code == 404


def test_a_chart_says_in_words_what_it_shows():
    drawn = charts.bars("próba", {"a <b>": 2, "c": 0})
    assert "<title>Wykres: próba. a &lt;b&gt;: 2; c: 0.</title>" in drawn
    assert drawn.count("<rect") == 2


def test_long_labels_are_cut():
    assert "…</text>" in charts.bars("próba", {sentences(2, "x"): 1})
