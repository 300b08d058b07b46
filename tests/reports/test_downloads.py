"""One PDF, the ZIP of originals."""

import hashlib
import io
import zipfile

import pytest

from apps.documents.models import Blob
from apps.reports.archive import plain
from tests.factories import handed_over as handed

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(version, two_pilots):
    (run, team), (other, other_team) = two_pilots
    for code in ["2a", "1", "4b"]:
        handed.handed_over(run, version.products.get(code=code), team, pdf=f"%PDF {code}".encode())
    handed.handed_over(other, version.products.get(code="5"), other_team, pdf=b"%PDF obcy")
    return run


def archive(response):
    assert response.status_code == 200
    return b"".join(response.streaming_content)


def code(run, product):
    return run.opinions.get(product__code=product).confirmation.document.code


def test_one_pdf_is_the_frozen_bytes(wrzos, run):
    opinion = run.opinions.get(product__code="2a")
    response = wrzos.get(f"/biblioteka/{opinion.pk}/pdf/?zapisz")
    assert response.content == b"%PDF 2a"
    assert response["Content-Disposition"] == (
        f'attachment; filename="2a_opinia_MOPS-w-Czestochowie_{code(run, "2a")}.pdf"'
    )


def test_the_zip_holds_the_originals_in_the_order_of_the_table_with_their_sums(wrzos, run):
    packed = zipfile.ZipFile(io.BytesIO(archive(wrzos.get(f"/biblioteka/pilotaze/{run.pk}/oryginaly/"))))
    names = [
        f"1_okreslenie_MOPS-w-Czestochowie_{code(run, '1')}.pdf",
        f"2a_opinia_MOPS-w-Czestochowie_{code(run, '2a')}.pdf",
        f"4b_opinia_MOPS-w-Czestochowie_{code(run, '4b')}.pdf",
    ]
    assert packed.namelist() == [*names, "SUMY-SHA256.txt"]
    assert [packed.read(name) for name in names] == [b"%PDF 1", b"%PDF 2a", b"%PDF 4b"]
    sums = "".join(f"{hashlib.sha256(packed.read(name)).hexdigest()}  {name}\n" for name in names)
    assert packed.read("SUMY-SHA256.txt").decode() == sums
    assert packed.testzip() is None


def test_the_same_originals_give_the_same_bytes(wrzos, run):
    path = f"/biblioteka/pilotaze/{run.pk}/oryginaly/"
    assert archive(wrzos.get(path)) == archive(wrzos.get(path))


def test_the_zip_of_the_library_follows_the_filters(wrzos, run):
    def names(query):
        packed = zipfile.ZipFile(io.BytesIO(archive(wrzos.get(f"/biblioteka/oryginaly/{query}"))))
        return [name.split("_")[0] + " " + name.split("_")[2] for name in packed.namelist()[:-1]]

    assert names("") == ["1 MOPS-w-Czestochowie", "2a MOPS-w-Czestochowie", "4b MOPS-w-Czestochowie", "5 MOPS-w-Lomzy"]
    assert names(f"?osrodek={run.centre_id}&produkt=2a") == ["2a MOPS-w-Czestochowie"]


def test_the_zip_is_sent_piece_by_piece(wrzos, run):
    response = wrzos.get(f"/biblioteka/pilotaze/{run.pk}/oryginaly/")
    pieces = list(response.streaming_content)
    assert len(pieces) == 4
    assert pieces[0][:2] == b"PK"
    assert b"%PDF 1" in pieces[0]


def test_damaged_bytes_are_not_passed_off_as_the_original(wrzos, run, as_owner_without_guards):
    document = run.opinions.get(product__code="1").confirmation.document
    with as_owner_without_guards():
        Blob.objects.filter(pk=document.blob_id).update(content=b"%PDF podmienione")
    with pytest.raises(Exception, match="jest uszkodzony"):
        archive(wrzos.get(f"/biblioteka/pilotaze/{run.pk}/oryginaly/"))


@pytest.fixture
def as_owner_without_guards():
    import pgtrigger

    return pgtrigger.ignore


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("MOPS w Łomży", "MOPS-w-Lomzy"),
        ("MOPR „Żółw” w Dąbrowie Górniczej", "MOPR-Zolw-w-Dabrowie-Gorniczej"),
        ("MOPS/1, Kędzierzyn-Koźle", "MOPS-1-Kedzierzyn-Kozle"),
        ("…", "osrodek"),
    ],
)
def test_names_of_files_keep_only_letters_that_every_disk_keeps(name, expected):
    assert plain(name) == expected
