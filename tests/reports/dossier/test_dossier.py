"""The dossier of a pilot: everything in one file that needs no system, and to each what is theirs."""

import datetime
import json
import re
import subprocess
import zipfile
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from apps.core import clock
from apps.implementation.evidence.actions import Said, add_evidence
from apps.jobs import tasks
from apps.jobs.models import Job
from apps.jobs.reading import content_of
from apps.reports import pdf
from tests import factories
from tests.factories import handed_over as handed
from tests.factories.opinions import VOTED, opinion_scene, second_edition
from tests.factories.signatures import signed_copy
from tests.gate import assert_gate
from tests.reports.conftest import of

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene():
    scene = opinion_scene("handed_over", dissenter=True)
    with clock.pretend(VOTED):
        said = Said("Notatka z wywiadów", datetime.date(2018, 8, 1), statement="Rozmawiano z 12 osobami.")
        add_evidence(scene.pilot, "statement", said, by=scene.director)
    signed_copy(scene.opinion.confirmation.document, scene.director)
    return scene


def made(user, pilot, name="dossier"):
    of(user).post(reverse(f"dossier:{name}", args=[pilot.pk]))
    job = Job.objects.first()
    tasks.run_job.call(job_pk=job.pk)
    job.refresh_from_db()
    assert job.status == "done", job.error
    return job, b"".join(content_of(job))


def files(content):
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_director_gets_everything(scene):
    job, content = made(scene.director, scene.pilot)
    found = files(content)
    kinds = {name.split("/")[0] + "." + name.rpartition(".")[2] for name in found if "/" in name}
    assert kinds == {
        "opinie.pdf", "opinie.json", "zarzadzenia.pdf", "zarzadzenia.json", "dowody.txt",
        "rejestry.xlsx", "rejestry.csv",
    }  # fmt: skip
    assert [name for name in found if "podpisany-1.pdf" in name] != []
    assert found["dowody/D1-wersja-1-oswiadczenie.txt"].decode() == "Rozmawiano z 12 osobami.\n"
    assert (job.done, job.file_name.startswith("teczka_MOPS-")) == (3, True)


def test_wrzos_gets_what_was_handed_over_and_nothing_else(scene):
    _, content = made(scene.reviewer, scene.pilot)
    found = files(content)
    assert {name.split("/")[0] for name in found} == {"opinie", "rejestry", "index.html", "styl.css", "SHA256SUMS"}
    assert sorted(name for name in found if name.startswith("rejestry/")) == [
        "rejestry/dokumenty.csv", "rejestry/dokumenty.xlsx", "rejestry/rekomendacje.csv", "rejestry/rekomendacje.xlsx",
    ]  # fmt: skip
    assert b"12 osobami" not in b"".join(found.values())


def test_wrzos_does_not_get_what_was_only_confirmed(version):
    run, team = handed.pilot_with_team(version)
    given = handed.handed_over(run, version.products.get(code="2a"), team)
    kept = handed.opinion_at("confirmed", run, version.products.get(code="3"), team, recommendations=[]).confirmation
    found = files(made(factories.wrzos(), run)[1])
    everything = " ".join(found) + " ".join(said.decode(errors="replace") for said in found.values())
    assert given.confirmation.document.code in everything
    assert (kept.document.code in everything, kept.document.blob_id in everything) == (False, False)


def test_wrzos_gets_nothing_of_a_pilot_that_handed_nothing_over():
    scene = opinion_scene("confirmed")
    answer = of(scene.reviewer).post(reverse("dossier:dossier", args=[scene.pilot.pk]))
    assert (answer.status_code, Job.objects.count()) == (404, 0)


@pytest.mark.parametrize("who", ["employee", "foreign_director"])
def test_it_is_for_the_director_of_the_centre(scene, who):
    answer = of(getattr(scene, who)).post(reverse("dossier:dossier", args=[scene.pilot.pk]))
    assert (answer.status_code, Job.objects.count()) == (404, 0)


def test_a_director_who_leaves_the_post_keeps_no_dossier(scene):
    job, _ = made(scene.director, scene.pilot)
    scene.director.person.grants.update(revoked_at=clock.now())
    assert of(scene.director).get(reverse("jobs:download", args=[job.pk])).status_code == 404


def test_every_sum_holds(scene, tmp_path):
    _, content = made(scene.director, scene.pilot)
    zipfile.ZipFile(BytesIO(content)).extractall(tmp_path)
    checked = subprocess.run(
        ["sha256sum", "-c", "--strict", "SHA256SUMS"], cwd=tmp_path, capture_output=True, text=True
    )
    listed = {line.partition("  ")[2] for line in (tmp_path / "SHA256SUMS").read_text().splitlines()}
    assert checked.returncode == 0, checked.stdout
    assert listed == set(files(content)) - {"SHA256SUMS"}


def test_the_index_leads_to_every_file_and_to_nothing_outside(scene):
    _, content = made(scene.director, scene.pilot)
    found = files(content)
    index = found["index.html"].decode()
    links = set(re.findall(r'href="([^"]+)"', index))
    assert links == set(found) - {"index.html"}
    assert re.findall(r"(?:src=|https?:|//|<script|<style)", index) == []
    assert '<html lang="pl">' in index


def test_the_source_says_what_the_document_says(scene):
    _, content = made(scene.reviewer, scene.pilot)
    [source] = [json.loads(said) for name, said in files(content).items() if name.endswith(".json")]
    assert source["tresc"] == scene.opinion.adoption.voted.content
    assert source["glosowanie"] == {
        "uprawnionych": 3, "za": 2, "przeciw": 1, "wstrzymalo_sie": 0, "wynik": "przyjęto",
    }  # fmt: skip
    assert [one["autor"] for one in source["zdania_odrebne"]] == ["Piotr Szablonowy"]
    assert source["dokument"]["sha256"] == scene.opinion.confirmation.document.blob_id
    assert source["przekazano_do_wrzos"]["wydanie"] == 1


def test_every_edition_that_was_handed_over_is_in_it():
    scene = second_edition("handed_over")
    found = files(made(scene.reviewer, scene.pilot)[1])
    assert [bool(re.search(rf"opinie/2a_wydanie-{n}_.*\.pdf", " ".join(found))) for n in (1, 2, 3)] == [
        True,
        True,
        False,
    ]


def test_registers_read_in_excel_and_as_text(scene):
    found = files(made(scene.director, scene.pilot)[1])
    orders = load_workbook(BytesIO(found["rejestry/zarzadzenia.xlsx"])).active
    text = found["rejestry/zarzadzenia.csv"].decode("utf-8-sig").splitlines()
    assert [cell.value for cell in orders[1]][:3] == ["Lp.", "Numer", "Data wydania"] == text[0].split(";")[:3]
    assert (orders.max_row, len(text)) == (2, 2)
    evidence = found["rejestry/dowody.csv"].decode("utf-8-sig").splitlines()
    assert evidence[1].split(";")[:4] == ["D1", "1", "Notatka z wywiadów", "1.08.2018"]


def test_an_empty_dossier_of_a_director_still_opens():
    scene = opinion_scene("working")
    found = files(made(scene.director, scene.pilot)[1])
    assert {name.split("/")[0] for name in found} == {"zarzadzenia", "rejestry", "index.html", "styl.css", "SHA256SUMS"}


def test_a_long_combined_report_is_not_made_while_one_waits(scene, monkeypatch):
    address = reverse("reports:centre_report", args=[scene.pilot.pk])
    assert of(scene.reviewer).get(address)["Content-Type"] == "application/pdf"
    monkeypatch.setattr(pdf, "LONG", 100)
    page = of(scene.reviewer).get(address, follow=True).content.decode()
    assert "Ten raport jest długi." in page
    assert reverse("dossier:report", args=[scene.pilot.pk]) in page


def test_the_combined_report_is_made_in_the_background_too(scene):
    job, report = made(scene.reviewer, scene.pilot, "report")
    assert_gate(report, tolerate=("PAG-001",))
    assert job.file_name == f"Raport zbiorczy – {scene.centre.short_name}.pdf"
