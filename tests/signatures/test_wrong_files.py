"""Wrong and broken files: each gets its own sentence. Hostile ones: test_hostile_files."""

import io
import re

import pikepdf
import pytest
from asn1crypto import cms
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from apps.signatures.reading import LARGEST, read, read_scan

from . import signing
from .test_reading import image, look, saved_anew, told

CHANGED = "Ten plik zaczyna się od wydanego dokumentu, ale oprócz podpisu dopisano do niego zmiany treści lub wyglądu."
DAMAGED = "Podpis w tym pliku jest uszkodzony: nie zgadza się z podpisaną treścią albo z certyfikatem."
OF_ANOTHER = "Ten podpis złożono pod innym plikiem, a nie pod wydanym dokumentem."
UNREADABLE = "Tego pliku PDF nie da się odczytać: jest uszkodzony albo niepełny."


def refused(data, original, **options):
    form, said = told(data, original, **options)
    assert form == ""
    return said


def refused_outside(data, original, **options):
    """The same, asked as the program asks: in a process of its own."""
    reading = read(data, "plik", original, **options)
    assert reading.form == ""
    return reading.refusal


def updated(pdf, change):
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def other_words(writer):
    """The page's content replaced by an update below the frozen bytes."""
    page = writer.find_page_for_modification(0)[0].get_object()
    page["/Contents"] = writer.add_object(generic.StreamObject(stream_data=b"BT /F1 12 Tf (Inna tresc) Tj ET"))
    writer.mark_update(page.container_ref)


def note_on_the_page(writer):
    page = writer.find_page_for_modification(0)[0].get_object()
    note = generic.DictionaryObject({
        generic.pdf_name("/Type"): generic.pdf_name("/Annot"),
        generic.pdf_name("/Subtype"): generic.pdf_name("/FreeText"),
        generic.pdf_name("/Rect"): generic.ArrayObject([generic.NumberObject(n) for n in (50, 600, 400, 700)]),
        generic.pdf_name("/Contents"): generic.TextStringObject("Zamiast § 1"),
    })  # fmt: skip
    page["/Annots"] = generic.ArrayObject([writer.add_object(note)])
    writer.mark_update(page.container_ref)


def script_on_opening(writer):
    action = {"/S": generic.pdf_name("/JavaScript"), "/JS": generic.TextStringObject("app.alert(1)")}
    writer.root["/OpenAction"] = generic.DictionaryObject({generic.pdf_name(k): v for k, v in action.items()})
    writer.update_root()


def other_fonts(writer):
    """The page's words drawn with other glyphs: the text stays, what is seen changes."""
    page = writer.find_page_for_modification(0)[0].get_object()
    page["/Resources"] = writer.add_object(generic.DictionaryObject())
    writer.mark_update(page.container_ref)


def other_rights(writer):
    """Rights of use, which unlock functions of viewers."""
    writer.root["/Perms"] = generic.DictionaryObject({generic.pdf_name("/UR3"): generic.DictionaryObject()})
    writer.update_root()


SHADOWS = [other_rights, other_words, note_on_the_page, script_on_opening, other_fonts]


@pytest.mark.parametrize("change", SHADOWS)
def test_a_change_hidden_under_the_signature_is_refused(frozen, dorota, change):
    """The bytes begin with the frozen ones and the signature is sound, but a viewer shows something else."""
    forged = signing.pades(updated(frozen, change), dorota)
    assert forged.startswith(frozen)
    assert refused(forged, frozen).startswith(CHANGED)


@pytest.mark.parametrize("change", SHADOWS)
def test_a_change_in_the_same_update_as_the_signature_is_refused(frozen, dorota, change):
    assert refused(signing.pades(frozen, dorota, change=change), frozen).startswith(CHANGED)


@pytest.mark.parametrize("change", SHADOWS)
def test_a_change_after_the_signature_is_refused(frozen, dorota, change):
    assert refused(updated(signing.pades(frozen, dorota), change), frozen).startswith(CHANGED)


def whole_other_document(start):
    """Bytes that, laid at this place of a file, are a document whose tables do not lead back to what stands before."""
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << >> /Contents 4 0 R >>",
        b"<< /Length 0 >>\nstream\n\nendstream",
    ]
    out, places = b"", []
    for number, part in enumerate(parts, start=1):
        places.append(start + len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = start + len(out)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"xref\n0 5\n0000000000 65535 f \n" + rows
    return out + b"trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % table


def test_a_whole_other_document_behind_the_frozen_bytes_is_refused(frozen, dorota):
    forged = signing.pades(frozen + whole_other_document(len(frozen)), dorota)
    assert forged.startswith(frozen)
    assert refused(forged, frozen).startswith(CHANGED)


def test_a_signature_that_covers_only_the_frozen_part_is_refused(frozen, dorota):
    """Sound over the frozen bytes, but its own update is not under it, so that anything could be put there later."""
    signed = signing.pades(frozen, dorota)
    wide = re.search(rb"/ByteRange \[([^\]]+)\]", signed)[1]
    narrow = (b"0 100 100 %d" % (len(frozen) - 100)).ljust(len(wide))
    there = re.search(rb"/Contents <([0-9a-fA-F]+)>", signed)[1]
    other = signing.cades(frozen, dorota).hex().encode().ljust(len(there), b"0")
    forged = signed.replace(wide, narrow, 1).replace(there, other, 1)
    assert refused(forged, frozen) == "Podpis w tym pliku nie obejmuje całego dokumentu. Podpisz cały plik PDF."


def test_the_same_file_is_told_to_be_unsigned(frozen):
    assert refused(frozen, frozen) == "To jest ten sam plik, bez podpisu."
    assert refused(frozen, frozen, is_scan=True) == (
        "To jest wydany dokument w postaci pliku, a nie skan podpisanego oryginału."
    )


def test_a_file_with_something_added_but_no_signature(frozen):
    assert refused(frozen + b"\n", frozen) == "To jest wydany dokument, do którego coś dopisano, ale bez podpisu."


def test_an_unsigned_pdf_is_told_how_to_go_on(frozen):
    assert refused(saved_anew(frozen), frozen) == (
        "Ten plik PDF nie ma podpisu elektronicznego. Podpisz go, a jeśli to skan, wybierz „skan oryginału z papieru”."
    )


@pytest.mark.parametrize(
    "make", [signing.cades, signing.xades, lambda pdf, who: signing.cades(pdf, who, enveloping=True),
             lambda pdf, who: signing.xades(pdf, who, enveloping=True)],
    ids=["cades", "xades", "cades-enveloping", "xades-enveloping"],
)  # fmt: skip
def test_a_signature_over_another_file_says_over_which(frozen, other_frozen, dorota, make):
    import hashlib

    reading = look(make(other_frozen, dorota), frozen)
    assert (reading.refusal, hashlib.sha256(other_frozen).hexdigest() in reading.hashes) == (OF_ANOTHER, True)


def test_a_time_stamp_is_no_signature(frozen):
    said = "W tym pliku jest znacznik czasu, ale nie ma podpisu osoby."
    assert refused(signing.time_stamped(frozen), frozen) == said


def test_a_signature_by_an_outdated_algorithm_is_told(frozen, dorota):
    said = "Podpis w tym pliku używa algorytmu, który nie jest już bezpieczny (np. SHA-1). Podpisz dokument od nowa."
    assert refused(signing.cades(frozen, dorota, digest="sha1"), frozen) == said
    signed = signing.xades(frozen, dorota).replace(b"xmldsig-more#ecdsa-sha256", b"xmldsig-more#ecdsa-sha1")
    assert refused(signed, frozen) == said


def spoiled(data, old, new):
    assert old in data
    return data.replace(old, new, 1)


def test_a_damaged_signature_is_told(frozen, dorota):
    signed = signing.pades(frozen, dorota)
    end = re.search(rb"/Contents <[0-9a-fA-F]+?(?=0{60})", signed).end()
    assert refused(signed[: end - 4] + b"abcd" + signed[end:], frozen) == DAMAGED
    assert refused(spoiled(signing.xades(frozen, dorota), b"10:15", b"10:16"), frozen) == DAMAGED
    der = cms.ContentInfo.load(signing.cades(frozen, dorota))
    der["content"]["signer_infos"][0]["signature"] = b"\x30\x06\x02\x01\x05\x02\x01\x05"
    assert refused(der.dump(), frozen) == DAMAGED


def test_bytes_changed_after_signing_are_told(frozen, dorota):
    signed = signing.pades(saved_anew(frozen), dorota)
    assert refused(spoiled(signed, b"/Type /Catalog", b"/Type /Cataloh"), frozen)
    assert refused(spoiled(signed, b"%%EOF\n", b"%%EOF\r"), frozen) == DAMAGED


def test_a_forged_certificate_in_xades_is_told(frozen, dorota):
    """Another person's certificate put in place of the signer's."""
    mine, other = (signing._base64(one.certificate.public_bytes(signing.serialization.Encoding.DER)).encode()
                   for one in (dorota, signing.identity("Jan", "Obcy")))  # fmt: skip
    assert refused(spoiled(signing.xades(frozen, dorota), mine, other), frozen) == DAMAGED


def test_a_wrapped_reference_in_xades_is_told(frozen, other_frozen, dorota):
    """The signed reference stays over another file; ours is only laid beside, unsigned."""
    import base64

    signed = signing.xades(other_frozen, dorota, enveloping=True)
    beside = b'<ds:Object Id="obok">' + base64.b64encode(frozen) + b"</ds:Object></ds:Signature>"
    assert refused(spoiled(signed, b"</ds:Signature>", beside), frozen) == OF_ANOTHER


def encrypted(pdf):
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        opened.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    return out.getvalue()


def with_script(pdf):
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        opened.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        opened.save(out)
    return out.getvalue()


def with_a_script_on_a_page(pdf):
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        act = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        opened.pages[0].obj["/AA"] = pikepdf.Dictionary(O=act)
        opened.save(out)
    return out.getvalue()


def zip_file():
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    return out.getvalue()


WORD_NEW = "To jest plik spakowany, np. dokument Worda (DOCX), archiwum ZIP albo kontener ASiC."


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda frozen: b"", "Ten plik jest pusty."),
        (lambda frozen: zip_file(), WORD_NEW),
        (lambda frozen: b"\xd0\xcf\x11\xe0" + b"\0" * 600, "To jest dokument edytora tekstu, a nie podpisany PDF."),
        (lambda frozen: image("PNG"), "To jest obraz. Jeśli to skan oryginału z papieru, wybierz"),
        (lambda frozen: b"Lorem \x00\x01", "Tego rodzaju pliku nie można dołączyć."),
        (lambda frozen: b"MIIBaaaa", "W tym pliku nie ma podpisu, który program umie odczytać"),
        (lambda frozen: b"<html><body>Nie znaleziono</body></html>", "W tym pliku XML nie ma podpisu elektronicznego."),
        (lambda frozen: b"<ds:Signature", "Tego pliku XML nie da się odczytać: jest uszkodzony albo niepełny."),
        (lambda frozen: b"%PDF-1.7\n" + b"x" * 3000, UNREADABLE),
        (lambda frozen: frozen[:-500], UNREADABLE),
        (encrypted, "Ten plik PDF jest zaszyfrowany."),
    ],
    ids=["empty", "docx", "doc", "png", "other", "no-cms", "html", "broken-xml", "broken-pdf", "cut-pdf", "encrypted"],
)
def test_a_wrong_file_gets_its_own_sentence(frozen, make, said):
    assert refused(make(frozen), frozen).startswith(said)


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda frozen: b"", "Ten plik jest pusty."),
        (lambda frozen: zip_file(), "Skan może być plikiem PDF, JPG albo PNG."),
        (lambda frozen: b"\xff\xd8\xff" + b"<script>", "Tego obrazu nie da się odczytać"),
        (lambda frozen: b"<svg xmlns='http://www.w3.org/2000/svg'/>", "Skan może być plikiem PDF, JPG albo PNG."),
        (encrypted, "Ten plik PDF jest zaszyfrowany."),
        (with_script, "Ten plik PDF zawiera skrypt, załącznik albo formularz."),
        (with_a_script_on_a_page, "Ten plik PDF zawiera skrypt, załącznik albo formularz."),
        (lambda frozen: b"%PDF-1.7\n" + b"x" * 3000, UNREADABLE),
    ],
    ids=["empty", "docx", "no-jpeg", "svg", "encrypted", "script", "script-on-a-page", "broken-pdf"],
)  # fmt: skip
def test_a_wrong_scan_gets_its_own_sentence(frozen, make, said):
    assert refused(make(frozen), frozen, is_scan=True).startswith(said)


def test_a_cut_picture_is_told(frozen):
    """Asked outside: the renderer of PDFs in this process makes pictures bear cuts."""
    said = refused_outside(image("PNG")[:-40], frozen, is_scan=True)
    assert said.startswith("Tego obrazu nie da się odczytać: jest uszkodzony albo niepełny.")


def test_a_signed_pdf_written_anew_has_no_script(frozen, dorota):
    said = refused(signing.pades(with_a_script_on_a_page(frozen), dorota), frozen)
    assert said == "Ten plik PDF zawiera skrypt albo załącznik. Podpisz plik PDF pobrany z tej strony."


def test_a_signed_pdf_is_no_scan(frozen, dorota):
    for signed in [signing.pades(frozen, dorota), signing.pades(saved_anew(frozen), dorota)]:
        said = refused(signed, frozen, is_scan=True)
        assert said == "Ten plik PDF ma podpis elektroniczny. Wybierz „plik podpisany elektronicznie”."


def test_in_the_place_of_paper_a_pdf_signed_elsewhere_is_taken(frozen, dorota):
    """Where the program has no document of its own: an order from before it may have been signed electronically."""
    assert read_scan(signing.pades(frozen, dorota)).form == "scan"


def with_a_form(pdf):
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        field = pikepdf.Dictionary(FT=pikepdf.Name.Tx, T="pole")
        opened.Root.AcroForm = pikepdf.Dictionary(Fields=[field])
        opened.save(out)
    return out.getvalue()


def test_a_form_is_no_scan(frozen):
    for original in [frozen, b""]:
        said = refused(with_a_form(frozen), original, is_scan=True)
        assert said.startswith("Ten plik PDF zawiera skrypt, załącznik albo formularz.")


def test_a_file_too_big_is_not_even_looked_at(frozen):
    assert refused_outside(b"%PDF-" + b"x" * LARGEST, frozen) == "Ten plik jest za duży: może mieć najwyżej 20 MB."
