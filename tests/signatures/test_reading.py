"""What the program says about a file, whichever a person uploads."""

import io

import pikepdf
import pytest
from PIL import Image
from pyhanko.pdf_utils import generic
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter

from apps.signatures.inspecting.kinds import inspect
from apps.signatures.reading import read

from . import signing


def look(data, original, *, is_scan=False):
    """What the inside finds, asked in this process (a second faster); `test_the_process…` asks it from outside."""
    return signing.aside(lambda: inspect(data, original, is_scan=is_scan))


def told(data, original, **options):
    """(form, note or refusal) of the file."""
    reading = look(data, original, **options)
    return reading.form, reading.refusal or reading.note


def saved_anew(pdf, **options):
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        opened.save(out, **options)
    return out.getvalue()


def image(kind):
    out = io.BytesIO()
    Image.new("L", (400, 560), 255).save(out, kind)
    return out.getvalue()


def test_the_process_finds_what_its_inside_finds(frozen, dorota):
    for data, is_scan in [(signing.pades(frozen, dorota, visible=True), False), (image("PNG"), True), (frozen, False)]:
        assert read(data, "plik", frozen, is_scan=is_scan) == look(data, frozen, is_scan=is_scan)


def test_a_signature_added_below_the_frozen_bytes_is_embedded(frozen, dorota):
    reading = look(signing.pades(frozen, dorota), frozen)

    assert (reading.form, reading.media_type, reading.refusal, reading.note) == ("embedded", "application/pdf", "", "")
    [found] = reading.findings
    assert (found.what, found.signer, found.covers, found.page) == (
        "podpis w pliku PDF (PAdES)", "Dorota Dyrektorska", "wydany dokument", 0,
    )  # fmt: skip
    assert found.issuer == "Przykładowy Urząd Certyfikacji (Przykład SA)"
    assert found.serial == f"{dorota.certificate.serial_number:x}"
    assert (bool(found.claimed_at), found.stamped_at, found.remarks) == (True, "", ())


def test_a_second_signature_with_a_time_stamp_and_a_picture(frozen, dorota):
    jan = signing.identity("Jan", "Radcowski")
    twice = signing.pades(
        signing.pades(frozen, dorota), jan, field="Drugi", visible=True, stamped=True, name="J. Radcowski"
    )
    reading = look(twice, frozen)

    assert reading.form == "embedded"
    assert reading.note == "Podpis ma widoczny znak na stronie 1. Obejrzyj plik: znak nie może zasłaniać treści."
    first, second = reading.findings
    assert (first.signer, first.stamped_at) == ("Dorota Dyrektorska", "")
    assert (second.signer, second.named, second.stamped_by) == ("Jan Radcowski", "J. Radcowski", "Znacznik Czasu")
    assert (second.covers, second.page) == ("wydany dokument i wcześniejsze podpisy", 1)
    assert second.stamped_at


def with_a_table(writer):
    """As some programs do: a plain table of objects below a compressed one."""
    writer.stream_xrefs = False


def with_another_producer(writer):
    producer = {generic.pdf_name("/Producer"): generic.TextStringObject("Program do podpisu")}
    writer.set_info(generic.DictionaryObject(producer))


@pytest.mark.parametrize(
    "ways",
    [
        {"subfilter": SigSeedSubFilter.ADOBE_PKCS7_DETACHED},
        {"certify": True},
        {"certify": True, "visible": True},
        {"change": with_a_table},
        {"change": with_another_producer},
        {"md_algorithm": "sha512"},
    ],
    ids=["pkcs7", "certifying", "certifying-visible", "table", "producer", "sha512"],
)
def test_the_ways_in_which_programs_sign_are_all_read(frozen, dorota, ways):
    assert look(signing.pades(frozen, dorota, **ways), frozen).form == "embedded"


def test_a_second_signature_may_follow_a_certifying_one(frozen, dorota):
    first = signing.pades(frozen, dorota, certify=True, docmdp_permissions=MDPPerm.FILL_FORMS)
    both = signing.pades(first, signing.identity("Jan", "Radcowski"), field="Drugi")
    assert [one.signer for one in look(both, frozen).findings] == ["Dorota Dyrektorska", "Jan Radcowski"]


def test_a_time_stamp_of_the_whole_file_is_told_beside_the_signature(frozen, dorota):
    reading = look(signing.time_stamped(signing.pades(frozen, dorota)), frozen)
    assert [one.what for one in reading.findings] == ["podpis w pliku PDF (PAdES)", "znacznik czasu całego pliku"]
    assert reading.findings[1].stamped_at


@pytest.mark.parametrize(
    ("make", "media_type", "what"),
    [
        (signing.cades, "application/pkcs7-signature", "podpis w osobnym pliku (CAdES)"),
        (lambda pdf, who: signing.pem(signing.cades(pdf, who)), "application/pkcs7-signature",
         "podpis w osobnym pliku (CAdES)"),
        (lambda pdf, who: signing.cades(pdf, who, enveloping=True), "application/pkcs7-mime",
         "podpis w osobnym pliku (CAdES)"),
        (signing.xades, "application/xml", "podpis w osobnym pliku (XAdES)"),
        (lambda pdf, who: signing.xades(pdf, who, enveloping=True), "application/xml",
         "podpis w osobnym pliku (XAdES)"),
    ],
    ids=["cades", "cades-pem", "cades-enveloping", "xades", "xades-enveloping"],
)  # fmt: skip
def test_a_signature_in_a_file_of_its_own_is_detached(frozen, dorota, make, media_type, what):
    reading = look(make(frozen, dorota), frozen)

    assert (reading.form, reading.media_type, reading.refusal) == ("detached", media_type, "")
    [found] = reading.findings
    assert (found.what, found.signer, found.covers) == (what, "Dorota Dyrektorska", "wydany dokument")


def test_a_signature_of_two_people_in_one_file_tells_both(frozen, dorota):
    from asn1crypto import cms

    jan = signing.identity("Jan", "Radcowski")
    both, other = (cms.ContentInfo.load(signing.cades(frozen, who)) for who in (dorota, jan))
    both["content"]["signer_infos"].append(other["content"]["signer_infos"][0])
    for certificate in other["content"]["certificates"]:
        both["content"]["certificates"].append(certificate)

    assert {one.signer for one in look(both.dump(), frozen).findings} == {"Dorota Dyrektorska", "Jan Radcowski"}


def test_the_number_of_a_person_is_not_copied_from_the_certificate(frozen, dorota):
    assert signing.PESEL in dorota.certificate.subject.rfc4514_string()
    for data in [signing.pades(frozen, dorota, name=f"Dorota {signing.PESEL}"), signing.xades(frozen, dorota)]:
        assert signing.PESEL not in str(look(data, frozen).as_json())


def test_a_signed_file_written_anew_is_kept_apart_with_a_warning(frozen, dorota):
    assert told(signing.pades(saved_anew(frozen), dorota), frozen) == (
        "rewritten",
        "To nie jest wydany PDF z dopisanym podpisem: plik zapisano od nowa. Program nie może więc potwierdzić, że "
        "podpisano właśnie wydaną treść. Informacyjnie: tekst odczytany z pliku zawiera całą treść wydanego dokumentu, "
        "słowo po słowie.",
    )


def test_another_text_written_anew_is_told(frozen, other_frozen, dorota):
    form, note = told(signing.pades(other_frozen, dorota), frozen)
    assert (form, "Uwaga: tekst odczytany z pliku jest inny niż treść wydanego dokumentu." in note) == (
        "rewritten", True,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("make", "media_type"),
    [
        (lambda frozen: saved_anew(frozen), "application/pdf"),
        (lambda frozen: image("PNG"), "image/png"),
        (lambda frozen: image("JPEG"), "image/jpeg"),
    ],
    ids=["pdf", "png", "jpeg"],
)
def test_a_scan_is_a_scan_when_the_person_says_so(frozen, make, media_type):
    reading = look(make(frozen), frozen, is_scan=True)
    assert (reading.form, reading.media_type, reading.findings) == ("scan", media_type, ())


def test_a_certificate_past_its_days_is_told_not_refused(frozen):
    late = signing.identity(days=(-300, -10))
    [found] = look(signing.xades(frozen, late), frozen).findings
    assert found.remarks == ("W podanej chwili certyfikat nie był ważny.",)


def test_what_a_podpis_zaufany_says_about_the_person_is_told(frozen):
    """Its certificate is the minister's; the name stands among the signed properties."""
    from lxml import etree

    from apps.signatures.inspecting.xades import _named

    about = etree.fromstring('<a xmlns:os="http://przyklad"><os:Nazwisko>Nowak</os:Nazwisko><os:Imie>Ewa</os:Imie></a>')
    assert _named(about) == "Ewa Nowak"
