import datetime
import threading

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.http import HttpRequest

from apps.core.deeds import UntracedDeed
from apps.documents import actions, reading
from apps.documents.http import file_name, pdf_response
from apps.documents.models import Blob, FrozenDocument
from apps.documents.rendering import new_code
from tests import factories
from tests.guards import ignoring_everything

PDF = b"%PDF-1.7 not really"


@pytest.fixture
def centre(db):
    return factories.centre()


@pytest.fixture
def someone(centre):
    return factories.user_of(factories.person(centre))


def freeze(centre, someone, pdf=PDF, **fields):
    with transaction.atomic():
        return actions.freeze(
            pdf,
            centre=centre,
            by=someone,
            **{
                "kind": "order",
                "title": "w sprawie powołania Zespołu",
                "number": "1/2018",
                "dated_on": datetime.date(2018, 6, 11),
                "code": new_code(),
            }
            | fields,
        )


def request(**headers):
    made = HttpRequest()
    made.method = "GET"
    made.META.update(headers)
    return made


def test_a_frozen_document_gives_back_the_same_bytes(centre, someone):
    document = freeze(centre, someone)
    assert (reading.stored_bytes(document), document.blob.size) == (PDF, len(PDF))


def test_the_same_bytes_are_kept_once(centre, someone):
    first, second = freeze(centre, someone), freeze(centre, someone)
    assert (first.blob_id, Blob.objects.count(), FrozenDocument.objects.count()) == (second.blob_id, 1, 2)


@pytest.mark.django_db(transaction=True)
def test_two_transactions_may_freeze_the_same_bytes_at_once():
    centre = factories.centre()
    someone = factories.user_of(factories.person(centre))
    together, failures = threading.Barrier(2), []

    def race():
        try:
            with transaction.atomic():
                together.wait(10)
                freeze(centre, someone)
        except Exception as failure:
            failures.append(failure)
        finally:
            connection.close()

    threads = [threading.Thread(target=race) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert (failures, Blob.objects.count(), FrozenDocument.objects.count()) == ([], 1, 2)


@pytest.mark.django_db(transaction=True)
def test_nothing_is_frozen_outside_a_deed():
    with pytest.raises(UntracedDeed):
        actions.freeze(
            PDF, centre=None, kind="order", title="", dated_on=datetime.date(2018, 6, 11), code=new_code(), by=None
        )


def test_the_application_may_neither_change_nor_delete_what_was_frozen(as_app_role):
    centre = factories.centre()
    freeze(centre, factories.user_of(factories.person(centre)))
    for statement in (
        "UPDATE documents_blob SET content = ''",
        "DELETE FROM documents_blob",
        "TRUNCATE documents_blob",
        "UPDATE documents_frozendocument SET title = ''",
        "DELETE FROM documents_frozendocument",
        ignoring_everything() + "UPDATE documents_blob SET content = ''",
    ):
        with pytest.raises(Exception, match="permission denied"):
            as_app_role.execute(statement)


def damage(document, content=b"inne"):
    """What only the owner of the database can do."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE documents_blob DISABLE TRIGGER USER")
        cursor.execute("UPDATE documents_blob SET content = %s WHERE sha256 = %s", [content, document.blob_id])
        cursor.execute("ALTER TABLE documents_blob ENABLE TRIGGER USER")


def test_damaged_bytes_are_not_handed_out(centre, someone):
    document = freeze(centre, someone)
    damage(document)
    with pytest.raises(reading.DamagedDocument, match=document.code):
        reading.stored_bytes(document)


def test_verify_documents_is_content_with_sound_documents(centre, someone, capsys):
    freeze(centre, someone)
    call_command("verify_documents")
    assert capsys.readouterr().out == "Dokumenty są nienaruszone (1).\n"


@pytest.mark.django_db(transaction=True)
def test_verify_documents_names_what_is_damaged_or_orphaned():
    centre = factories.centre()
    document = freeze(centre, factories.user_of(factories.person(centre)))
    orphan = Blob.objects.create(sha256="0" * 64, media_type="application/pdf", size=1, content=b"x")
    damage(document)
    with pytest.raises(CommandError) as refusal:
        call_command("verify_documents")
    said = str(refusal.value)
    assert [found in said for found in (document.code, orphan.pk, "plik bez dokumentu")] == [True] * 3


@pytest.fixture
def on_disk(settings, tmp_path):
    settings.DOCUMENT_CACHE = tmp_path / "cache"
    return settings.DOCUMENT_CACHE


def test_the_disk_cache_serves_without_the_database(centre, someone, on_disk, django_assert_num_queries):
    document = freeze(centre, someone)
    reading.stored_bytes(document)
    with django_assert_num_queries(0):
        assert reading.stored_bytes(document) == PDF


def test_a_spoiled_cache_is_not_believed(centre, someone, on_disk):
    document = freeze(centre, someone)
    reading.stored_bytes(document)
    cached = on_disk / document.blob_id[:2] / document.blob_id
    cached.write_bytes(b"spoiled")
    assert (reading.stored_bytes(document), cached.read_bytes()) == (PDF, PDF)


def test_a_cache_that_cannot_be_written_only_costs_speed(centre, someone, settings, tmp_path):
    (tmp_path / "file").write_text("")
    settings.DOCUMENT_CACHE = tmp_path / "file" / "cache"
    assert reading.stored_bytes(freeze(centre, someone)) == PDF


def test_a_frozen_document_is_served_for_reading_in_the_browser(centre, someone):
    document = freeze(centre, someone)
    response = pdf_response(request(), document, "Zarządzenie nr 1/2018")
    assert (response.content, dict(response.headers)) == (
        PDF,
        {
            "Content-Type": "application/pdf",
            "ETag": f'"{document.blob_id}"',
            "Cache-Control": "private, no-cache",
            "X-Content-Type-Options": "nosniff",
            "Content-Disposition": "inline; filename*=utf-8''Zarz%C4%85dzenie%20nr%201-2018.pdf",
        },
    )


def test_a_draft_is_served_as_an_attachment_when_asked():
    response = pdf_response(request(), PDF, "projekt", inline=False)
    assert (response.content, response["Content-Disposition"]) == (PDF, 'attachment; filename="projekt.pdf"')


def test_a_browser_that_has_the_bytes_gets_304_and_no_bytes(centre, someone, django_assert_num_queries):
    document = freeze(centre, someone)
    with django_assert_num_queries(0):
        response = pdf_response(request(HTTP_IF_NONE_MATCH=f'"{document.blob_id}"'), document, "x")
    assert (response.status_code, response.content, response["ETag"]) == (304, b"", f'"{document.blob_id}"')


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        ("Zarządzenie nr 24/2018", "Zarządzenie nr 24-2018.pdf"),
        ("../../etc/passwd", "etc-passwd.pdf"),
        ("gotowe.pdf", "gotowe.pdf"),
        ("a\x00b\r\nSet-Cookie: x", "a-b-Set-Cookie- x.pdf"),
        ("fdp.\u202eexe", "fdp.-exe.pdf"),
        ("", "dokument.pdf"),
        ("ą" * 300, "ą" * 120 + ".pdf"),
    ],
)
def test_a_file_name_cannot_mislead(wanted, name):
    assert file_name(wanted) == name
