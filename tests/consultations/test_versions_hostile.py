"""Files that want to do harm are refused in words; odd names become plain ones."""

import io
import time
import zipfile

import pikepdf
import pytest

from apps.consultations.versions import rules
from apps.consultations.versions.actions import _kept_name
from apps.documents.filetypes import read
from apps.documents.inspecting import kinds, numbering, office
from apps.documents.uploads import LARGEST, TOO_BIG
from tests.factories.files import letter, odf, ooxml, packed, paragraphs, relation
from tests.factories.implementation import pdf

TEXT = letter(paragraphs("§ 1. Ośrodek działa."))
TYPES = "[Content_Types].xml"


def with_part(name, content):
    return letter(paragraphs("Raz."), {name: content})


def bomb(size=300_000_000):
    return with_part("word/media/a.xml", b"<a>" + b" " * size + b"</a>")


def steep():
    return with_part("word/theme.xml", b"<a>" + b" " * 30_000_000 + b"</a>")


def quine_of_packs():
    inner = packed({"a.txt": "a" * 1000})
    for _ in range(3):
        inner = packed({"a.zip": inner})
    return with_part("word/media/obraz.png", inner)


def overlapping():
    """Two entries of the list that point at the same bytes."""
    content = bytearray(packed({TYPES: "<a/>", "word/document.xml": "<a/>"}))
    first = content.find(b"PK\x01\x02")
    second = content.find(b"PK\x01\x02", first + 4)
    content[second + 42 : second + 46] = content[first + 42 : first + 46]
    return bytes(content)


def entity(kind):
    doctype = f"<!DOCTYPE a [<!ENTITY x {kind}>]>"
    return f'<?xml version="1.0"?>{doctype}<a>&x;</a>'


def laughs():
    lines = "".join(f'<!ENTITY x{n} "{f"&x{n - 1};" * 10}">' for n in range(1, 10))
    return f'<!DOCTYPE a [<!ENTITY x0 "ha">{lines}]><a>&x9;</a>'


def field(code, split=False):
    pieces = [code[: len(code) // 2], code[len(code) // 2 :]] if split else [code]
    runs = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces)
    return letter(f"<w:p>{runs}</w:p>")


def locked_office():
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"


def flagged_encrypted():
    content = bytearray(TEXT)
    for sign, place in [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)]:
        at = content.find(sign)
        while at >= 0:
            content[at + place] |= 1
            at = content.find(sign, at + 4)
    return bytes(content)


def locked_odt():
    manifest = '<m:manifest xmlns:m="urn:x"><m:encryption-data/></m:manifest>'
    return odf(more={"META-INF/manifest.xml": manifest})


REFUSED = {
    "a bomb": (bomb, office.TOO_BIG),
    "a steep bomb": (steep, office.TOO_BIG),
    "too many parts": (lambda: packed({f"p{n}.txt": "a" for n in range(2_001)}), office.TOO_BIG),
    "packs in packs": (quine_of_packs, office.PACKED),
    "a pack embedded": (lambda: with_part("word/embeddings/a.zip", "a"), office.MACROS),
    "overlapping entries": (overlapping, office.BROKEN),
    "PDF before a pack": (lambda: b"%PDF-1.7\n" + TEXT, kinds.TWO_IN_ONE),
    "PDF that ends as a pack": (lambda: pdf() + TEXT, kinds.TWO_IN_ONE),
    "a pack that begins as PDF": (lambda: packed({"%PDF-1.7": "a"}), kinds.TWO_IN_ONE),
    "something behind the pack": (lambda: TEXT + b"MZ\x90\0", office.BROKEN),
    "something before the pack": (lambda: b"PK\x03\x04junk" + TEXT, office.BROKEN),
    "a way out of the pack": (lambda: with_part("../../etc/cron", "a"), office.BROKEN),
    "docm": (lambda: ooxml("docm"), office.MACROS),
    "vbaProject": (lambda: with_part("word/vbaProject.bin", "a"), office.MACROS),
    "OLE": (lambda: with_part("word/embeddings/oleObject1.bin", "a"), office.MACROS),
    "ActiveX": (lambda: with_part("word/activeX/activeX1.xml", "<a/>"), office.MACROS),
    "template from elsewhere": (
        lambda: with_part("word/_rels/settings.xml.rels", relation("attachedTemplate", "https://x.test/a.dotm")),
        office.FETCHES,
    ),
    "picture from elsewhere": (
        lambda: with_part("word/_rels/document.xml.rels", relation("image", "https://x.test/a.png")), office.FETCHES,
    ),
    "OLE from elsewhere": (
        lambda: with_part("word/_rels/document.xml.rels", relation("oleObject", "file:///c:/a.doc")), office.FETCHES,
    ),
    "a frame from elsewhere": (
        lambda: with_part("word/_rels/document.xml.rels", relation("subDocument", "a.docx")), office.FETCHES,
    ),
    "a foreign chunk": (
        lambda: with_part("word/_rels/document.xml.rels", relation("aFChunk", "a.html", "Internal")), office.FETCHES,
    ),
    "DDE": (lambda: field("DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe &quot;/k calc&quot;"), office.FIELDS),
    "DDE cut in two": (lambda: field(" DDEAUTO c:\\\\a.exe", split=True), office.FIELDS),
    "INCLUDETEXT": (lambda: field(" INCLUDETEXT \\\\\\\\server\\\\a.docx"), office.FIELDS),
    "an entity": (lambda: with_part("word/document.xml", entity('SYSTEM "file:///etc/passwd"')), office.BROKEN),
    "a parameter entity": (
        lambda: with_part("word/document.xml", '<!DOCTYPE a SYSTEM "http://x.test/a.dtd"><a/>'), office.BROKEN,
    ),
    "laughs": (lambda: with_part("word/document.xml", laughs()), office.BROKEN),
    "DTD in ODT": (lambda: odf(more={"content.xml": laughs()}), office.BROKEN),
    "locked Office": (locked_office, kinds.OLD),
    "entries marked as locked": (flagged_encrypted, office.BROKEN),
    "locked ODT": (locked_odt, office.LOCKED),
    "ODT with a script": (lambda: odf(more={"Basic/Standard/Module1.xml": "<a/>"}), office.MACROS),
    "half a file": (lambda: TEXT[: len(TEXT) // 2], office.BROKEN),
    "a changed byte": (lambda: TEXT.replace(b"document.xml", b"documenu.xml", 1), office.BROKEN),
    "RTF": (lambda: b"{\\rtf1 Raz}", kinds.OLD),
    "HTML": (lambda: b"<html><script>alert(1)</script></html>", kinds.UNKNOWN),
    "nothing": (lambda: b"", kinds.EMPTY),
    "too big": (lambda: b"%PDF-" + b"a" * LARGEST, TOO_BIG),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_hostile_files_are_refused_in_words_and_at_once(what):
    make, words = REFUSED[what]
    content = make()
    began = time.monotonic()
    reading = read(content, with_text=True)
    assert (reading.refusal, reading.blocks) == (words, [])
    assert time.monotonic() - began < 5


def test_what_is_no_document_is_named_by_its_ending():
    said = "Ten plik ma nazwę .docx, ale nie jest dokumentem DOCX. Prześlij DOCX, ODT albo PDF."
    assert rules.as_named("umowa.docx", kinds.UNKNOWN) == said
    assert rules.as_named("umowa.exe", kinds.UNKNOWN) == "Wersją dokumentu może być plik DOCX, ODT albo PDF."
    assert rules.as_named("umowa.docx", kinds.OLD) == kinds.OLD


def test_a_plain_document_is_let_in():
    reading = read(TEXT, with_text=True)
    assert (reading.refusal, [block["html"] for block in reading.blocks]) == ("", ["§ 1. Ośrodek działa."])


def test_pages_and_tables_of_contents_are_no_fetching_fields():
    for code in ("PAGE", 'TOC \\o "1-3" \\h', 'HYPERLINK "https://x.test"', "REF _Ref1 \\h", "LINKS"):
        assert read(field(code.replace('"', "&quot;"))).refusal == ""


SENTENCE = "Nazwa pliku {}, a w środku jest {}. Zapisz plik pod właściwą nazwą i prześlij go."
DOCX, ODT = office.DOCX, office.ODT


@pytest.mark.parametrize(
    ("name", "media_type", "said"),
    [
        ("polityka.docx", DOCX, ""),
        ("POLITYKA.DOCX", DOCX, ""),
        ("polityka.odt", ODT, ""),
        ("polityka.v2.pdf", "application/pdf", ""),
        ("polityka.pdf", DOCX, SENTENCE.format("kończy się na „.pdf”", "DOCX")),
        ("polityka.docx.exe", DOCX, SENTENCE.format("kończy się na „.exe”", "DOCX")),
        ("polityka", ODT, SENTENCE.format("nie ma końcówki", "ODT")),
        ("zestaw.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
         "Wersją dokumentu może być plik DOCX, ODT albo PDF."),
        ("zdjecie.png", "image/png", "Wersją dokumentu może być plik DOCX, ODT albo PDF."),
    ],
)  # fmt: skip
def test_the_name_does_not_say_another_kind(name, media_type, said):
    assert rules.why_not_this_file(name, media_type) == said


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Lokalna Polityka Świadczeń „2018”.docx", "Lokalna Polityka Świadczeń „2018”.docx"),
        ("a" * 300 + ".docx", "a" * 120 + ".docx"),
        ("../../etc/passwd.docx", "passwd.docx"),
        ("C:\\Users\\Ewa\\polityka.docx", "polityka.docx"),
        ("a\u202excod.docx", "axcod.docx"),
        ("a\x00b\nc.docx", "ab-c.docx"),
        ('a<b>"c|d?.docx', "a-b-c-d.docx"),
        (".docx", "dokument.docx"),
        ("PLIK.DOCX", "PLIK.docx"),
        ("zaz\u0307o\u0301łc\u0301.odt", "zażółć.odt"),
    ],
)
def test_odd_names_become_plain_ones(name, kept):
    assert _kept_name(name) == kept


def test_a_pdf_that_acts_is_refused_and_a_plain_one_gives_its_words():
    with pikepdf.open(io.BytesIO(pdf())) as document:
        document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
        file = io.BytesIO()
        document.save(file)
    assert "skrypt" in read(file.getvalue(), with_text=True).refusal
    assert read(pdf(), with_text=True).refusal == ""


def test_numbers_as_word_and_writer_write_them():
    said = [numbering.formatted(n, form) for n, form in [(4, "roman"), (9, "ROMAN"), (1, "letter"), (27, "letter")]]
    assert said == ["iv", "IX", "a", "aa"]
    assert [numbering.formatted(10**9, "LETTER")[:2], numbering.formatted(0, "letter")] == ["DD", "0"]


def test_the_pack_of_the_factory_is_what_a_program_would_write():
    with zipfile.ZipFile(io.BytesIO(TEXT)) as pack:
        assert (pack.testzip(), pack.namelist()) == (None, [TYPES, "word/document.xml"])
