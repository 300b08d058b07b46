import pytest
from django.db import connection
from django.urls import reverse

from apps.desk.verification import tidy
from apps.documents.models import FrozenDocument
from apps.opinions.models import Opinion
from tests import factories
from tests.factories.opinions import opinion_scene

pytestmark = pytest.mark.django_db
S = Opinion.Status


def text_of(response):
    return " ".join(response.content.decode().replace("&nbsp;", " ").replace("\u00a0", " ").split())


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("ABCD-EFGH-JKLM", "ABCD-EFGH-JKLM"),
        (" abcd efgh jklm ", "ABCD-EFGH-JKLM"),
        ("abcdefghjklm", "ABCD-EFGH-JKLM"),
        ("Kod: abcd–efgh", "KODA-BCDE-FGH"),
        ("…", ""),
    ],
)
def test_a_code_is_read_however_it_is_typed(typed, code):
    assert tidy(typed) == code


def confirmed(status=S.CONFIRMED):
    scene = opinion_scene(status)
    return scene, FrozenDocument.objects.get(kind="opinion")


def test_the_case_of_letters_in_the_address_does_not_matter(client):
    _, document = confirmed()
    assert client.get(f"/sprawdz/{document.code.lower()}/").status_code == 200


def test_a_stranger_learns_what_the_document_is_and_no_names(client):
    scene, document = confirmed()
    page = client.get(reverse("desk:verify", args=[document.code]))
    text = text_of(page)
    assert page.status_code == 200
    assert [said in text for said in (document.blob_id, scene.centre.name, "potwierdzona przez zespół")] == [True] * 3
    assert [str(person) in text for person in scene.people.values()] == [False] * 3
    assert "PRZYKŁAD" not in text


@pytest.mark.parametrize(
    ("kind", "word"), [("opinion", "przekazana do WRZOS"), ("determination", "przekazane do WRZOS")]
)
def test_the_status_is_todays_and_agrees_with_the_noun(client, kind, word):
    opinion_scene(S.HANDED_OVER, kind=kind)
    document = FrozenDocument.objects.get(kind="opinion")
    assert f"<td>{word}</td>" in text_of(client.get(f"/sprawdz/{document.code}/"))


def test_an_order_says_its_number_day_and_since_when_it_is_in_force(client):
    centre = factories.centre(is_example=True)
    issued = factories.issued_order(centre, effects={}, subject="powołania Zespołu")
    document = issued.document
    text = text_of(client.get(f"/sprawdz/{document.code}/"))
    facts = [issued.number_text, "11 czerwca 2018 r.", "powołania Zespołu", "wydane, obowiązuje od 11 czerwca 2018 r."]
    assert [f"<td>{fact}</td>" in text for fact in facts] == [True] * 4
    assert "PRZYKŁAD" in text


def test_the_form_leads_to_the_document(client):
    answer = client.get("/sprawdz/", {"kod": " abcd efgh jklm "})
    assert (answer.status_code, answer.url) == (302, "/sprawdz/ABCD-EFGH-JKLM/")


def test_an_empty_form_says_what_to_type(client):
    text = text_of(client.get("/sprawdz/", {"kod": " "}))
    assert "Wpisz kod z dokumentu." in text
    assert "<title>Błąd: " in text


def test_an_unknown_code_is_told_in_plain_words(client):
    answer = client.get("/sprawdz/AAAA-BBBB-CCCC/")
    assert answer.status_code == 404
    assert "Żaden dokument wydany w tym programie nie ma kodu „AAAA-BBBB-CCCC”." in text_of(answer)


def test_bytes_that_changed_are_not_called_intact(client):
    _, document = confirmed()
    with connection.cursor() as cursor:  # what only a superuser could do
        cursor.execute("ALTER TABLE documents_blob DISABLE TRIGGER USER")
        cursor.execute("UPDATE documents_blob SET content = '\\x00' WHERE sha256 = %s", [document.blob_id])
    assert "przechowywany plik jest uszkodzony" in text_of(client.get(f"/sprawdz/{document.code}/"))
