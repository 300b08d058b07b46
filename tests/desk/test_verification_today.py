"""A code tells how the document stands today: what was done to orders, public versions, scans, signed copies."""

import datetime
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from apps.core import clock
from apps.desk.verification import Told
from apps.documents.models import Blob, FrozenDocument
from apps.signatures.models import SignedCopy
from tests import factories
from tests.factories.orders import frozen_document
from tests.factories.publications import public_order, publication, withdrawal
from tests.orders.recorded.paper import entered

pytestmark = pytest.mark.django_db
DAY = datetime.date(2018, 9, 1)


@pytest.fixture
def centre():
    return factories.centre()


def told(client, document):
    """Rows of the page's table."""
    with clock.pretend(DAY):
        answer = client.get(f"/sprawdz/{document.code}/")
    assert answer.status_code == 200
    page = " ".join(unescape(answer.content.decode()).replace("\u00a0", " ").split())
    rows = [row.split("</th><td>") for row in page.split('<tr><th scope="row">')[1:]]
    return page, {name: value.split("</td>")[0] for name, value in rows}


def status(client, issued):
    return told(client, issued.document)[1]["Stan na 1 września 2018 r."]


def after(base, days, **effects):
    on = base.signed_on + datetime.timedelta(days=days)
    return public_order(base.centre, by=base.issued_by, on=on, **effects)


def test_an_order_stands_as_later_orders_made_it(client, centre):
    base = public_order(centre)
    assert status(client, base) == "wydane, obowiązuje od 11 czerwca 2018 r."
    change = {"amends": {"order": base.order_id, "provision": "§ 1"}}
    first = after(base, 9, **change)
    changed = "obowiązuje ze zmianami, ostatnia zmiana od {} (zmienione przez {})"
    assert status(client, base) == changed.format("20 czerwca 2018 r.", f"nr {first.number_text}")
    second = after(base, 19, **change)
    both = f"nr {first.number_text} i nr {second.number_text}"
    assert status(client, base) == changed.format("30 czerwca 2018 r.", both)
    last = after(base, 29, repeals=[{"order": base.order_id, "provision": "§ 2"}])
    assert status(client, base) == f"uchylone dnia 10 lipca 2018 r. (przez nr {last.number_text})"
    later = after(base, 200)
    assert status(client, later) == "wydane, wejdzie w życie 28 grudnia 2018 r."


def test_a_public_version_says_whose_it_is_and_whether_it_is_the_last(client, centre):
    issued = public_order(centre, subject="powołania Zespołu")
    first = publication(issued)
    page, rows = told(client, first.document)
    assert (rows["Rodzaj"], rows["Ta wersja"]) == ("wersja do publikacji", "bieżąca")
    assert rows["Wersja publiczna"] == f"zarządzenia nr {issued.number_text} z dnia 11 czerwca 2018 r."
    assert rows["Stan na 1 września 2018 r."] == "wydane, obowiązuje od 11 czerwca 2018 r."
    assert (first.get_absolute_url() in page, "powołania" in page) == (True, False)
    second = publication(issued, note="Poprawka.")
    assert told(client, first.document)[1]["Ta wersja"].startswith("zastąpiona nowszą ")
    withdrawal(second)
    assert told(client, second.document)[1]["Ta wersja"].startswith("wycofana ")


def test_an_order_leads_to_its_public_page_once_it_has_one(client, centre):
    issued = public_order(centre)
    assert "w BIP" not in told(client, issued.document)[0]
    made = publication(issued)
    assert f'<a href="{made.get_absolute_url()}">Strona tego zarządzenia w BIP</a>' in told(client, issued.document)[0]


def test_a_scan_that_belongs_to_no_order_claims_nothing_of_its_standing(client, centre):
    page, rows = told(client, frozen_document(centre, FrozenDocument.Kind.SCAN))
    assert (rows["Rodzaj"], rows["Tytuł"]) == ("skan wpisany ręcznie", "dokument")
    assert rows["Stan na 1 września 2018 r."] == "o stanie tego aktu program nie rozstrzyga"


def test_a_scan_of_an_order_from_paper_says_so_and_how_the_order_stands(client, centre):
    hr = factories.user_of(factories.person(centre, "Kamil Kadrowy", roles=["hr"]))
    issued = entered(centre, hr)
    rows = told(client, issued.document)[1]
    assert rows["Rodzaj"] == "skan zarządzenia wpisany ręcznie, wydanego poza programem"
    assert (rows["Numer"], rows["Data"], rows["W sprawie"]) == ("22/2018", "1 marca 2018 r.", "dyżurów")
    assert rows["Stan na 1 września 2018 r."] == "wydane, obowiązuje od 1 marca 2018 r."


def test_the_browser_is_told_size_digest_and_signed_copies(client, centre):
    issued = public_order(centre)
    other = frozen_document(centre, "order", b"%PDF signed")
    for form, document in [("embedded", other), ("scan", frozen_document(centre, "order"))]:
        SignedCopy.objects.create(
            document=issued.document,
            form=form,
            blob=document.blob,
            file_name="podpisane.pdf",
            attached_by=issued.issued_by,
            attached_by_name="x",
            attached_at=timezone.now(),
        )
    page, rows = told(client, issued.document)
    size, sha256 = issued.document.blob.size, issued.document.blob_id
    assert f'data-digest="{sha256}" data-size="{size}" data-signed="{other.blob_id}"' in page
    assert f"head -c {size} plik.pdf | sha256sum" in page


@pytest.mark.parametrize(
    ("size", "said"),
    [
        (1, "1 bajt"),
        (22, "22 bajty"),
        (1024, "1 024 bajty (1,0 KB)"),
        (38548, "38 548 bajtów (37,6 KB)"),
        (20 * 1024 * 1024, "20 971 520 bajtów (20,0 MB)"),
    ],
)
def test_the_size_is_told_as_people_read_it(size, said):
    asked = Told(FrozenDocument(blob=Blob(size=size)), "", "")
    assert asked.size_in_words.replace("\u00a0", " ") == said


def test_the_page_never_reads_the_bytes(client, centre):
    made = publication(public_order(centre))
    with CaptureQueriesContext(connection) as queries:
        client.get(f"/sprawdz/{made.document.code}/")
    assert not [one["sql"] for one in queries if '"content" AS' in one["sql"] or '."content",' in one["sql"]]
