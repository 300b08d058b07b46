"""What Word hides in a file: tracked changes, boxes, tables in tables, fields, hyphens, hidden words."""

import io
import zipfile

import pytest

from apps.consultations.versions.cutting import units_of_blocks
from apps.documents.filetypes import read
from apps.documents.inspecting import blocks
from tests.factories.files import WORD, packed
from tests.factories.word import box, cell, deleted, document, numbering, paragraph, row, run, table

POINTS = numbering(("decimal", "%1)"))
MOVED_OUT, MOVED_IN = (f'<w:{name} w:id="1">{run("przeniesiony")}</w:{name}>' for name in ("moveFrom", "moveTo"))
FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
REFERENCE = FIELD.format("begin") + "<w:r><w:instrText> REF x </w:instrText></w:r>" + FIELD.format("separate")
REFERENCE += run("§ 5") + FIELD.format("end")
CONTROL = "<w:sdt><w:sdtPr><w:date/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
INNER = table(row(cell(paragraph("A")), cell(paragraph("B"))), row(cell(paragraph("1")), cell(paragraph("2"))))
HIDDEN_STYLES = "".join(
    f'<w:style w:type="{kind}" w:styleId="{key}"><w:name w:val="{key}"/><w:rPr><w:vanish/></w:rPr></w:style>'
    for kind, key in [("character", "Znak"), ("paragraph", "Akapit")]
)
SPACE_OF_MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
MATH = f'<m:oMath xmlns:m="{SPACE_OF_MATH}"><m:r><m:t>x = 2y</m:t></m:r></m:oMath>'


def texts(body, **parts):
    reading = read(document(body, **parts), with_text=True)
    assert reading.refusal == ""
    return [unit.text for unit in units_of_blocks(reading.blocks)], reading.said


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (paragraph(deleted("skreślony"), num=1, end="del") + paragraph("został", num=1), ["1) został"]),
        (paragraph(MOVED_OUT, num=1, end="moveFrom") + paragraph("został", num=1) + paragraph(MOVED_IN, num=1),
         ["1) został", "2) przeniesiony"]),
        (paragraph(f'<w:ins w:id="1">{run("nowy")}{deleted("stary")}</w:ins>', num=1), ["1) nowy"]),
        (paragraph("Jeden.") + paragraph("Ostatni zostaje", end="del"), ["Jeden.", "Ostatni zostaje"]),
        (paragraph("Przed tabelą", end="del") + INNER, ["Przed tabelą", "A | B", "1 | 2"]),
        (table(row(cell(paragraph("L")), cell(paragraph("P"))), row(cell(paragraph("skr")), look="<w:del/>"),
               row(cell(paragraph("zost")), cell(paragraph("skr"), look="<w:cellDel/>"))),
         ["L | P", "zost | "]),
    ],
)  # fmt: skip
def test_what_was_tracked_is_read_as_it_will_stand(body, said):
    assert texts(body, numbering=POINTS) == (said, [blocks.TRACKED])


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (table(row(cell(paragraph("§ 1. W ramce."), INNER))), ["§ 1. W ramce.", "A | B", "1 | 2"]),
        (table(row(cell(table(row(cell(paragraph("§ 1. Raz."))))))), ["§ 1. Raz."]),
        (table(row(cell(paragraph("L")), cell(paragraph("P"))), row(cell(paragraph("x"), INNER), cell(paragraph("y")))),
         ["L | P", "x\nA | B\n1 | 2 | y"]),
        (paragraph("Przed ", box(paragraph("W ramce.")), "po."), ["Przed po.", "W ramce."]),
        (paragraph(box(paragraph("Zewnątrz."), paragraph(box(paragraph("Wewnątrz."))))), ["Zewnątrz.", "Wewnątrz."]),
        (paragraph("zob. ", REFERENCE, " i ", CONTROL.format(run("1.02.2018")), " r."), ["zob. § 5 i 1.02.2018 r."]),
        (CONTROL.format(paragraph("W kontrolce.")), ["W kontrolce."]),
        (paragraph("<w:r><w:t>społeczno</w:t><w:noBreakHyphen/><w:t>zawo</w:t><w:softHyphen/><w:t>dowy</w:t></w:r>"),
         ["społeczno-zawodowy"]),
        (paragraph("<w:r><w:t>§</w:t><w:tab/><w:t>1.</w:t><w:tab/><w:t>Treść</w:t></w:r>"), ["§ 1. Treść"]),
        (paragraph('<w:r><w:t>przed</w:t><w:br w:type="page"/><w:t>po</w:t></w:r>'), ["przed po"]),
        (paragraph('<w:r><w:sym w:char="00A7"/><w:t xml:space="preserve"> 1. Raz </w:t><w:sym w:char="F0FC"/></w:r>'),
         ["§ 1. Raz ✓"]),
        (paragraph("wzór ", MATH, " koniec"), ["wzór x = 2y koniec"]),
    ],
)  # fmt: skip
def test_nothing_is_lost_and_nothing_read_twice(body, said):
    assert texts(body) == (said, [])


def test_words_hidden_by_a_style_are_not_read():
    body = paragraph("Widoczne", run(" ukryte", '<w:rStyle w:val="Znak"/>')) + paragraph("Ukryty", style="Akapit")
    assert texts(body, styles=HIDDEN_STYLES) == (["Widoczne"], [blocks.HIDDEN])


def test_a_file_saved_as_strict_is_read_like_any_other():
    with zipfile.ZipFile(io.BytesIO(document(paragraph("§ 1. Raz.")))) as pack:
        files = {name: pack.read(name) for name in pack.namelist()}
    later = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    strict = packed({name: content.replace(WORD.encode(), later) for name, content in files.items()})
    assert [unit.text for unit in units_of_blocks(read(strict, with_text=True).blocks)] == ["§ 1. Raz."]
