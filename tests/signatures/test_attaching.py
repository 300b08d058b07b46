import pytest
from django.db import IntegrityError, InternalError, connection

from apps.core.errors import DomainError
from apps.core.models import AuditEvent
from apps.documents.models import Blob, FrozenDocument
from apps.documents.reading import bytes_of, orphaned_blobs
from apps.documents.rendering import new_code, render_pdf
from apps.signatures import actions
from apps.signatures.inspecting.said import SELF_ISSUED
from apps.signatures.models import SignedCopy
from apps.signatures.standing import in_words, of_copies
from tests import factories

from ..factories.orders import frozen_document
from . import signing
from .conftest import PAGE
from .test_reading import image, saved_anew

pytestmark = pytest.mark.django_db


def test_a_signed_copy_is_kept_with_what_was_read(document, director, frozen, dorota):
    signed = signing.pades(frozen, dorota)
    copy = actions.attach(document, signed, "podpisane.pdf", by=director)

    assert (copy.form, copy.file_name, copy.note) == ("embedded", "podpisane.pdf", "")
    assert [one["signer"] for one in copy.findings] == ["Dorota Dyrektorska"]
    assert (copy.attached_by, copy.attached_by_name, copy.centre_id) == (
        director,
        "Dorota Dyrektorska",
        document.centre_id,
    )
    assert bytes_of(copy.blob_id, "") == signed
    assert list(orphaned_blobs()) == []
    event = AuditEvent.objects.get()
    assert (event.verb, event.object_id, event.data["sha256"]) == (
        "frozendocument.signed_copy_attached", document.pk, copy.blob_id,
    )  # fmt: skip


def test_the_trace_may_stand_in_the_story_of_an_order(centre, director, dorota, frozen):
    order = factories.issued_order(centre, effects={}).order
    document = frozen_document(centre, "order", frozen)
    actions.attach(document, signing.cades(frozen, dorota), "p.p7s", about=order, by=director)
    event = AuditEvent.objects.get()
    assert (event.verb, event.object_type, event.object_id) == (
        "order.signed_copy_attached", "orders.order", order.pk,
    )  # fmt: skip


def test_hr_attaches_a_scan(document, centre):
    hr = factories.user_of(factories.person(centre, "Kamil Kadrowy", roles=["hr"]))
    assert actions.attach(document, image("PNG"), "skan.png", is_scan=True, by=hr).form == "scan"


@pytest.mark.parametrize("roles", [["employee"], ["admin"], ["legal"], ["expert"], []])
def test_nobody_else_attaches(document, centre, roles):
    other = factories.user_of(factories.person(centre, "Ewa Inna", roles=roles))
    with pytest.raises(DomainError, match="Podpisany egzemplarz dołącza dyrektor albo pracownik kadr."):
        actions.attach(document, image("PNG"), "skan.png", is_scan=True, by=other)


def test_a_director_of_another_centre_does_not_attach(document):
    foreign = factories.user_of(factories.person(factories.centre(), "Feliks Obcy", roles=["director"]))
    with pytest.raises(DomainError, match="Podpisany egzemplarz dołącza"):
        actions.attach(document, image("PNG"), "skan.png", is_scan=True, by=foreign)


def test_the_same_file_is_attached_once(document, director, frozen, dorota):
    signed = signing.pades(frozen, dorota)
    actions.attach(document, signed, "a.pdf", by=director)
    with pytest.raises(DomainError, match="Ten plik jest już dołączony."):
        actions.attach(document, signed, "b.pdf", by=director)
    assert SignedCopy.objects.count() == 1


def test_a_wrong_file_leaves_nothing(document, director, frozen):
    before = Blob.objects.count()
    with pytest.raises(DomainError, match="To jest ten sam plik, bez podpisu."):
        actions.attach(document, frozen, "a.pdf", by=director)
    assert (SignedCopy.objects.count(), Blob.objects.count(), AuditEvent.objects.count()) == (0, before, 0)


def test_a_pdf_that_cannot_be_tied_is_kept_only_knowingly(document, director, frozen, dorota):
    signed = signing.pades(saved_anew(frozen), dorota)
    with pytest.raises(actions.CannotTie, match="plik zapisano od nowa"):
        actions.attach(document, signed, "a.pdf", by=director)
    copy = actions.attach(document, signed, "a.pdf", knowing=True, by=director)
    assert (copy.form, "nie może więc potwierdzić" in copy.note) == ("rewritten", True)


@pytest.mark.parametrize("make", [signing.cades, signing.xades, signing.pades], ids=["cades", "xades", "pades"])
def test_a_signature_over_another_order_says_which(document, centre, director, other_frozen, dorota, make):
    frozen_document(centre, "order", other_frozen)
    with pytest.raises(DomainError) as refusal:
        actions.attach(document, make(other_frozen, dorota), "a", knowing=True, by=director)
    said = str(refusal.value)
    assert said == "Ten plik dotyczy innego dokumentu ośrodka: zarządzenie z dnia 11 czerwca 2018 r."


@pytest.mark.parametrize("knowing", [False, True])
def test_of_another_order_not_even_signed_nothing_else_is_said(document, centre, director, other_frozen, knowing):
    frozen_document(centre, "order", other_frozen)
    with pytest.raises(DomainError) as refusal:
        actions.attach(document, other_frozen, "a.pdf", knowing=knowing, by=director)
    assert str(refusal.value) == "Ten plik dotyczy innego dokumentu ośrodka: zarządzenie z dnia 11 czerwca 2018 r."


def printed(code):
    """Written anew by a browser's printer: other bytes, the same words at the foot."""
    return render_pdf(PAGE.format(f"Zarządzenie nr 2/2018</h1><p>kod dokumentu<br>{code}</p><h1>"))


SCANS = {"the file": lambda pdf: pdf, "with an update below": lambda pdf: pdf + b"\n% nothing\n%%EOF\n"}


@pytest.mark.parametrize("make", SCANS.values(), ids=SCANS)
def test_the_pdf_of_another_order_is_no_scan(document, centre, director, other_frozen, make):
    frozen_document(centre, "order", other_frozen)
    with pytest.raises(DomainError) as refusal:
        actions.attach(document, make(other_frozen), "a.pdf", is_scan=True, by=director)
    assert str(refusal.value) == "Ten plik dotyczy innego dokumentu ośrodka: zarządzenie z dnia 11 czerwca 2018 r."
    assert SignedCopy.objects.count() == 0


def test_a_scan_that_bears_the_code_of_another_order_is_refused(document, centre, director):
    code = coded(centre).code
    with pytest.raises(DomainError, match="Ten plik dotyczy innego dokumentu ośrodka: zarządzenie z dnia 11 czerwca"):
        actions.attach(document, printed(code), "a.pdf", is_scan=True, by=director)


def test_a_scan_that_bears_its_own_code_or_one_of_nobody_is_kept(centre, director):
    own, other = coded(centre), coded(centre)
    for words in (own.code, f"{own.code} zamiast {other.code}", "ABCD-2345-WXYZ", other.code.lower()):
        assert actions.attach(own, printed(words), "a.pdf", is_scan=True, by=director).form == "scan"


def test_a_document_of_another_centre_is_no_scan_and_is_not_named(document, director, other_frozen):
    frozen_document(factories.centre(), "order", other_frozen)
    with pytest.raises(DomainError) as refusal:
        actions.attach(document, other_frozen, "a.pdf", is_scan=True, by=director)
    assert str(refusal.value) == "Ten plik to inny dokument utworzony w programie, a nie skan tego zarządzenia."


def coded(centre):
    """A frozen order with a code as orders have it."""
    bare = frozen_document(centre, "order")
    same = {"kind": bare.kind, "title": bare.title, "dated_on": bare.dated_on, "frozen_at": bare.frozen_at}
    return FrozenDocument.objects.create(centre=centre, code=new_code(), blob=bare.blob, **same)


def test_a_document_of_another_centre_is_not_named(document, director, other_frozen, dorota):
    frozen_document(factories.centre(), "order", other_frozen)
    with pytest.raises(DomainError) as refusal:
        actions.attach(document, signing.cades(other_frozen, dorota), "a", by=director)
    assert str(refusal.value) == "Ten podpis złożono pod innym plikiem, a nie pod wydanym dokumentem."


@pytest.mark.parametrize(
    ("forms", "words"),
    [
        ([], "brak podpisanego egzemplarza"),
        (["scan", "embedded"], "podpisane elektronicznie"),
        (["detached"], "podpisane elektronicznie"),
        (["rewritten", "scan"], "podpisane na papierze, dołączono skan"),
        (["rewritten"], "dołączono podpisany PDF, ale nie da się go powiązać z wydaną treścią"),
    ],
)
def test_how_it_stands_in_words(forms, words):
    assert in_words(forms) == words


SELF_MADE = "dołączono plik z podpisem elektronicznym. Certyfikatu nie wystawił urząd certyfikacji"


def self_issued(form, what="podpis w pliku PDF (PAdES)"):
    return SignedCopy(form=form, findings=[{"what": what, "remarks": [SELF_ISSUED]}])


def by_authority(form, what="podpis w pliku PDF (PAdES)"):
    return SignedCopy(form=form, findings=[{"what": what, "remarks": []}])


def with_a_stamp():
    """The stamp's certificate says nothing of the signer's."""
    stamp = by_authority("embedded", "znacznik czasu całego pliku").findings
    return SignedCopy(form="embedded", findings=[*self_issued("embedded").findings, *stamp])


@pytest.mark.parametrize(
    ("copies", "words"),
    [
        ([], "brak podpisanego egzemplarza"),
        ([by_authority("embedded")], "podpisane elektronicznie"),
        ([self_issued("embedded")], SELF_MADE),
        ([self_issued("detached"), SignedCopy(form="rewritten")], SELF_MADE),
        ([with_a_stamp()], SELF_MADE),
        ([self_issued("embedded"), by_authority("detached")], "podpisane elektronicznie"),
        ([self_issued("embedded"), SignedCopy(form="scan")], "podpisane na papierze, dołączono skan"),
    ],
)
def test_a_certificate_issued_to_oneself_is_not_called_a_signed_order(copies, words):
    assert of_copies(copies) == words


def inserted(copy, **changed):
    """The row as another row, past all actions."""
    said = {field.attname: getattr(copy, field.attname) for field in copy._meta.fields if not field.primary_key}
    return SignedCopy(**said | changed).save(force_insert=True)


def test_the_database_refuses_the_unsigned_file_as_its_own_signed_copy(document, director, frozen, dorota):
    copy = actions.attach(document, signing.cades(frozen, dorota), "p.p7s", by=director)
    with pytest.raises(InternalError, match="Podpisany egzemplarz to inny plik niż sam dokument"):
        inserted(copy, blob_id=document.blob_id)


def test_the_database_refuses_a_copy_attached_from_another_centre(document, director, frozen, dorota):
    copy = actions.attach(document, signing.cades(frozen, dorota), "p.p7s", by=director)
    foreign = factories.user_of(factories.person(factories.centre(), "Feliks Obcy", roles=["director"]))
    with pytest.raises(InternalError, match="a dołącza go osoba z tego samego ośrodka"):
        inserted(copy, attached_by_id=foreign.pk)


def test_the_database_keeps_a_file_once(document, director, frozen, dorota):
    copy = actions.attach(document, signing.cades(frozen, dorota), "p.p7s", by=director)
    with pytest.raises(IntegrityError, match="a_signed_copy_is_attached_once"):
        inserted(copy)


@pytest.mark.django_db(transaction=True)
def test_the_application_role_cannot_change_a_signed_copy(document, director, frozen, dorota, as_app_role):
    import psycopg2

    copy = actions.attach(document, signing.cades(frozen, dorota), "p.p7s", by=director)
    for statement in [
        "UPDATE signatures_signedcopy SET note = 'x'",
        "DELETE FROM signatures_signedcopy",
        "TRUNCATE signatures_signedcopy",
    ]:
        with pytest.raises(psycopg2.errors.InsufficientPrivilege):
            as_app_role.execute(statement)
    with pytest.raises(InternalError, match="Cannot update or delete"), connection.cursor() as cursor:
        cursor.execute("UPDATE signatures_signedcopy SET note = 'x' WHERE id = %s", [copy.pk])
