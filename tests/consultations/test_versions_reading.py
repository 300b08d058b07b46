"""DOCX and ODT of LibreOffice, and text written here, cut into the same units with the same names."""

from pathlib import Path

import pytest

from apps.consultations.units import ROW, TABLE
from apps.consultations.versions.cutting import units_of_blocks, units_of_html
from apps.consultations.versions.signs import bare
from apps.documents.filetypes import read
from apps.documents.inspecting import blocks
from tests.factories.files import letter

FILES = Path(__file__).parent / "files"
TYPED = [
    ("h-lokalna-polityka-swiadczen", "nagłówek „Lokalna Polityka Świadczeń”", "Lokalna Polityka Świadczeń"),
    ("ri", "Rozdział I", "Rozdział I. Postanowienia ogólne"),
    ("p1-u1", "§ 1 ust. 1", "§ 1. 1. Ośrodek udziela świadczeń „w środowisku” – zgodnie z ustawą¹⁾."),
    ("p1-u2", "§ 1 ust. 2", "2. W polityce uwzględnia się:"),
    ("p1-u2-k1", "§ 1 ust. 2 pkt 1", "1) potrzeby rodzin;"),
    ("p1-u2-k2", "§ 1 ust. 2 pkt 2", "2) zasoby gminy, w szczególności:"),
    ("p1-u2-k2-la", "§ 1 ust. 2 pkt 2 lit. a", "a) środki własne,"),
    ("p1-u2-k2-lb", "§ 1 ust. 2 pkt 2 lit. b", "b) dotacje;"),
    ("p1-u2-k2-lb-t-pierwsze", "§ 1 ust. 2 pkt 2 lit. b tiret pierwsze", "– celowe,"),
    ("p1-u2-k2-lb-t-drugie", "§ 1 ust. 2 pkt 2 lit. b tiret drugie", "– podmiotowe;"),
    ("p1-u2-k3", "§ 1 ust. 2 pkt 3", "3) prognozy."),
    ("p2", "§ 2", "§ 2. Wniosek rozpatruje się w terminie 14 dni."),
    ("rii", "Rozdział II", "Rozdział II. Świadczenia"),
    ("p3", "§ 3", "§ 3. Świadczenia i ich kwoty określa tabela."),
    ("tab1", "tabela 1", "Lp. | Świadczenie | Kwota"),
    ("tab1-w1", "tabela 1, wiersz 1", "1 | Zasiłek celowy „na zagospodarowanie” | do 1 200 zł"),
    ("tab1-w2", "tabela 1, wiersz 2", "2 | Pomoc rzeczowa | –"),
    ("tab1-w3", "tabela 1, wiersz 3", "według potrzeb gospodarstwa"),
    ("p3a", "§ 3a", "§ 3a. Art. 47¹ stosuje się odpowiednio."),
    ("z1", "Załącznik nr 1", "Załącznik nr 1"),
    ("z1-a1", "Załącznik nr 1, akapit 1", "do Lokalnej Polityki Świadczeń"),
    ("z1-p1", "Załącznik nr 1, § 1", "§ 1. Wzór wniosku."),
    ("z1-p1-t-pierwsze", "Załącznik nr 1, § 1 tiret pierwsze", "• imię i nazwisko"),
    ("z1-p1-t-drugie", "Załącznik nr 1, § 1 tiret drugie", "• adres"),
    ("n1", "przypis 1", "¹⁾ Dz. U. z 2018 r. poz. 1508."),
]
AUTOMATIC = [
    ("nagłówek „Regulamin Organizacyjny”", "Regulamin Organizacyjny"),
    ("Rozdział I", "Rozdział I. Przepisy ogólne"),
    ("§ 1", "§ 1. Regulamin określa strukturę ośrodka."),
    ("§ 2", "§ 2. Pracą ośrodka kieruje dyrektor."),
    ("§ 2 ust. 1", "1. Dyrektora zastępuje zastępca."),
    ("§ 2 ust. 2", "2. Do zadań dyrektora należy:"),
    ("§ 2 ust. 2 pkt 1", "1) planowanie;"),
    ("§ 2 ust. 2 pkt 2", "2) nadzór nad:"),
    ("§ 2 ust. 2 pkt 2 lit. a", "a) działami,"),
    ("§ 2 ust. 2 pkt 2 lit. b", "b) sekcjami;"),
    ("§ 2 ust. 2 pkt 3", "3) kontrola."),
    ("Rozdział II", "Rozdział II. Działy"),
    ("§ 3", "§ 3. W ośrodku działają działy:"),
    ("§ 3 pkt 1", "1) Dział Pomocy Środowiskowej;"),
    ("§ 3 pkt 2", "2) Dział Świadczeń."),
    ("§ 4", "§ 4. Działy współpracują."),
    ("§ 4, akapit 2", "Poniższe zasady są wspólne."),
    ("§ 4 ust. 1", "1. Cele"),
    ("§ 4 pkt 1.1", "1.1. Jakość usług."),
    ("§ 4 pkt 1.2", "1.2. Dostępność."),
    ("§ 4 ust. 2", "2. Zasoby"),
]


def units_of_file(name):
    reading = read((FILES / name).read_bytes(), with_text=True)
    assert reading.refusal == ""
    return units_of_blocks(reading.blocks), reading.said


def plain(text):
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize("ending", ["docx", "odt"])
def test_typed_numbers_are_read_with_polish_typography_untouched(ending):
    units, said = units_of_file(f"numery-wpisane.{ending}")

    assert [(unit.key, unit.label, plain(unit.text)) for unit in units] == TYPED
    assert units[2].text == "§\u00a01. 1. Ośrodek udziela świadczeń „w\u00a0środowisku” – zgodnie z\u00a0ustawą¹⁾."
    assert said == [blocks.TRACKED, blocks.COMMENTS]


@pytest.mark.parametrize("ending", ["docx", "odt"])
def test_automatic_numbers_are_those_that_the_reader_sees(ending):
    units, said = units_of_file(f"numery-automatyczne.{ending}")
    assert ([(unit.label, plain(unit.text)) for unit in units], said) == (AUTOMATIC, [])


@pytest.mark.parametrize("ending", ["docx", "odt"])
def test_a_table_stays_a_table_that_can_be_read_aloud(ending):
    units, _ = units_of_file(f"numery-wpisane.{ending}")
    [table] = [unit for unit in units if unit.kind == TABLE]
    assert table.html == (
        "<table><thead><tr><th>Lp.</th><th>Świadczenie</th><th>Kwota</th></tr></thead>"
        "<tbody><tr><td>1</td><td>Zasiłek celowy „na zagospodarowanie”</td><td>do 1 200 zł</td></tr></tbody>"
        '<tbody><tr><td rowspan="2">2</td><td>Pomoc rzeczowa</td><td>–</td></tr>'
        '<tr><td colspan="2">według potrzeb gospodarstwa</td></tr></tbody></table>'
    )
    assert [unit.html for unit in units if unit.kind == ROW][1] == "<p>2 | Pomoc rzeczowa | –</p>"


def test_formatting_is_kept_and_nothing_else():
    units, _ = units_of_file("numery-wpisane.docx")
    by_key = {unit.key: unit.html for unit in units}
    assert by_key["p1-u2-k2-la"] == "<p>a) <strong>środki</strong> własne,</p>"
    assert by_key["p3a"] == "<p>§&nbsp;3a. Art. 47¹ stosuje się <em>odpowiednio</em>.</p>"


def test_the_same_text_written_here_has_the_same_units():
    units, _ = units_of_file("numery-automatyczne.docx")
    html = "".join(f"<h3>{one.text}</h3>" if one.kind == "heading" else f"<p>{one.text}</p>" for one in units)

    assert [(one.key, one.label, one.text) for one in units_of_html(html)] == [
        (one.key, one.label, one.text) for one in units
    ]


@pytest.mark.parametrize(
    ("html", "labels"),
    [
        ("<p>§ 1</p><p>Ośrodek działa.</p>", ["§ 1"]),
        ("<p>§ 1.</p><p>1. Raz.</p><p>2. Dwa.</p>", ["§ 1", "§ 1 ust. 1", "§ 1 ust. 2"]),
        ("<p>§ 1. Raz.<br>§ 2. Dwa:<br>1) trzy,<br>2) cztery.</p>", ["§ 1", "§ 2", "§ 2 pkt 1", "§ 2 pkt 2"]),
        ("<p>§ 1. Raz.</p><p>§ 3 stosuje się odpowiednio.</p>", ["§ 1", "§ 1, akapit 2"]),
        ("<h3>Rozdział 1</h3><p>Przepisy ogólne</p><p>§ 1. Raz.</p>", ["Rozdział 1", "§ 1"]),
        (
            "<h3>Rozdział 1. A</h3><p>§ 1. Raz.</p><h3>Rozdział 2. B</h3><p>§ 1. Dwa.</p>",
            ["Rozdział 1", "§ 1", "Rozdział 2", "Rozdział 2, § 1"],
        ),
        ("<h3>Diagnoza</h3><p>Rodzin jest 200.</p><ul><li>małe</li><li>duże</li></ul>",
         ["nagłówek „Diagnoza”", "akapit 1", "akapit 2", "akapit 3"]),
        ("<ol><li>Cele<ol><li>jakość</li></ol></li></ol>", ["pkt 1", "pkt 1 ppkt 1"]),
        ("<p>1. Cele</p><p>1.1. Jakość</p><p>2. Zasoby</p>", ["pkt 1", "pkt 1.1", "pkt 2"]),
        ("<p>Wydatki wyniosły 3 zł.</p><p>1.5 etatu to mało.</p>", ["akapit 1", "akapit 2"]),
        ("<p>Załącznik nr 2 określa wzór.</p><p>Załącznik nr 2 do Regulaminu</p><p>Wzór</p>",
         ["akapit 1", "Załącznik nr 2", "Załącznik nr 2, akapit 1"]),
        ("<p>Art. 5. Raz.</p><p>1. Dwa.</p>", ["art. 5", "art. 5 ust. 1"]),
        ("<p></p>", []),
    ],
)  # fmt: skip
def test_units_are_called_as_people_call_them(html, labels):
    assert [unit.label for unit in units_of_html(html)] == labels


def test_keys_are_unique_and_short_whatever_the_text():
    html = "".join(f"<h3>{'Bardzo długi tytuł ' * 20}</h3><p>§ 1. Raz {n}.</p>" for n in range(30))
    keys = [unit.key for unit in units_of_html(html)]
    labels = [unit.label for unit in units_of_html(html)]
    assert (len(set(keys)), max(map(len, keys)) <= 120, max(map(len, labels)) <= 200) == (len(keys), True, True)


def test_words_of_a_unit_without_its_number():
    said = ["§ 5. 2. Treść.", "2) treść;", "– treść", "Treść 2) i 3).", "§ 3 stosuje się."]
    assert [bare(text) for text in said] == ["Treść.", "treść;", "treść", "Treść 2) i 3).", "§ 3 stosuje się."]


INSERTED = "<w:p><w:r><w:t>Termin to </w:t></w:r><w:del><w:r><w:delText>7</w:delText></w:r></w:del>"
INSERTED += '<w:ins><w:r><w:t>14</w:t></w:r></w:ins><w:r><w:t xml:space="preserve"> dni.</w:t></w:r></w:p>'
GONE_MARK = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>Początek </w:t></w:r></w:p>"
GONE_MARK += "<w:p><w:r><w:t>i koniec.</w:t></w:r></w:p>"
HIDDEN = "<w:p><w:r><w:t>Jawne.</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>Ukryte.</w:t></w:r></w:p>"
BOX = "<w:p><w:r><w:t>Przed.</w:t></w:r><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>W ramce.</w:t></w:r></w:p>"
BOX += "</w:txbxContent></w:pict></w:r></w:p>"
DRAWN = "<w:p><w:r><w:t>Rys.</w:t><w:drawing/></w:r></w:p>"
SPLIT = "<w:p><w:r><w:t>Oś</w:t></w:r><w:r><w:t>ro</w:t></w:r><w:r><w:t>dek&lt;script&gt; &amp; co</w:t></w:r></w:p>"
FRAME = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>§ 1. W ramce.</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"


@pytest.mark.parametrize(
    ("body", "texts", "said"),
    [
        (INSERTED, ["Termin to 14 dni."], [blocks.TRACKED]),
        (GONE_MARK, ["Początek i koniec."], [blocks.TRACKED]),
        (HIDDEN, ["Jawne."], [blocks.HIDDEN]),
        (BOX, ["Przed.", "W ramce."], []),
        (DRAWN, ["Rys."], [blocks.PICTURES]),
        (SPLIT, ["Ośrodek<script> & co"], []),
        (FRAME, ["§ 1. W ramce."], []),
    ],
)
def test_what_word_hides_in_a_paragraph(body, texts, said):
    reading = read(letter(body), with_text=True)
    units = units_of_blocks(reading.blocks)
    assert ([unit.text for unit in units], reading.said, reading.refusal) == (texts, said, "")
    assert "<script" not in "".join(unit.html for unit in units)


def test_a_numbered_list_that_goes_on_keeps_its_numbers():
    html = '<p>§ 1. 1. Raz.</p><ol start="2"><li>Dwa.</li><li>Trzy.</li></ol>'
    assert [(unit.label, unit.text) for unit in units_of_html(html)] == [
        ("§ 1 ust. 1", "§ 1. 1. Raz."),
        ("§ 1 ust. 2", "2. Dwa."),
        ("§ 1 ust. 3", "3. Trzy."),
    ]
