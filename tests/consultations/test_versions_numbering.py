"""Numbers that Word and Writer set before paragraphs: what the units are then called, and where they stand."""

import pytest

from apps.consultations.units import named, natural
from apps.consultations.versions.cutting import units_of_blocks, units_of_html
from apps.consultations.versions.pairing import pairs
from apps.documents.filetypes import read
from tests.factories.files import odf
from tests.factories.word import document, numbering, paragraph

DOTTED = [("decimal", "%1."), ("decimal", "%1.%2."), ("decimal", "%1.%2.%3.")]
OF_WORD = [("decimal", "%1."), ("lowerLetter", "%2."), ("lowerRoman", "%3."), ("decimal", "%4.")]
BRACKETS = [("decimal", "(%1)"), ("lowerLetter", "(%2)"), ("upperLetter", "%3.")]
REVERSED = [("lowerLetter", "%1)"), ("decimal", "%2)")]
PARTS = [("upperRoman", "%1."), ("decimal", "%2."), ("lowerLetter", "%3)")]
STAGES = [("decimal", "Etap %1")]
ODF = "urn:oasis:names:tc:opendocument:xmlns"


def p(text, level=None, num=1):
    return paragraph(text, num=None if level is None else num, level=level or 0)


def units_of(body, levels, **lists):
    reading = read(document(body, numbering=numbering(*levels, **lists)), with_text=True)
    assert reading.refusal == ""
    return units_of_blocks(reading.blocks)


def labels(body, levels, **lists):
    return [unit.label for unit in units_of(body, levels, **lists)]


@pytest.mark.parametrize(
    ("levels", "depths", "said"),
    [
        (DOTTED, [0, 1, 1, 2, 0, 1],
         ["ust. 1", "pkt 1.1", "pkt 1.2", "pkt 1.2.1", "ust. 2", "pkt 2.1"]),
        (OF_WORD, [0, 1, 1, 2, 2, 3, 0, 1],
         ["ust. 1", "ust. 1 lit. a", "ust. 1 lit. b", "ust. 1 lit. b ppkt i", "ust. 1 lit. b ppkt ii",
          "ust. 1 lit. b ppkt ii pkt 1", "ust. 2", "ust. 2 lit. a"]),
        (BRACKETS, [0, 1, 2, 0], ["pkt 1", "pkt 1 lit. a", "pkt 1 lit. a lit. A", "pkt 2"]),
        (REVERSED, [0, 1, 1, 0, 1], ["lit. a", "lit. a pkt 1", "lit. a pkt 2", "lit. b", "lit. b pkt 1"]),
        (STAGES, [0, 0], ["Etap 1", "Etap 2"]),
    ],
)  # fmt: skip
def test_lists_in_lists_are_units_of_the_paragraf_they_stand_in(levels, depths, said):
    body = p("§ 3. Zasady:") + "".join(p(f"Treść {number}.", depth) for number, depth in enumerate(depths))
    assert labels(body, levels) == ["§ 3", *(f"§ 3 {one}" for one in said)]


def test_dots_say_how_far_a_unit_is_indented():
    units = units_of(p("§ 3. Zasady:") + p("Raz", 0) + p("Dwa.", 1) + p("Trzy.", 2), DOTTED)
    assert [one.depth for one in units] == [0, 1, 2, 3]


def test_a_paragraf_with_its_first_ustep_stands_beside_other_paragrafs():
    units = units_of_html("<p>§ 1. Raz.</p><p>§ 2. 1. Dwa.</p><p>2. Trzy.</p><p>§ 3.1. Sklejony.</p>")
    assert [(one.label, one.depth) for one in units] == [
        ("§ 1", 0),
        ("§ 2 ust. 1", 0),
        ("§ 2 ust. 2", 1),
        ("§ 3 ust. 1", 0),
    ]


def test_roman_parts_are_headings_in_which_numbers_begin_anew():
    body = p("Postanowienia ogólne", 0) + p("Pierwszy.", 1) + p("litera,", 2) + p("Zasady", 0) + p("Drugi.", 1)
    assert labels(body, PARTS) == ["rozdział I", "pkt 1", "pkt 1 lit. a", "rozdział II", "rozdział II, pkt 1"]
    typed = "<p>I. Postanowienia</p><p>1. Raz.</p><p>II. Zasady</p><p>1. Dwa.</p><p>W. Nowak podpisał listę</p>"
    assert [one.label for one in units_of_html(typed)] == [
        "rozdział I", "pkt 1", "rozdział II", "rozdział II, pkt 1", "akapit 1"]  # fmt: skip


def test_a_list_that_begins_anew_is_told_from_the_first():
    body = p("Wstęp.") + p("a", 0) + p("b", 0) + p("Środek.") + p("c", 0, 2) + p("d", 0, 2)
    said = labels(body, DOTTED, nums=(1, 2), restarting=(2,))
    assert said == ["akapit 1", "pkt 1", "pkt 2", "akapit 2", "pkt 1 (drugi raz)", "pkt 2 (drugi raz)"]


def test_a_list_goes_on_behind_plain_text():
    body = p("§ 1. A:") + p("raz", 0) + p("Zwykły tekst.") + p("dwa", 0)
    assert labels(body, DOTTED) == ["§ 1", "§ 1 ust. 1", "§ 1, akapit 2", "§ 1 ust. 2"]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["§ 1. Raz:", "1. Dwa.", "1.1. Trzy.", "1.2 Cztery", "2. Pięć."],
         ["§ 1", "§ 1 ust. 1", "§ 1 pkt 1.1", "§ 1 pkt 1.2", "§ 1 ust. 2"]),
        (["§ 1. Raz:", "1. Dwa.", "1.1. Trzy.", "1.1.1. Cztery.", "1.2. Pięć."],
         ["§ 1", "§ 1 ust. 1", "§ 1 pkt 1.1", "§ 1 pkt 1.1.1", "§ 1 pkt 1.2"]),
        (["§ 1. Raz:", "1. Dwa.", "1.5 etatu to mało.", "1.5. Etatu brak."],
         ["§ 1", "§ 1 ust. 1", "§ 1, akapit 2", "§ 1, akapit 3"]),
        (["§ 1. Raz:", "12.12.2018 r. odbyło się spotkanie."], ["§ 1", "§ 1, akapit 2"]),
        (["Spotkania:", "12.12.2018 Rada przyjęła plan."], ["akapit 1", "akapit 2"]),
        (["§ 1. Raz:", "a. dwa,", "b. trzy.", "m. Częstochowa"], ["§ 1", "§ 1 lit. a", "§ 1 lit. b", "§ 1, akapit 2"]),
        (["\u200b§ 1. Raz.", "\u00ad1. Dwa."], ["§ 1", "§ 1 ust. 1"]),
    ],
)  # fmt: skip
def test_typed_numbers_are_told_from_sums_days_and_abbreviations(lines, said):
    assert [one.label for one in units_of_html("".join(f"<p>{line}</p>" for line in lines))] == said


def test_bullets_in_bullets_and_numbers_in_numbers_written_here():
    html = "<p>§ 1. Raz:</p><ul><li>dwa<ul><li>trzy</li><li>cztery</li></ul></li><li>pięć</li></ul>"
    html += "<p>§ 2. Sześć:</p><ol><li>siedem<ol><li>osiem</li></ol></li><li>dziewięć</li></ol>"
    assert [one.label for one in units_of_html(html)] == [
        "§ 1", "§ 1 tiret pierwsze", "§ 1 tiret pierwsze podwójne tiret pierwsze",
        "§ 1 tiret pierwsze podwójne tiret drugie", "§ 1 tiret drugie",
        "§ 2", "§ 2 ust. 1", "§ 2 ust. 1 pkt 1", "§ 2 ust. 2"]  # fmt: skip


def test_people_may_call_a_dotted_unit_as_they_like():
    units = units_of(p("§ 3. Zasady:") + p("Raz", 0) + p("Dwa.", 1), DOTTED)
    said = ["§ 3 pkt 1.1", "§ 3 ust. 1.1", "§ 3, 1.1", "par. 3 1.1"]
    assert [named(units, one).label for one in said] == ["§ 3 pkt 1.1"] * 4
    order = ["§ 3", "§ 3 ust. 1", "§ 3 pkt 1.1", "§ 3 pkt 1.1.1", "§ 3 ust. 1 pkt 1", "§ 3 ust. 2", "§ 10"]
    assert sorted(set(order), key=natural) == order


def test_units_of_lists_are_known_again_under_other_numbers():
    was = units_of(p("§ 3. Zasady:") + p("Raz dwa trzy.", 0) + p("Jakość usług.", 1) + p("Dostępność.", 1), DOTTED)
    now = units_of(p("§ 3. Zasady:") + p("Zupełnie nowy ustęp.", 0) + p("Raz dwa trzy.", 0) + p("Jakość usług.", 1)
                   + p("Dostępność w domu.", 1), DOTTED)  # fmt: skip
    became = {one.old.label: (one.new.label, one.is_same) for one in pairs(was, now) if one.old and one.new}
    assert became == {
        "§ 3": ("§ 3", True),
        "§ 3 ust. 1": ("§ 3 ust. 2", True),
        "§ 3 pkt 1.1": ("§ 3 pkt 2.1", True),
        "§ 3 pkt 1.2": ("§ 3 pkt 2.2", False),
    }


def test_a_changed_sum_at_the_beginning_is_a_change():
    was, now = (units_of_html(f"<p>Etaty:</p><p>1.{number} etatu to mało.</p>") for number in (5, 2))
    assert [one.is_same for one in pairs(was, now)] == [True, False]


def test_writer_begins_a_list_anew_unless_it_says_that_it_goes_on():
    spaces = "".join(f'xmlns:{name}="{ODF}:{name}:1.0" ' for name in ("office", "text", "style"))
    level = '<text:list-level-style-number text:level="1" style:num-suffix="." style:num-format="1"/>'
    lists = [("", "raz"), ("", "dwa"), (' text:continue-numbering="true"', "trzy")]
    body = "".join(
        f'<text:list text:style-name="L"{how}><text:list-item><text:p>{word}</text:p></text:list-item></text:list>'
        for how, word in lists
    )
    content = (
        f"<office:document-content {spaces}><office:automatic-styles>"
        f'<text:list-style style:name="L">{level}</text:list-style></office:automatic-styles>'
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    reading = read(odf("odt", {"content.xml": content}), with_text=True)
    assert [one.text for one in units_of_blocks(reading.blocks)] == ["1. raz", "1. dwa", "2. trzy"]
