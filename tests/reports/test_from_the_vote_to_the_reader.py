"""What the real actions confirmed and handed over is what the reviewer gets."""

import hashlib
import io
import zipfile

import pytest

from apps.opinions.models import HandOver
from tests.factories.opinions import opinion_scene
from tests.gate import pdf_text

pytestmark = pytest.mark.django_db


def test_the_reviewer_reads_downloads_and_collects_what_the_team_adopted(wrzos):
    scene = opinion_scene("handed_over", dissenter=True)
    one = HandOver.objects.get(opinion=scene.opinion)
    stored = bytes(one.confirmation.document.blob.content)

    page = wrzos.get(f"/biblioteka/{scene.opinion.pk}/").content.decode().replace("\xa0", " ")
    pdf = wrzos.get(f"/biblioteka/{scene.opinion.pk}/pdf/").content
    report = pdf_text(wrzos.get(f"/biblioteka/pilotaze/{scene.pilot.pk}/raport/").content)
    archive = b"".join(wrzos.get(f"/biblioteka/pilotaze/{scene.pilot.pk}/oryginaly/").streaming_content)

    assert pdf == stored
    assert zipfile.ZipFile(io.BytesIO(archive)).read(zipfile.ZipFile(io.BytesIO(archive)).namelist()[0]) == stored
    for text in [page, pdf_text(pdf), report]:
        for said in ["Klienci krócej czekają na usługę.", "Krótsza droga klienta.", "Nie zgadzam się z R1."]:
            assert said in text
    sha256 = hashlib.sha256(stored).hexdigest()
    assert sha256 in page
    assert f"{sha256[:32]} {sha256[32:]}" in report


def test_before_the_director_hands_it_over_the_reviewer_finds_nothing(wrzos):
    scene = opinion_scene("confirmed")
    assert wrzos.get(f"/biblioteka/{scene.opinion.pk}/").status_code == 404
    assert wrzos.get("/biblioteka/").context["page"].paginator.count == 0
