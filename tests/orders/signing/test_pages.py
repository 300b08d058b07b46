"""Signing outside and bringing the file back, page by page."""

import datetime
import re
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.core import clock
from apps.documents.reading import stored_bytes
from apps.signatures.inspecting.said import SELF_ISSUED
from apps.signatures.models import SignedCopy
from tests import factories
from tests.factories.signatures import FINDING, signed_copy
from tests.orders.drafts import draft, issue
from tests.orders.recorded.paper import entered
from tests.signatures import signing
from tests.signatures.test_reading import image, saved_anew

pytestmark = pytest.mark.django_db


@pytest.fixture
def issued(centre, director):
    with clock.pretend(datetime.date(2018, 6, 11)):
        return issue(draft(centre, director), director)


@pytest.fixture
def employee(centre):
    return factories.user_of(factories.person(centre, "Ewa Zwyczajna", roles=["employee"]))


@pytest.fixture(scope="module")
def dorota():
    return signing.identity()


def address(issued):
    return reverse("orders:sign", args=[issued.order_id])


def upload(client, issued, content, name="podpisane.pdf", kind="electronic", **more):
    return client.post(address(issued), {"kind": kind, "file": SimpleUploadedFile(name, content), **more})


def text_of(answer):
    page = re.sub(r"<[^>]+>", " ", answer.content.decode().replace("&nbsp;", " ").replace("\u00a0", " "))
    return " ".join(page.split())


def test_a_signed_file_comes_back_and_is_told_everywhere(client, director, issued, dorota):
    client.force_login(director)
    before = text_of(client.get(issued.get_absolute_url()))
    assert "Brak podpisanego egzemplarza." in before

    answer = upload(client, issued, signing.pades(stored_bytes(issued.document), dorota, stamped=True))

    copy = SignedCopy.objects.get()
    assert answer["Location"] == reverse("orders:signed_copy", args=[issued.order_id, copy.pk])
    page = text_of(client.get(answer["Location"]))
    assert "Dorota Dyrektorska podpis w pliku PDF (PAdES)" in page
    assert "Przykładowy Urząd Certyfikacji (Przykład SA)" in page
    assert "znacznik czasu: Znacznik Czasu" in page
    assert "Plik zaczyna się od tych samych bajtów, które program utrwalił przy wydaniu zarządzenia" in page
    assert "Program nie łączy się z siecią, więc nie sprawdza, czy certyfikat jest kwalifikowany" in page
    assert signing.PESEL not in page
    order_page = text_of(client.get(issued.get_absolute_url()))
    assert "Podpisane elektronicznie." in order_page
    assert "Dołączono podpisany egzemplarz: podpis w pliku PDF (PAdES)." in order_page
    assert "brak podpisanego egzemplarza" not in text_of(client.get(reverse("orders:register")))


def test_a_signature_beside_the_file_is_attached_too(client, director, issued, dorota):
    client.force_login(director)
    answer = upload(client, issued, signing.xades(stored_bytes(issued.document), dorota), "zarzadzenie.xades")
    page = text_of(client.get(answer["Location"]))
    assert "Podpis złożono dokładnie pod tym PDF, który program utrwalił" in page
    assert "podpis w osobnym pliku (XAdES)" in page


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda pdf: pdf, "To jest ten sam plik, bez podpisu."),
        (lambda pdf: b"PK\x03\x04 docx", "To jest plik spakowany, np. dokument Worda (DOCX)"),
        (lambda pdf: image("PNG"), "To jest obraz. Jeśli to skan oryginału z papieru"),
    ],
    ids=["same", "docx", "image"],
)
def test_a_wrong_file_gets_its_sentence_at_the_field(client, director, issued, make, said):
    client.force_login(director)
    page = upload(client, issued, make(stored_bytes(issued.document)))
    assert page.status_code == 200
    assert said in text_of(page)
    assert "<title>Błąd:" in page.content.decode()
    assert SignedCopy.objects.count() == 0


def test_without_a_file_the_page_says_what_to_do_and_keeps_the_choice(client, director, issued):
    client.force_login(director)
    page = client.post(address(issued), {"kind": "scan"})
    assert "Wybierz plik z dysku." in text_of(page)
    assert re.search(r'value="scan"[^>]* checked', page.content.decode())


def test_an_empty_file_is_told(client, director, issued):
    client.force_login(director)
    assert "Ten plik jest pusty." in text_of(upload(client, issued, b""))


def test_a_file_beyond_the_limit_is_told_and_kept_nowhere(client, director, issued):
    client.force_login(director)
    page = upload(client, issued, b"%PDF-" + b"x" * (20 * 1024 * 1024))
    assert page.status_code == 200
    assert "Ten plik jest za duży: może mieć najwyżej 20 MB." in text_of(page)


def test_a_pdf_written_anew_is_kept_only_after_a_second_question(client, director, issued, dorota):
    client.force_login(director)
    rewritten = signing.pades(saved_anew(stored_bytes(issued.document)), dorota)

    page = upload(client, issued, rewritten)
    assert "To nie jest wydany PDF z dopisanym podpisem: plik zapisano od nowa." in text_of(page)
    assert "Aby go mimo to dołączyć, wybierz plik jeszcze raz i zaznacz pole niżej." in text_of(page)
    assert 'name="knowing"' in page.content.decode()
    assert SignedCopy.objects.count() == 0

    answer = upload(client, issued, rewritten, knowing="on")
    assert SignedCopy.objects.get().form == "rewritten"
    assert "Program nie wie, czy podpisano wydaną treść." in text_of(client.get(answer["Location"]))
    told = "Dołączono podpisany PDF, ale nie da się go powiązać z wydaną treścią."
    assert told in text_of(client.get(issued.get_absolute_url()))


def test_a_signed_other_order_is_not_offered_to_be_kept(client, director, centre, issued, dorota):
    client.force_login(director)
    with clock.pretend(datetime.date(2018, 6, 12)):
        other = issue(draft(centre, director), director)
    page = upload(client, issued, signing.pades(stored_bytes(other.document), dorota))
    assert "Ten plik dotyczy innego dokumentu ośrodka: zarządzenie nr 2/2018 z dnia 12 czerwca 2018 r." in text_of(page)
    assert 'name="knowing"' not in page.content.decode()


def test_a_scan_is_marked_as_what_a_person_said(client, director, issued):
    client.force_login(director)
    answer = upload(client, issued, image("JPEG"), "skan.jpg", kind="scan")
    page = text_of(client.get(answer["Location"]))
    assert "Dorota Dyrektorska podaje, że jest to skan podpisanego oryginału z papieru." in page
    assert "Podpisane na papierze, dołączono skan." in text_of(client.get(issued.get_absolute_url()))


def test_the_signed_file_is_given_back_to_be_saved(client, director, issued, dorota):
    client.force_login(director)
    signed = signing.cades(stored_bytes(issued.document), dorota)
    upload(client, issued, signed, "podpis.p7s")
    answer = client.get(reverse("orders:signed_file", args=[issued.order_id, SignedCopy.objects.get().pk]))

    assert answer.content == signed
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("application/pkcs7-signature", "nosniff")
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''Zarz%C4%85dzenie%20nr%201-2018")
    assert answer["Content-Disposition"].endswith(".p7s")
    assert "private" in answer["Cache-Control"]


def test_a_reader_sees_the_findings_but_not_the_file(client, employee, director, issued):
    copy = signed_copy(issued.document, director)
    client.force_login(employee)
    page = client.get(reverse("orders:signed_copy", args=[issued.order_id, copy.pk]))
    assert "Dorota Dyrektorska" in text_of(page)
    assert "Pobierz podpisany plik" not in text_of(page)
    assert client.get(reverse("orders:signed_file", args=[issued.order_id, copy.pk])).status_code == 404
    assert "Podpisz i dołącz" not in text_of(client.get(issued.get_absolute_url()))


def test_the_page_of_an_order_does_not_call_a_home_made_certificate_a_signature(client, director, issued):
    signed_copy(issued.document, director, findings=[FINDING | {"remarks": [SELF_ISSUED]}])
    client.force_login(director)
    page = text_of(client.get(issued.get_absolute_url()))
    said = "Dołączono plik z podpisem elektronicznym. Certyfikatu nie wystawił urząd certyfikacji."
    assert (said in page, "Podpisane elektronicznie" in page) == (True, False)


def test_nor_does_the_register(client, director, issued):
    register = reverse("orders:register")
    home_made = [FINDING | {"remarks": [SELF_ISSUED]}]
    client.force_login(director)
    signed_copy(issued.document, director, findings=home_made)
    said = "dołączono plik z podpisem elektronicznym. Certyfikatu nie wystawił urząd certyfikacji"
    assert said in text_of(client.get(register))
    signed_copy(issued.document, director)
    assert said not in text_of(client.get(register))


def test_the_frozen_pdf_of_another_order_is_no_scan_of_this_one(client, centre, director, issued):
    with clock.pretend(datetime.date(2018, 6, 12)):
        other = issue(draft(centre, director), director)
    client.force_login(director)
    page = text_of(upload(client, issued, stored_bytes(other.document), kind="scan"))
    said = "Ten plik dotyczy innego dokumentu ośrodka: zarządzenie nr 2/2018 z dnia 12 czerwca 2018 r."
    assert (said in page, SignedCopy.objects.count()) == (True, 0)


def test_a_print_of_another_order_bears_its_code_at_the_foot(client, centre, director, issued):
    with clock.pretend(datetime.date(2018, 6, 12)):
        other = issue(draft(centre, director), director)
    client.force_login(director)
    page = text_of(upload(client, issued, saved_anew(stored_bytes(other.document)), kind="scan"))
    assert "Ten plik dotyczy innego dokumentu ośrodka: zarządzenie nr 2/2018" in page


def test_a_copy_of_another_order_is_not_found_under_this_one(client, centre, director, issued):
    other = factories.issued_order(centre, effects={}, by=director, on=datetime.date(2019, 1, 7))
    copy = signed_copy(other.document, director)
    client.force_login(director)
    for name in ["orders:signed_copy", "orders:signed_file"]:
        assert client.get(reverse(name, args=[issued.order_id, copy.pk])).status_code == 404


def test_an_order_from_paper_has_its_scan_and_no_signature_page(client, centre, director):
    paper = entered(centre, director, 41, datetime.date(2017, 12, 1))
    client.force_login(director)
    assert client.get(address(paper)).status_code == 404
    assert "Brak podpisanego egzemplarza" not in text_of(client.get(paper.get_absolute_url()))


def test_after_log_in_the_choice_is_back_and_the_file_must_be_chosen_again(client, director, issued):
    client.force_login(director)
    client.get(address(issued))
    del client.cookies["sesja"]
    answer = client.post(address(issued), {"kind": "scan", "file": BytesIO(image("PNG"))})
    assert answer.status_code == 302
    client.force_login(director)
    page = client.get(address(issued))
    assert "Pliki trzeba wybrać ponownie." in text_of(page)
    assert re.search(r'value="scan"[^>]* checked', page.content.decode())


def test_the_page_of_an_order_asks_as_much_for_three_copies_as_for_one(
    client, director, issued, django_assert_num_queries
):
    client.force_login(director)
    signed_copy(issued.document, director)
    client.get(issued.get_absolute_url())
    with CaptureQueriesContext(connection) as one:
        client.get(issued.get_absolute_url())
    signed_copy(issued.document, director, "scan")
    signed_copy(issued.document, director, "detached")
    with django_assert_num_queries(len(one)):
        client.get(issued.get_absolute_url())
