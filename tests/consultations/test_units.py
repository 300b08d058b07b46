"""What units are called, how one is found, and in which order they stand."""

import random

import pytest

from apps.consultations.units import Unit, find, from_json, named, natural, place, to_json

ORDER = [
    "",
    "Rozdział I",
    "Rozdział IV",
    "Rozdział IX",
    "§ 1",
    "§ 1 ust. 1",
    "§ 2",
    "§ 2 ust. 1",
    "§ 2 ust. 1 pkt 9",
    "§ 2 ust. 1 pkt 9 lit. a",
    "§ 2 ust. 1 pkt 9 lit. aa",
    "§ 2 ust. 1 pkt 9 lit. b",
    "§ 2 ust. 1 pkt 9 lit. b tiret drugie",
    "§ 2 ust. 1 pkt 9 lit. b tiret dziesiąte",
    "§ 2 ust. 1 pkt 9 lit. z",
    "§ 2 ust. 1 pkt 9 lit. za",
    "§ 2 ust. 1 pkt 10",
    "§ 2 ust. 1a",
    "§ 2 ust. 2",
    "§ 2 ust. 10",
    "§ 2a",
    "§ 10",
    "§ 10¹",
    "§ 10a",
    "§ 11",
    "akapit 9",
    "akapit 14",
    "tabela 2",
    "tabela 2, wiersz 3",
    "tabela 2, wiersz 12",
    "tabela 10",
    "Załącznik nr 1",
    "Załącznik nr 1, § 3",
    "Załącznik nr 1, tabela A, wiersz 3",
    "Załącznik nr 1, tabela B",
    "Załącznik nr 2",
    "Załącznik nr 10",
]


def test_labels_sort_as_a_reader_expects():
    mixed = random.Random(5).sample(ORDER, len(ORDER))
    assert sorted(mixed, key=natural) == ORDER


def test_keys_have_digits_only_and_fit():
    long = "Załącznik nr 1, " + "tabela 7 wiersz 5 " * 30
    assert {natural(label).strip("0123456789") for label in [*ORDER, long, "wstęp", "ó‮𝕒 <b>"]} == {""}
    assert len(natural(long)) + 6 <= 300


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("par. 5 ust 2", "§ 5 ust. 2"),
        ("§5 ust.2 pkt.1 lit a", "§ 5 ust. 2 pkt 1 lit. a"),
        ("§\u00a05 ust.\u00a02", "§ 5 ust. 2"),
        ("Paragraf 4a, ustęp 1", "§ 4a ust. 1"),
        ("rozdz. IV", "Rozdział 4"),
        ("zał. 1 tab. A wiersz 3", "Załącznik nr 1, tabela A, wiersz 3"),
        ("§ 2 tiret 3", "§ 2 tiret trzecie"),
    ],
)
def test_two_ways_to_write_a_label_are_one(typed, label):
    assert natural(typed) == natural(label)
    assert natural(label) != ""


@pytest.mark.parametrize(
    ("typed", "label"), [("§ " + "9" * 5000, "§ 99999"), ("§ 0012", "§ 12"), ("ust. ٣", "ust. 3"), ("pkt 000", "pkt 0")]
)
def test_a_number_has_its_place_however_it_is_written(typed, label):
    assert natural(typed) == natural(label)


@pytest.mark.parametrize("typed", ["²", "§ ²", "①", "½", "§ 1..2", "§ ²a"])
def test_what_only_looks_like_a_number_is_no_number(typed):
    assert natural(typed).isdecimal()


def unit(key, label, kind="paragraph"):
    return Unit(key, label, kind, 0, f"<p>{label}</p>", label)


UNITS = [
    unit("r1", "Rozdział 1", "heading"),
    unit("p1", "§ 1"),
    unit("p2", "§ 2"),
    unit("r2", "Rozdział 2", "heading"),
    unit("p10", "§ 10"),
]


def test_units_travel_through_json():
    assert from_json(to_json(UNITS)) == UNITS


def test_a_unit_is_found_by_its_key_and_by_its_name():
    assert [find(UNITS, "p2"), find(to_json(UNITS), "p2"), find(UNITS, "p3")] == [UNITS[2], UNITS[2], None]
    assert [named(UNITS, "par. 10"), named(to_json(UNITS), "par. 10"), named(UNITS, "")] == [UNITS[4], UNITS[4], None]


def test_places_follow_the_text_and_typed_labels_what_they_come_after():
    said = [
        ("", ""),
        ("r1", "Rozdział 1"),
        ("p2", "§ 2"),
        ("", "§ 3"),
        ("r2", "Rozdział 2"),
        ("p10", "§ 10"),
        ("", "§ 11"),
    ]
    mixed = random.Random(5).sample(said, len(said))
    assert sorted(mixed, key=lambda one: place(UNITS, *one)) == said


def test_without_units_places_follow_the_labels():
    said = ["", "§ 1", "§ 2 ust. 1", "§ 10"]
    mixed = random.Random(5).sample(said, len(said))
    assert sorted(mixed, key=lambda label: place([], "", label)) == said
