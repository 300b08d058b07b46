"""Third walk: a reviewer of WRZOS finds, reads and downloads what was handed over, and nothing else."""

import hashlib
import io
import re
import zipfile

from tests.browser import follow
from tests.gate import assert_gate, pdf_text

from .steps import downloaded, fetched, letters, link, printed, send, sheet

CENTRE = "MOPS w Częstochowie"
DRAFTS = {"4a": "robocza", "3": "uzgadniana", "2b": "głosowanie", "5": "potwierdzona"}


def test_a_reviewer_finds_reads_and_downloads_an_opinion(somebody, look):
    page = somebody("recenzentka")
    look(page, "sprawy-recenzentki")
    find(page, look, CENTRE, "2a")
    pdf = downloaded(page, re.compile("^Pobierz PDF"))
    assert_gate(pdf)

    link(page, re.compile("^2a"))
    look(page, "opinia")
    assert printed(pdf) == sheet(page)
    assert hashlib.sha256(pdf).hexdigest() in page.get_by_role("complementary", name="Historia").inner_text()


def test_a_reviewer_downloads_a_whole_centre(somebody, look):
    page = somebody("recenzentka")
    page.goto("/biblioteka/")
    page.get_by_label("Ośrodek", exact=True).select_option(label=CENTRE)
    send(page, "Pokaż")
    report = fetched(page, "Raport zbiorczy (PDF)")
    assert_gate(report)

    originals = opened(downloaded(page, "Oryginały (ZIP)"))
    assert len(originals) == 2
    for original in originals.values():
        assert_gate(original)
        assert hashlib.sha256(original).hexdigest() in letters(pdf_text(report))

    follow(page.locator("table").get_by_role("link", name=re.compile("Komplementarni")).first)
    look(page, "pilotaz")
    assert "Do WRZOS przekazano 2 z 7 produktów." in page.locator(".lead").inner_text().replace("\xa0", " ")


def test_a_draft_cannot_be_reached_by_address(somebody):
    inside, reviewer = somebody("anna.przykladowa"), somebody("recenzentka")
    drafts = [draft(inside, code, status) for code, status in DRAFTS.items()]

    addresses = [f"/{room}/{pk}/{end}" for pk in drafts for room in ["opinie", "biblioteka"] for end in ["", "pdf/"]]
    assert {reviewer.request.get(address).status for address in addresses} == {404}


def draft(page, code, status):
    """The number of the opinion, read by somebody of the centre."""
    page.goto("/opinie/")
    link(page, re.compile(f"^{code}"))
    assert status in page.locator(".lead").inner_text()
    return re.search(r"/opinie/(\d+)/", page.url)[1]


def find(page, look, centre, code):
    link(page, "Cała biblioteka")
    look(page, "biblioteka")
    page.get_by_label("Ośrodek", exact=True).select_option(label=centre)
    page.get_by_label("Produkt", exact=True).select_option(code)
    send(page, "Pokaż")
    look(page, "biblioteka-zawezona")
    assert page.locator("tbody tr").count() == 1


def opened(archive):
    """Files of the archive by name, after they were compared with the list of digests inside it."""
    with zipfile.ZipFile(io.BytesIO(archive)) as files:
        said = files.read("SUMY-SHA256.txt").decode().splitlines()
        contents = {name: files.read(name) for name in files.namelist() if name.endswith(".pdf")}
    assert said == [f"{hashlib.sha256(body).hexdigest()}  {name}" for name, body in contents.items()]
    return contents
