"""Text as people type it and as Word and PDF give it."""

import time

import pytest

from apps.core.errors import DomainError
from apps.core.forms import Form
from apps.orders.amendment.parsing import units_of
from apps.orders.editing import parse, parse_annex, to_plain
from apps.orders.editing.cleaning import LONGEST, clean
from apps.orders.editing.fields import UnitsField
from apps.orders.editing.plain import annex_to_plain
from apps.orders.editing.sheets import _tidied
from apps.orders.editing.whole import take_apart


def read(text, **options):
    """The plain text of what was understood, and what was told."""
    parsed = parse(text, **options)
    return to_plain(parsed.tree).splitlines(), [str(note) for note in parsed.notes]


CLEAN = ["§ 1. Skład:", "  1) przewodnicząca – Anna;", "  2) sekretarz – Jan.", "§ 2. Wykonanie powierza się kadrom."]


@pytest.mark.parametrize(
    "text",
    [
        "§ 1. Skład:\n1) przewodnicząca – Anna;\n2) sekretarz – Jan.\n§ 2. Wykonanie powierza się kadrom.",
        "§1.Skład\n1)przewodnicząca – Anna\n2)sekretarz – Jan\n§2.Wykonanie powierza się kadrom",
        "§ 1\nSkład:\n1 )\nprzewodnicząca – Anna,\n2 )\nsekretarz – Jan,\n§ 2\nWykonanie powierza się kadrom.",
        "§\u00a01.\u00a0Skład:\n\t1)\tprzewodnicząca –\u00a0Anna;\n\t2)\tsekretarz –\u00a0Jan.\n§\u00a02.\tWyko"
        "\u00adnanie powierza się kadrom.",
        "§ 1. Skład:\r\n1) przewodnicząca -\r\nAnna;\r\n2) sekretarz\r\n— Jan.\r\n§ 2. "
        "Wykonanie po-\r\nwierza się kadrom.",
        "§ 1. Skład:\n1) przewodnicząca – Anna;\n2) sekretarz – Jan.\n\n- 2 -\n\n§ 2. Wykonanie "
        "powierza\n\nsię kadrom.",
    ],
    ids=[
        "printed",
        "no spaces, no marks",
        "marks alone",
        "tabs and signs of Word",
        "lines of a printer",
        "page number",
    ],
)
def test_the_same_order_typed_in_many_ways(text):
    lines, _ = read(text)
    assert lines == CLEAN


def test_bullets_become_what_the_place_gives():
    lines, notes = read("§ 1. Skład:\n- Anna\n• Jan:\n§ 2. Koniec.")
    assert lines[:3] == ["§ 1. Skład:", "  1) Anna;", "  2) Jan."]
    assert notes == ["Wiersz 2: wyliczenie z myślnikami zapisano jako punkty 1), 2) itd."]


def test_dashes_under_a_letter_are_tirets():
    lines, notes = read("§ 1. W:\n1) x:\na) y:\n- raz\n- dwa\n2) v")
    assert lines == ["§ 1. W:", "  1) x:", "    a) y:", "      – raz,", "      – dwa;", "  2) v."]
    assert notes == []


def test_a_gap_in_the_numbers_is_told():
    lines, notes = read("§ 1. Skład:\n1) a;\n2) b;\n4) c;\n5) d.")
    assert lines[-2:] == ["  3) c;", "  4) d."]
    assert notes == ["Wiersz 4: po pkt 2 następuje pkt 4 – zapisano jako pkt 3."]


def test_numbers_of_an_earlier_order_are_kept():
    [paragraph] = parse("§ 1. Skład:\n1) a;\n1a) b;\n2) c;\n5) d.", keep_labels=True).tree
    assert [point.label for point in paragraph.children] == ["", "1a", "2", "5"]


def test_a_list_of_numbers_with_dots_after_a_colon_is_of_points():
    lines, notes = read("§ 2. W skład wchodzą:\n1. Anna\n2. Jan")
    assert lines == ["§ 1. W skład wchodzą:", "  1) Anna;", "  2) Jan."]
    assert notes == [
        "Wiersz 1: tekst zaczyna się od § 2 – zapisano jako § 1.",
        "Wiersz 2: wyliczenie od „1.” zapisano jako punkty 1), 2) itd.",
    ]


def test_a_second_usteps_makes_the_first():
    lines, notes = read("§ 1. Pierwsze zdanie:\n1) a;\n2) b.\n2. Drugie zdanie.")
    assert lines == ["§ 1. 1. Pierwsze zdanie:", "    1) a;", "    2) b.", "  2. Drugie zdanie."]
    assert notes == ["Wiersz 4: tekst przed „2.” zapisano jako ust. 1."]


def test_the_only_ustep_is_none():
    assert read("§ 1. 1. Jedyny.")[0] == ["§ 1. Jedyny."]


def test_the_common_part_is_told_from_one_more_line():
    points = "§ 1. Zespół:\n1) opiniuje,\n2) ocenia\n"
    assert parse(points + "– na wniosek Dyrektora.").tree[0].tail == "– na wniosek Dyrektora"
    assert parse(points + "na wniosek Dyrektora.").tree[0].tail == "na wniosek Dyrektora"
    assert parse(points + "dokumenty;\n3) pisze.").tree[0].children[1].text == "ocenia dokumenty"


def test_a_number_inside_a_sentence_is_no_mark():
    lines, notes = read("§ 1. Ustalono w\n2018. Zespół działa na podstawie\n§ 7 Statutu oraz\n3) regulaminu.")
    assert lines == ["§ 1. Ustalono w 2018. Zespół działa na podstawie § 7 Statutu oraz 3) regulaminu."]
    assert notes == [
        "Wiersz 3: „§ 7” na początku wiersza uznano za dalszy ciąg zdania.",
        "Wiersz 4: „3)” na początku wiersza uznano za dalszy ciąg zdania.",
    ]


def test_quotation_marks_of_other_keyboards():
    assert read("§ 1. Zwany ,,Zespołem'' albo \"Grupą\".")[0] == ["§ 1. Zwany „Zespołem” albo „Grupą”."]


def test_text_without_numbers_is_a_paragraph_each():
    text = "Ustala się dyżury.\n\nDyżury trwają\ngodzinę."
    assert read(text)[0] == [
        "§ 1. Ustala się dyżury.",
        "§ 2. Dyżury trwają godzinę.",
    ]


def test_letters_that_are_polish_are_replaced():
    lines, _ = read("§ 1. W:\n1) x:\na) a,\nb) b,\nc) c,\nć) d.")
    assert lines[-1] == "    d) d."


def test_an_annex_has_headings_and_paragraphs():
    text = (
        "Rozdział 1\nCele\n\nWstęp bez numeru.\n\n§ 1. Cel.\n\nRozdział 2\nZasady\n\n§ 2. Zasada.\n\n1. Raz.\n2. Dwa."
    )
    parsed = parse_annex(text)
    assert [(node.kind, node.text) for node in parsed.tree] == [
        ("naglowek", "Rozdział 1. Cele"),
        ("akapit", "Wstęp bez numeru"),
        ("paragraf", "Cel"),
        ("naglowek", "Rozdział 2. Zasady"),
        ("paragraf", ""),
    ]
    assert parse_annex(annex_to_plain(parsed.tree)).tree == parsed.tree


def test_a_paragraph_cited_at_the_beginning_of_a_line_is_no_new_one():
    lines, _ = read("§ 1. Zespół działa zgodnie z\n§ 2. Statutu.\n§ 2. Koniec.")
    assert lines == ["§ 1. Zespół działa zgodnie z § 2. Statutu.", "§ 2. Koniec."]


def test_a_number_with_nothing_after_it_is_left_out():
    lines, notes = read("§ 1. Skład:\n1) Anna;\n2)\n3) Jan.")
    assert lines == ["§ 1. Skład:", "  1) Anna;", "  2) Jan."]
    assert notes == [
        "Wiersz 3: pominięto numer, po którym nic nie ma.",
        "Wiersz 4: po pkt 1 następuje pkt 3 – zapisano jako pkt 2.",
    ]


@pytest.mark.parametrize(
    "piece", ["1. ", "a) ", "§ 1. 1. 1) a) ", "a-\n", "a b-\n", "a\u00ad\n", '"', "„", "- ", "1", "\u00a0"]
)
@pytest.mark.parametrize("read", [parse, parse_annex, take_apart])
def test_a_text_of_one_piece_over_and_over_is_read_and_soon(read, piece):
    began = time.process_time()
    read(piece * (100_000 // len(piece)))
    assert time.process_time() - began < 3


def test_marks_of_one_line_go_as_deep_as_units_do():
    tree = parse("§ 1. 1. 1) a) " + "1. " * 50 + "koniec.").tree
    assert "koniec" in str(tree)


class TextForm(Form):
    body = UnitsField(label="Treść")


def test_a_longer_text_is_refused_in_words_and_read_as_far_as_it_goes():
    text = "słowo " * (LONGEST // 6 + 1)
    form = TextForm({"body": text})
    said = f"Skróć pole „Treść”: może mieć najwyżej {LONGEST} znaków, a ma {len(text)}."
    assert (form.errors, "maxlength" in str(form["body"])) == ({"body": [said]}, False)
    assert len(clean(text)[0][0].text) < len(text)
    assert take_apart(f"Zarządzenie nr 1\nw sprawie dyżurów\n§ 1. {text}").is_whole is False
    assert _tidied(text, parse, to_plain) == text
    with pytest.raises(DomainError, match="za długa"):
        units_of("punkt", text)
