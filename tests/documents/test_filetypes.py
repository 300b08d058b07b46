"""What a file is, by its content; what is refused, and in which words."""

import io

import pikepdf
import pytest

from apps.documents.filetypes import ENDINGS, TOO_HARD, read
from apps.documents.inspecting import kinds, office, pages
from apps.documents.uploads import LARGEST, TOO_BIG
from tests.factories.files import DRAW, odf, ooxml, packed, picture, relation
from tests.factories.implementation import pdf

KEPT = {
    ".pdf": pdf,
    ".png": picture,
    ".jpg": lambda: picture("JPEG"),
    ".docx": ooxml,
    ".xlsx": lambda: ooxml("xlsx"),
    ".odt": odf,
    ".ods": lambda: odf("ods"),
}


@pytest.mark.parametrize("ending", KEPT)
def test_each_kind_is_known_by_its_content(ending):
    reading = read(KEPT[ending]())
    assert (reading.refusal, ENDINGS[reading.media_type]) == ("", ending)


def written_pdf(change):
    with pikepdf.open(io.BytesIO(pdf())) as document:
        change(document)
        file = io.BytesIO()
        document.save(file)
    return file.getvalue()


def locked_pdf():
    with pikepdf.open(io.BytesIO(pdf())) as document:
        file = io.BytesIO()
        document.save(file, encryption=pikepdf.Encryption(owner="a", user="b"))
    return file.getvalue()


def script(document):
    document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))


def script_in_a_note(document):
    action = pikepdf.Dictionary(S=pikepdf.Name.Launch, F=pikepdf.String("a.exe"))
    document.pages[0].Annots = pikepdf.Array([document.make_indirect(pikepdf.Dictionary(A=action))])


def attachment(document):
    document.attachments["a.txt"] = b"a"


def without_pages(document):
    del document.pages[0]


# Where a script may hide: written inside what hangs in the catalogue or on a page, as deep as one likes.
HIDDEN = {
    "what the page does when opened": lambda act: {"AA": pikepdf.Dictionary(O=act)},
    "a link": lambda act: {"Annots": pikepdf.Array([pikepdf.Dictionary(A=act)])},
    "a field that is left": lambda act: {"Annots": pikepdf.Array([pikepdf.Dictionary(AA=pikepdf.Dictionary(Bl=act))])},
    "what comes after a step": lambda act: {
        "Annots": pikepdf.Array([pikepdf.Dictionary(A=pikepdf.Dictionary(S=pikepdf.Name.GoTo, Next=act))])
    },
    "one of what comes after": lambda act: {
        "Annots": pikepdf.Array(
            [pikepdf.Dictionary(A=pikepdf.Dictionary(S=pikepdf.Name.GoTo, Next=pikepdf.Array([act])))]
        )
    },
    "a file pinned to the page": lambda act: {
        "Annots": pikepdf.Array([pikepdf.Dictionary(FS=pikepdf.Dictionary(EF=pikepdf.Dictionary()))])
    },
}


@pytest.mark.parametrize("where", HIDDEN)
def test_a_script_is_found_wherever_it_hides(where):
    def hide(document):
        act = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
        for name, value in HIDDEN[where](act).items():
            document.pages[0].obj[f"/{name}"] = value

    assert read(written_pdf(hide)).refusal == pages.ACTIVE


def test_opening_at_a_place_and_links_to_pages_are_no_harm():
    def lead(document):
        to = pikepdf.Array([document.pages[0].obj, pikepdf.Name.Fit])
        document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.GoTo, D=to)
        link = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String("https://example.org/"))
        document.pages[0].Annots = pikepdf.Array([pikepdf.Dictionary(Subtype=pikepdf.Name.Link, A=link)])

    assert read(written_pdf(lead)).refusal == ""


def test_an_address_that_opens_by_itself_is_refused():
    def lead(document):
        document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String("https://example.org/"))

    assert read(written_pdf(lead)).refusal == pages.ACTIVE


def in_a_form(document):
    document.Root.AcroForm = pikepdf.Dictionary(XFA=pikepdf.String("x"), Fields=pikepdf.Array([]))


REFUSED = {
    "nothing": (lambda: b"", kinds.EMPTY),
    "text": (lambda: b"Zwykly tekst", kinds.UNKNOWN),
    "a program": (lambda: b"MZ\x90\x00" + b"\0" * 100, kinds.UNKNOWN),
    "a page": (lambda: b"<html><script>alert(1)</script></html>", kinds.UNKNOWN),
    "a drawing": (lambda: b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', kinds.SVG),
    "an old document": (lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 600, kinds.OLD),
    "rtf": (lambda: b"{\\rtf1 a}", kinds.OLD),
    "half a pdf": (lambda: pdf()[:40], pages.BROKEN_PDF),
    "a locked pdf": (locked_pdf, pages.LOCKED),
    "a pdf with a script": (lambda: written_pdf(script), pages.ACTIVE),
    "a pdf that starts a program": (lambda: written_pdf(script_in_a_note), pages.ACTIVE),
    "a pdf with a file in it": (lambda: written_pdf(attachment), pages.ACTIVE),
    "a pdf with a form of another kind": (lambda: written_pdf(in_a_form), pages.ACTIVE),
    "a pdf without pages": (lambda: written_pdf(without_pages), pages.NO_PAGES),
    "half a picture": (lambda: picture("JPEG", (400, 400))[:300], pages.BROKEN),
    "a picture of too many points": (lambda: picture(size=(9000, 9000)), pages.TOO_MANY_POINTS),
    "an archive": (lambda: packed({"a.txt": "a"}), office.UNKNOWN),
    "a presentation": (lambda: ooxml("pptx"), office.UNKNOWN),
    "a drawing of an office": (lambda: odf("odg"), office.UNKNOWN),
    "macros by the type": (lambda: ooxml("docm"), office.MACROS),
    "macros by the name": (lambda: ooxml("docx", {"word/vbaProject.bin": b"x"}), office.MACROS),
    "a program inside": (lambda: ooxml("docx", {"word/embeddings/oleObject1.bin": b"x"}), office.MACROS),
    "macros behind a chart": (
        lambda: ooxml("docx", {"word/embeddings/s.xlsx": ooxml("xlsx", {"xl/vbaProject.bin": b"x"})}),
        office.MACROS,
    ),
    "a template of elsewhere": (
        lambda: ooxml(
            "docx", {"word/_rels/settings.xml.rels": relation("attachedTemplate", "https://example.org/a.dotm")}
        ),
        office.FETCHES,
    ),
    "basic of an odf": (lambda: odf("odt", {"Basic/Standard/Module1.xml": "<a/>"}), office.MACROS),
    "an event of an odf": (
        lambda: odf("odt", None, "<script:event-listener/>", 'xmlns:script="urn:script"'),
        office.MACROS,
    ),
    "a picture of elsewhere": (
        lambda: odf("odt", None, '<draw:image xlink:href="https://example.org/a.png"/>', DRAW),
        office.FETCHES,
    ),
    "a locked odf": (
        lambda: odf("odt", {"META-INF/manifest.xml": "<m><encryption-data/></m>"}),
        office.LOCKED,
    ),
    "entities": (lambda: ooxml("docx", {"word/a.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), office.BROKEN),
    "half an archive": (lambda: ooxml()[:200], office.BROKEN),
    "xml that is none": (lambda: ooxml("docx", {"word/a.xml": "<a"}), office.BROKEN),
    "a bomb": (lambda: ooxml("docx", {f"word/{n}.txt": b"\0" * 70_000_000 for n in range(3)}), office.TOO_BIG),
    "too many files": (lambda: ooxml("docx", {f"word/{n}.txt": "" for n in range(5001)}), office.TOO_BIG),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_refused_and_why(what):
    make, why = REFUSED[what]
    assert read(make()).refusal == why


def test_an_address_to_click_and_a_sheet_behind_a_chart_are_no_harm():
    more = {
        "word/_rels/document.xml.rels": relation("hyperlink", "https://example.org/"),
        "word/embeddings/Microsoft_Excel_Sheet1.xlsx": ooxml("xlsx"),
    }
    assert read(ooxml("docx", more)).refusal == ""


def test_what_is_too_big_is_not_even_looked_at():
    assert read(b"\0" * (LARGEST + 1)).refusal == TOO_BIG


def test_a_file_that_kills_the_reader_is_refused(monkeypatch):
    monkeypatch.setattr("apps.documents.filetypes._SECONDS", 0.001)
    assert read(pdf()).refusal == TOO_HARD
